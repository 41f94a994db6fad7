using System.Net;
using Aftersales.Simulators.Courier;
using Aftersales.Simulators.Faults;
using Aftersales.Simulators.Http;
using Aftersales.Simulators.Mail;
using Aftersales.Simulators.Marketplace;
using Aftersales.Simulators.Messaging;
using Aftersales.Simulators.Orders;
using Aftersales.Simulators.Parties;
using Aftersales.Simulators.Payment;
using Aftersales.Simulators.Scanner;
using Aftersales.Simulators.State;
using Aftersales.Simulators.Tax;
using Aftersales.Simulators.Warehouse;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Aftersales.Simulators;

/// <summary>
/// The outside world on loopback: payment channel, courier, warehouse, order and tax platform, marketplace, message provider, and whom else questions go
/// to, behind one HTTP/1.1 port; a mail server beside it.
/// </summary>
public sealed class SimulatorHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Chores _chores;
    private readonly Store _store;
    private readonly MailSink _mail;
    private readonly SimulatorOptions _options;

    private readonly Lazy<PaymentKeys> _keys;

    private SimulatorHost(WebApplication app, Chores chores, Store store, MailSink mail, SimulatorOptions options, Lazy<PaymentKeys> keys)
    {
        (_app, _chores, _store, _mail, _options, _keys) = (app, chores, store, mail, options, keys);
        Root = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    /// <summary>Base of everything, also of <c>/faults</c>, <c>/calls</c> and <c>/health</c>.</summary>
    public Uri Root { get; }

    /// <summary>Base address of the payment channel; ends in a slash.</summary>
    public Uri Payment => new(Root, "payment/");

    /// <summary>The merchant's app at the payment channel. Its keys are made when they are first asked for, and kept.</summary>
    public PaymentApp PaymentApp => new(new(Payment, "gateway.do"), PaymentKeys.AppId, _keys.Value.Folder);

    /// <summary>Base address of the courier; ends in a slash.</summary>
    public Uri Courier => new(Root, "courier/");

    /// <summary>Base address of the warehouse; ends in a slash.</summary>
    public Uri Warehouse => new(Root, "warehouse/");

    /// <summary>Base address of the order platform; ends in a slash.</summary>
    public Uri Orders => new(Root, "orders/");

    /// <summary>Base address of the platform that shops sell on; ends in a slash.</summary>
    public Uri Marketplace => new(Root, "marketplace/");

    /// <summary>Base address of the supplier, who answers questions; ends in a slash.</summary>
    public Uri Supplier => new(Root, $"{PartyRoutes.Supplier}/");

    /// <summary>Base address of merchandising, which answers questions; ends in a slash.</summary>
    public Uri Merchandising => new(Root, $"{PartyRoutes.Merchandising}/");

    /// <summary>Base address of the platform's desk for questions; ends in a slash.</summary>
    public Uri Platform => new(Root, $"{PartyRoutes.Platform}/");

    /// <summary>Base address of the tax platform; ends in a slash.</summary>
    public Uri Tax => new(Root, "tax/");

    /// <summary>Base address of the scanner; ends in a slash.</summary>
    public Uri Scanner => new(Root, "scanner/");

    /// <summary>What every service has to be told to find this world.</summary>
    public IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>(PaymentApp.Settings)
    {
        ["Courier:Address"] = Courier.ToString(),
        ["Orders:Address"] = Orders.ToString(),
        ["Warehouse:Address"] = Warehouse.ToString(),
        ["Marketplace:Address"] = Marketplace.ToString(),
        ["Parties:Warehouse:Address"] = Warehouse.ToString(),
        ["Parties:Courier:Address"] = Courier.ToString(),
        ["Parties:Supplier:Address"] = Supplier.ToString(),
        ["Parties:Merchandising:Address"] = Merchandising.ToString(),
        ["Parties:Platform:Address"] = Platform.ToString(),
        ["Scanner:Address"] = Scanner.ToString(),
        ["Tax:Address"] = Tax.ToString(),
        ["Tax:AppKey"] = _options.TaxAppKey,
        ["Tax:AppSecret"] = _options.TaxAppSecret,
    };

    /// <summary>What Directory has to be told to deliver messages here.</summary>
    public IReadOnlyDictionary<string, string?> MessageSettings => new Dictionary<string, string?>
    {
        ["Messaging:Address"] = new Uri(Root, "messaging/").ToString(),
        ["Messaging:AppId"] = _options.MessagingAppId,
        ["Messaging:Secret"] = _options.MessagingSecret,
        ["Mail:Host"] = "127.0.0.1",
        ["Mail:Port"] = $"{_mail.Port}",
        ["Mail:From"] = "service@shop.example",
        ["Mail:StartTls"] = "false",
    };

    /// <summary>Opens the state, listens, and returns once the port answers.</summary>
    /// <exception cref="Microsoft.Data.Sqlite.SqliteException">Another process holds the state file.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<SimulatorHost> Start(SimulatorOptions options)
    {
        var store = new Store(options);
        try
        {
            var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
            builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
            {
                kestrel.Limits.MaxRequestBodySize = 16 * 1024 * 1024; // a photo of 10 MiB in base64
                kestrel.Listen(IPAddress.Loopback, options.Port, listen => listen.Protocols = HttpProtocols.Http1);
            });
            builder.Services.AddRoutingCore().AddSingleton(options);
            builder.Logging.AddConsole().SetMinimumLevel(LogLevel.Warning);
            var app = builder.Build();

            var chores = new Chores(store, options);
            var counter = new Counter(store, options, chores);
            app.UseRouting();
            app.MapGet("/health", () => "ok");
            app.MapFaults(counter.Faults, counter.Calls);
            var keys = new Lazy<PaymentKeys>(() => PaymentKeys.Open(options.KeyFolder ?? Path.Combine(options.DataFolder, "payment")));
            app.MapPayment(counter, keys);
            app.MapCourier(counter);
            app.MapWarehouse(counter);
            app.MapOrders(counter);
            app.MapParties(counter);
            app.MapTax(counter);
            app.MapMessaging(counter);
            app.MapMail(counter);
            var mail = new MailSink(store, counter.Faults, options.MailPort);
            app.MapScanner(counter);
            app.MapMarketplace(counter);

            await app.StartAsync();
            chores.Start();
            mail.Start();
            return new SimulatorHost(app, chores, store, mail, options, keys);
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>Completes when the process is asked to stop.</summary>
    public Task WaitForShutdown() => _app.WaitForShutdownAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _chores.DisposeAsync();
        await _mail.DisposeAsync();
        _store.Dispose();
    }
}
