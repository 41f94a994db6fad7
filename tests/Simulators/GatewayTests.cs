using System.Text.Json;

namespace Aftersales.Simulators.Tests;

/// <summary>The gateway's protocol: who may call, how answers are signed, how errors look.</summary>
public sealed class GatewayTests : World
{
    private const string Method = "alipay.trade.query";
    private const string Content = """{"out_trade_no":"O-1"}""";

    private Merchant App => new(Client, Host.PaymentApp);

    [Theory, InlineData(true), InlineData(false)]
    public async Task An_answer_is_signed_over_its_content_as_it_is_sent(bool isCertificateMode)
    {
        await Trade("O-1", "100.00");
        var app = new Merchant(Client, Host.PaymentApp) { IsCertificateMode = isCertificateMode };
        var answer = await app.Send(app.Parameters(Method, Content));
        (answer.Status, answer.ContentType, answer.NodeName).ShouldBe((200, "text/html; charset=utf-8", "alipay_trade_query_response"));
        answer.Verifies.ShouldBeTrue();
        answer.CertificateNumber.ShouldBe(isCertificateMode ? GatewayAnswer.Number(Host.PaymentApp.AlipayCertificateFile) : null);
        answer.Text.ShouldEndWith($"\"sign\":\"{answer.Sign}\"}}");
    }

    [Fact]
    public async Task Slashes_are_escaped_as_the_real_gateway_does()
    {
        var answer = await App.Send(App.Parameters("alipay.trade.nothing", "{}"));
        answer.Raw.ShouldContain("https:\\/\\/open.alipay.com\\/");
        answer.Verifies.ShouldBeTrue();
    }

    [Theory]
    [InlineData("method", null, "error_response", "40001", "isv.missing-method")]
    [InlineData("app_id", null, "alipay_trade_query_response", "40001", "isv.missing-app-id")]
    [InlineData("app_id", "2021000000000099", "alipay_trade_query_response", "40002", "isv.invalid-app-id")]
    public async Task A_stranger_is_answered_without_signature(string name, string? value, string node, string code, string subCode)
    {
        var answer = await App.Send(Changed(name, value));
        (answer.Status, answer.NodeName, answer.SubCode, answer.Sign).ShouldBe((200, node, subCode, null));
        answer.Content.GetProperty("code").GetString().ShouldBe(code);
    }

    [Theory]
    [InlineData("sign_type", null, "isv.missing-signature-type")]
    [InlineData("sign_type", "RSA", "isv.invalid-signature-type")]
    [InlineData("timestamp", null, "isv.missing-timestamp")]
    [InlineData("timestamp", "2026-03-10T09:00:00Z", "isv.invalid-timestamp")]
    [InlineData("version", null, "isv.missing-version")]
    [InlineData("charset", "gbk", "isv.invalid-charset")]
    [InlineData("method", "alipay.trade.nothing", "isv.invalid-method")]
    [InlineData("app_cert_sn", "0", "isv.app-cert-not-exist")]
    [InlineData("alipay_root_cert_sn", null, "isv.missing-alipay-root-cert-sn")]
    [InlineData("alipay_root_cert_sn", "0", "isv.invalid-alipay-root-cert-sn")]
    public async Task A_wrong_parameter_is_named_in_a_signed_answer(string name, string? value, string subCode)
    {
        var answer = await App.Send(Changed(name, value));
        answer.SubCode.ShouldBe(subCode);
        answer.Verifies.ShouldBeTrue();
    }

    [Theory, InlineData(""), InlineData("AAAA"), InlineData("no base64!")]
    public async Task A_missing_or_wrong_signature_is_refused(string sign)
    {
        await Trade("O-1", "100.00");
        var refund = App.Parameters("alipay.trade.refund", """{"out_trade_no":"O-1","out_request_no":"RF-1","refund_amount":"1.00"}""");
        (await App.Send(refund, sign)).SubCode.ShouldBe(sign.Length == 0 ? "isv.missing-signature" : "isv.invalid-signature");
        (await Statement())["expense_count"].ShouldBe("0");
    }

    [Fact]
    public async Task A_parameter_changed_after_signing_is_found()
    {
        var parameters = App.Parameters(Method, Content);
        var answer = await App.Send(parameters);
        parameters["biz_content"] = """{"out_trade_no":"O-2"}""";
        (await App.Send(parameters, answer.Sign)).SubCode.ShouldBe("isv.invalid-signature");
    }

    [Theory, InlineData("alipay.fund.trans.uni.transfer"), InlineData("alipay.fund.trans.common.query")]
    public async Task Transfers_need_certificate_mode(string method)
    {
        var app = new Merchant(Client, Host.PaymentApp) { IsCertificateMode = false };
        (await app.Send(app.Parameters(method, "{}"))).SubCode.ShouldBe("isv.missing-app-cert-sn");
    }

    [Theory, InlineData("no json"), InlineData("[]"), InlineData(""), InlineData("""{"out_trade_no":"O-1","out_trade_no":"O-2"}""")]
    public async Task Content_that_is_no_JSON_object_is_bad_input(string content)
    {
        var answer = await App.Send(App.Parameters(Method, content));
        answer.SubCode.ShouldBe("ACQ.INVALID_PARAMETER");
        answer.Verifies.ShouldBeTrue();
    }

    [Fact]
    public async Task A_wrong_signature_and_a_tampered_answer_do_not_verify_though_the_call_was_served()
    {
        await Trade("O-1", "100.00");
        await Fault(new { operation = "payment.refund", number = "RF-1", kind = "WRONG_SIGNATURE" });
        await Fault(new { operation = "payment.refund", number = "RF-2", kind = "TAMPERED" });
        foreach (var (number, fee) in new[] { ("RF-1", "12.34"), ("RF-2", "34.68") })
        {
            var answer = await App.Send(App.Parameters("alipay.trade.refund",
                JsonSerializer.Serialize(new { out_trade_no = "O-1", out_request_no = number, refund_amount = "12.34" })));
            answer.Content.GetProperty("code").GetString().ShouldBe("10000");
            answer.Content.GetProperty("refund_fee").GetString().ShouldBe(fee);
            answer.Verifies.ShouldBeFalse();
        }

        (await Statement())["expense_amount"].ShouldBe("24.68");
    }

    [Fact]
    public async Task Keys_are_made_once_and_for_their_owner_alone()
    {
        var folder = Directory.CreateTempSubdirectory("simulators-");
        string number;
        await using (var first = await SimulatorHost.Start(new() { DataFolder = folder.FullName }))
        {
            number = GatewayAnswer.Number(first.PaymentApp.CertificateFile);
            File.GetUnixFileMode(first.PaymentApp.KeyFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        await using (var second = await SimulatorHost.Start(new() { DataFolder = folder.FullName }))
            GatewayAnswer.Number(second.PaymentApp.CertificateFile).ShouldBe(number);
        folder.Delete(recursive: true);
    }

    private SortedDictionary<string, string> Changed(string name, string? value)
    {
        var parameters = App.Parameters(Method, Content);
        if (value is null)
            parameters.Remove(name);
        else
            parameters[name] = value;
        return parameters;
    }
}
