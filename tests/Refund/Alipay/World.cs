using System.Net.Http.Json;
using System.Text.Json;
using Aftersales.Kernel;
using Aftersales.Platform.Identity;
using Aftersales.Refunds.Domain;
using Aftersales.Refunds.Ports;
using Aftersales.Refunds.Ports.Alipay;
using Aftersales.Simulators;
using Aftersales.Simulators.Payment;
using Aftersales.Simulators.Tests;
using Microsoft.Extensions.Configuration;

namespace Aftersales.Refunds.Tests.Alipay;

/// <summary>The real adapter against the real simulator over sockets; an order of 100.00 is paid there.</summary>
internal sealed class World : IAsyncDisposable
{
    public const string Account = "13800138078";
    public const string RealName = "王小明";

    private readonly SimulatorHost host;
    private readonly string folder;
    private readonly HttpClient http = new();

    private World(SimulatorHost host, string folder) => (this.host, this.folder) = (host, folder);

    public Kept Log { get; } = new();

    public Vault Vault { get; } = new(new byte[32]);

    public PaymentOrder Refund => new("pay_1", Money.Cny(5_00), "T1", null);

    public PaymentOrder Transfer => To(Account, RealName);

    public PaymentApp App => host.PaymentApp;

    public PaymentOrder To(string account, string name) => new("pay_2", Money.Cny(5_00), null, new PayeeDetails(account, name, "tb_1").Seal(Vault));

    public static async Task<World> Start()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("aftersales-").FullName;
        var world = new World(await SimulatorHost.Start(new() { DataFolder = folder, KeyFolder = SharedKeys.Folder }), folder);
        await world.Post("payment/trades", new { out_trade_no = "O-1", trade_no = "T1", total_amount = "100.00", buyer_logon_id = Account, buyer_name = RealName });
        return world;
    }

    /// <param name="patience">How long an answer is waited for.</param>
    /// <param name="changes">Settings other than those of certificate mode; null takes one away.</param>
    public IPaymentChannel Channel(TimeSpan? patience = null, params (string Name, string? Value)[] changes)
    {
        var settings = host.PaymentApp.Settings.ToDictionary();
        foreach (var (name, value) in changes)
            settings[$"Payment:{name}"] = value;
        var alipay = AlipaySettings.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
        return new AlipayChannel(new(new HttpClient { Timeout = patience ?? TimeSpan.FromSeconds(10) }, alipay, TimeProvider.System, Log), alipay, Vault);
    }

    public IPaymentChannel InPublicKeyMode() =>
        Channel(null, ("AlipayKeyFile", host.PaymentApp.AlipayKeyFile), ("AlipayCertificateFile", null), ("Transfers", "false"));

    /// <summary>What the channel does with the next call of an operation.</summary>
    public Task Fault(string operation, string kind, string? code = null, int delay = 10) =>
        Post("faults", new { operation = $"payment.{operation}", kind, code, delay_ms = delay });

    /// <summary>Fen that left the merchant's account.</summary>
    public async Task<long> MovedOut()
    {
        var day = DateTime.UtcNow.AddHours(8).ToString("yyyy-MM-dd");
        var statement = await http.GetFromJsonAsync<JsonElement>(new Uri(host.Payment, $"statement?date={day}"));
        return long.Parse(statement.GetProperty("expense_amount").GetString()!.Replace(".", "", StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await host.DisposeAsync();
        System.IO.Directory.Delete(folder, recursive: true);
    }

    private async Task Post(string path, object body)
    {
        using var response = await http.PostAsJsonAsync(new Uri(host.Root, path), body);
        response.EnsureSuccessStatusCode();
    }
}
