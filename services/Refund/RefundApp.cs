using Aftersales.Contracts.Invoices;
using Aftersales.Contracts.Refunds;
using Aftersales.Contracts.Returns;
using Aftersales.Contracts.Tracking;
using Aftersales.Platform.Erasing;
using Aftersales.Platform.Hosting;
using Aftersales.Platform.Identity;
using Aftersales.Refunds.Domain;
using Aftersales.Refunds.Features;
using Aftersales.Refunds.Policy;
using Aftersales.Refunds.Ports;
using Aftersales.Refunds.Ports.Alipay;
using Aftersales.Refunds.Queries;
using CustomerErasureAsked = Aftersales.Contracts.Directories.CustomerErasureAsked;
using ProvidePayee = Aftersales.Refunds.Features.ProvidePayee;
using RequestRefund = Aftersales.Refunds.Features.RequestRefund;

namespace Aftersales.Refunds;

/// <summary>What there is in Refund.</summary>
public static class RefundApp
{
    public const string Name = "refund";

    /// <summary>How long an answer of the channel is waited for before it is unknown.</summary>
    private static readonly TimeSpan ChannelPatience = TimeSpan.FromSeconds(10);

    /// <summary>Bytes of an answer of the channel; a longer one is none.</summary>
    private const int LongestAnswer = 1 << 20;

    /// <param name="settings"><c>Payment:*</c> say where the payment channel is and with which keys it is spoken to (docs/payment-channel.md).</param>
    /// <exception cref="InvalidOperationException">One of them is missing or wrong; names it.</exception>
    public static WebApplication Create(ServiceSettings settings)
    {
        var service = new ServiceBuilder(settings);
        service.AddAggregate<Account, AccountEvent, AccountAggregate>();
        service.AddPolicy<MerchantRefundPolicy>("refunds.json");
        service.AddDocuments<PaidOrder>("order");
        service.AddDocuments<EndedReturn>("ended-return");
        service.AddPeer("tracking", invoker => new TrackingService.TrackingServiceClient(invoker));
        AddPaymentChannel(service);

        service.AddFeature<Accounts>();
        service.AddFeature<RequestRefund>();
        service.AddFeature<ProvidePayee>();
        service.AddFeature<Features.PassCheck>();
        service.AddFeature<SendBackRefund>();
        service.AddFeature<Features.RevealPayee>();
        service.AddFeature<CollectAdvance>();
        service.AddFeature<SettlePayout>();
        service.AddFeature<ReadRefunds>();
        service.AddFeature<ReadWork>();
        service.AddFeature<ReadCollection>();
        service.AddFeature<SimulateRefund>();
        service.AddBooks();

        service.On<CustomerErasureAsked, EraseCustomers>("directory");
        service.On<OrderChanged, Orders>("tracking");
        service.On<InvoiceCleared, FollowInvoice>("invoice");
        service.On<ReturnInspected, FollowReturn>("returns");
        service.On<ReturnRejected, FollowReturn>("returns");
        service.On<ReturnCancelled, FollowReturn>("returns");

        service.AddWork<MeetDeadline>("account", "deadline");
        service.AddWork<MakePayout>("account", "payout");
        service.AddWork<ConfirmPayout>("account", "confirm");
        service.AddWork<VerifyOutcome>("account", "verify");
        service.AddWork<Features.GiveGoodsUp>("account", "goods");

        service.MapGrpc<RefundGrpc>(RefundService.Descriptor);
        return service.Build();
    }

    private static void AddPaymentChannel(ServiceBuilder service)
    {
        var alipay = AlipaySettings.Read(service.Settings.Configuration);
        var http = new HttpClient { Timeout = ChannelPatience, MaxResponseContentBufferSize = LongestAnswer };
        service.Services.AddSingleton<IPaymentChannel>(services => new AlipayChannel(
            new(http, alipay, service.Settings.Time, services.GetRequiredService<ILogger<AlipayGateway>>()), alipay, services.GetRequiredService<Vault>()));
    }
}
