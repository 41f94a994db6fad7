using Aftersales.Contracts.Invoices;
using Aftersales.Contracts.Refunds;
using Aftersales.Contracts.Returns;
using Aftersales.Contracts.Tracking;
using Aftersales.Platform.Hosting;
using Aftersales.Platform.Identity;
using Aftersales.Refunds.Domain;
using Aftersales.Refunds.Domain.Batches;
using Aftersales.Refunds.Features;
using Aftersales.Refunds.Policy;
using Aftersales.Refunds.Ports;
using Aftersales.Refunds.Queries;
using Batch = Aftersales.Refunds.Domain.Batches.Batch;
using PayBatch = Aftersales.Refunds.Features.PayBatch;
using ProvidePayee = Aftersales.Refunds.Features.ProvidePayee;
using RequestRefund = Aftersales.Refunds.Features.RequestRefund;

namespace Aftersales.Refunds;

/// <summary>What there is in Refund.</summary>
public static class RefundApp
{
    public const string Name = "refund";

    /// <summary>How long an answer of the channel is waited for before it is unknown.</summary>
    private static readonly TimeSpan ChannelPatience = TimeSpan.FromSeconds(10);

    /// <param name="settings"><c>Payment:Address</c> is the base address of the payment channel.</param>
    /// <exception cref="InvalidOperationException">The address is missing.</exception>
    public static WebApplication Create(ServiceSettings settings)
    {
        var service = new ServiceBuilder(settings);
        service.AddAggregate<Account, AccountEvent, AccountAggregate>();
        service.AddAggregate<Batch, BatchEvent, BatchAggregate>();
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
        service.AddFeature<CreateBatch>();
        service.AddFeature<PayBatch>();
        service.AddFeature<ReadBatches>();
        service.AddFeature<ReadRefunds>();
        service.AddFeature<ReadLedger>();

        service.On<OrderChanged, Orders>("tracking");
        service.On<InvoiceCleared, FollowInvoice>("invoice");
        service.On<ReturnInspected, FollowReturn>("returns");
        service.On<ReturnRejected, FollowReturn>("returns");
        service.On<ReturnCancelled, FollowReturn>("returns");

        service.AddWork<MeetDeadline>("account", "deadline");
        service.AddWork<MakePayout>("account", "payout");
        service.AddWork<ConfirmPayout>("account", "confirm");
        service.AddWork<Features.GiveGoodsUp>("account", "goods");
        service.AddWork<TellBatched>("batch", "lock");
        service.AddWork<TellBatched>("batch", "release");

        service.MapGrpc<RefundGrpc>(RefundService.Descriptor);
        return service.Build();
    }

    private static void AddPaymentChannel(ServiceBuilder service)
    {
        var address = service.Settings.Configuration["Payment:Address"] ?? throw new InvalidOperationException("the setting Payment:Address is missing");
        service.Services.AddSingleton<IPaymentChannel>(services => new HttpPaymentChannel(
            new HttpClient { BaseAddress = new(address), Timeout = ChannelPatience }, services.GetRequiredService<Vault>()));
    }
}
