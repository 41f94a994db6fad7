using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Aftersales.Kernel;
using Aftersales.Platform.Identity;
using Aftersales.Refunds.Ports;
using Aftersales.Refunds.Ports.Alipay;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Configuration;

namespace Aftersales.Refunds.Tests.Alipay;

/// <summary>What goes over the wire.</summary>
public sealed class RequestTests
{
    private readonly Wire wire = new();
    private readonly Vault vault = new(new byte[32]);

    [Fact]
    public async Task A_request_names_everything_that_the_gateway_asks_for_in_Beijing_time()
    {
        await Channel().Pay(new("pay_1", Money.Cny(12_34), "T1", null), default);
        wire.Address.ShouldBe("https://openapi-sandbox.dl.alipaydev.com/gateway.do");
        wire.Query.Where(parameter => parameter.Key != "sign").OrderBy(parameter => parameter.Key).ShouldBe(
        [
            new("alipay_root_cert_sn", $"{Number("root-sha256")}_{Number("root-sha1")}"),
            new("app_cert_sn", Number("app")),
            new("app_id", "2021000000000001"),
            new("charset", "utf-8"),
            new("format", "JSON"),
            new("method", "alipay.trade.refund"),
            new("sign_type", "RSA2"),
            new("timestamp", "2026-06-02 00:30:05"),
            new("version", "1.0"),
        ]);
        wire.ContentType.ShouldBe("application/x-www-form-urlencoded");
    }

    [Fact]
    public async Task The_signature_is_over_what_is_sent()
    {
        await Channel().Pay(new("pay_1", Money.Cny(12_34), "T1", null), default);
        using var key = System.Security.Cryptography.RSA.Create();
        key.ImportFromPem(Vector.Text("app.pub.pem"));
        var content = Encoding.UTF8.GetBytes(AlipaySignature.Content([.. wire.Query, .. wire.Body]));
        AlipaySignature.Verifies(content, wire.Query["sign"], key).ShouldBeTrue();
    }

    [Theory]
    [InlineData("a@example.com", "ALIPAY_LOGON_ID")]
    [InlineData("13800138078", "ALIPAY_LOGON_ID")]
    [InlineData("2088123412341234", "ALIPAY_USER_ID")]
    public async Task R_PPL_2_a_transfer_says_whom_it_is_for_in_the_body_alone(string account, string type)
    {
        await Channel().Pay(new("pay_2", Money.Cny(10), null, new PayeeDetails(account, "王小明", "tb_1").Seal(vault)), default);
        var content = Content();
        JsonNode.DeepEquals(content, new JsonObject
        {
            ["out_biz_no"] = "pay_2",
            ["trans_amount"] = "0.10",
            ["product_code"] = "TRANS_ACCOUNT_NO_PWD",
            ["biz_scene"] = "DIRECT_TRANSFER",
            ["order_title"] = "售后退款",
            ["remark"] = "售后退款",
            ["payee_info"] = new JsonObject { ["identity"] = account, ["identity_type"] = type, ["name"] = "王小明" },
        }).ShouldBeTrue(content.ToJsonString());
        wire.Query.ShouldAllBe(parameter => !parameter.Value.Contains(account) && !parameter.Value.Contains("王小明"));
    }

    [Fact]
    public async Task Questions_name_what_the_methods_need()
    {
        await Channel().Ask(new("pay_1", Money.Cny(12_34), "T1", null), default);
        wire.Query["method"].ShouldBe("alipay.trade.fastpay.refund.query");
        Content().ToJsonString().ShouldBe("""{"trade_no":"T1","out_request_no":"pay_1","query_options":["gmt_refund_pay"]}""");
        await Channel().Ask(new("pay_2", Money.Cny(12_34), null, new("sealed")), default);
        wire.Query["method"].ShouldBe("alipay.fund.trans.common.query");
        Content().ToJsonString().ShouldBe("""{"out_biz_no":"pay_2","product_code":"TRANS_ACCOUNT_NO_PWD","biz_scene":"DIRECT_TRANSFER"}""");
    }

    private static string Number(string name) => (string)CertificateTests.Numbers.Single(row => (string)row[0] == name)[1];

    private JsonNode Content() => JsonNode.Parse(wire.Body["biz_content"])!;

    private AlipayChannel Channel()
    {
        var settings = AlipaySettings.Read(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Payment:Environment"] = "sandbox",
            ["Payment:AppId"] = "2021000000000001",
            ["Payment:KeyFile"] = Vector.Path("app.pkcs8.pem"),
            ["Payment:AppCertificateFile"] = Vector.Path("app.crt"),
            ["Payment:AlipayCertificateFile"] = Vector.Path("alipay.crt"),
            ["Payment:AlipayRootFile"] = Vector.Path("roots.crt"),
        }).Build());
        return new(new(new HttpClient(wire), settings, new Fixed(), new Kept()), settings, vault);
    }

    /// <summary>Half past midnight in Beijing, the day before in UTC.</summary>
    private sealed class Fixed : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => new(2026, 6, 1, 16, 30, 5, TimeSpan.Zero);
    }

    private sealed class Wire : HttpMessageHandler
    {
        public string Address { get; private set; } = "";

        public string ContentType { get; private set; } = "";

        public Dictionary<string, string> Query { get; private set; } = [];

        public Dictionary<string, string> Body { get; private set; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Address = request.RequestUri!.GetLeftPart(UriPartial.Path);
            ContentType = request.Content!.Headers.ContentType!.ToString();
            Query = Read(request.RequestUri.Query);
            Body = Read(await request.Content.ReadAsStringAsync(cancellationToken));
            return new(HttpStatusCode.OK) { Content = new StringContent("{}") };
        }

        private static Dictionary<string, string> Read(string form) =>
            QueryHelpers.ParseQuery(form).ToDictionary(parameter => parameter.Key, parameter => parameter.Value.ToString());
    }
}
