using System.Net.Http.Json;
using System.Text.Json;

namespace Aftersales.Simulators.Tests;

/// <summary>A fresh outside world in a folder of its own, spoken to over real HTTP.</summary>
public abstract class World : IAsyncLifetime
{
    protected const string Buyer = "13800138078";
    protected const string BuyerName = "王小明";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("simulators-");
    private SimulatorHost? _host;

    protected ManualClock Clock { get; } = new(new DateTimeOffset(2026, 3, 10, 9, 0, 0, TimeSpan.FromHours(8)));

    protected SimulatorHost Host => _host!;

    protected HttpClient Client { get; private set; } = new();

    protected virtual long OpeningBalanceFen => 1_000_000_00;

    public async Task InitializeAsync()
    {
        _host = await SimulatorHost.Start(new SimulatorOptions
        {
            DataFolder = _folder.FullName,
            Clock = Clock,
            OpeningBalanceFen = OpeningBalanceFen,
            KeyFolder = SharedKeys.Folder,
        });
        Client = new HttpClient { BaseAddress = _host.Root, Timeout = TimeSpan.FromSeconds(30) };
        Client.DefaultRequestHeaders.Authorization = new("Bearer", (await Post("tax/token", new { app_key = "aftersales", app_secret = "simulated" }))["access_token"]);
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await _host!.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    protected async Task Restart()
    {
        Client.Dispose();
        await _host!.DisposeAsync();
        await InitializeAsync();
    }

    protected async Task<Reply> Post(string path, object body) => await Reply.Of(await Client.PostAsJsonAsync(path, body));

    protected async Task<Reply> Put(string path, object body) => await Reply.Of(await Client.PutAsJsonAsync(path, body));

    protected async Task<Reply> Get(string path) => await Reply.Of(await Client.GetAsync(new Uri(path, UriKind.Relative)));

    protected Task<Reply> Trade(string outTradeNo, string total, string subject = "保温杯") => Post("payment/trades", new
    {
        out_trade_no = outTradeNo,
        total_amount = total,
        subject,
        buyer_logon_id = Buyer,
        buyer_name = BuyerName,
    });

    /// <summary>Calls a method of the gateway as the merchant's app.</summary>
    protected Task<Reply> Ask(string method, object content, string? notifyUrl = null) =>
        new Merchant(Client, Host.PaymentApp).Ask(method, content, notifyUrl);

    protected Task<Reply> Refund(string outTradeNo, string outRequestNo, string amount, string? notifyUrl = null) => Ask("alipay.trade.refund",
        new { out_trade_no = outTradeNo, out_request_no = outRequestNo, refund_amount = amount, refund_reason = "少件" }, notifyUrl);

    protected Task<Reply> QueryRefund(string outTradeNo, string outRequestNo, params string[] options) =>
        Ask("alipay.trade.fastpay.refund.query", new { out_trade_no = outTradeNo, out_request_no = outRequestNo, query_options = options });

    protected Task<Reply> Transfer(string outBizNo, string amount, string name = BuyerName, string identity = Buyer) => Ask("alipay.fund.trans.uni.transfer", new
    {
        out_biz_no = outBizNo,
        trans_amount = amount,
        product_code = "TRANS_ACCOUNT_NO_PWD",
        biz_scene = "DIRECT_TRANSFER",
        order_title = "售后补偿",
        payee_info = new { identity, identity_type = "ALIPAY_LOGON_ID", name },
    });

    protected Task<Reply> QueryTransfer(string outBizNo) =>
        Ask("alipay.fund.trans.common.query", new { out_biz_no = outBizNo, product_code = "TRANS_ACCOUNT_NO_PWD", biz_scene = "DIRECT_TRANSFER" });

    protected Task<Reply> Fault(object fault) => Post("faults", fault);

    protected Task<Reply> Statement(string day = "2026-03-10") => Get($"payment/statement?date={day}");

    protected static Task<T[]> AtOnce<T>(int times, Func<int, Task<T>> call) => Task.WhenAll(Enumerable.Range(0, times).Select(i => Task.Run(() => call(i))));
}

/// <summary>An answer as it came over the wire.</summary>
public sealed record Reply(int Status, JsonElement Body)
{
    public string? this[string field] => Body.TryGetProperty(field, out var value) ? value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText() : null;

    public string? ErrorCode => Body.TryGetProperty("error", out var error) ? error.GetProperty("code").GetString() : null;

    public string? SubCode => this["sub_code"];

    public static async Task<Reply> Of(HttpResponseMessage message)
    {
        using (message)
            return new Reply((int)message.StatusCode, (await message.Content.ReadFromJsonAsync<JsonDocument>())!.RootElement.Clone());
    }
}
