using Aftersales.Contracts.Returns;
using Aftersales.Contracts.Tracking;
using Aftersales.Platform.Erasing;
using Aftersales.Platform.Hosting;
using Aftersales.Platform.Peers;
using Aftersales.Returns.Domain;
using Aftersales.Returns.Domain.Numbers;
using Aftersales.Returns.Domain.Repairs;
using Aftersales.Returns.Domain.Replacements;
using Aftersales.Returns.Features;
using Aftersales.Returns.Features.Repairs;
using Aftersales.Returns.Features.Replacements;
using Aftersales.Returns.Policy;
using Aftersales.Returns.Ports;
using Aftersales.Returns.Queries;
using CustomerErasureAsked = Aftersales.Contracts.Directories.CustomerErasureAsked;
using Repair = Aftersales.Returns.Domain.Repairs.Repair;
using Replacement = Aftersales.Returns.Domain.Replacements.Replacement;
using ReturnState = Aftersales.Returns.Domain.ReturnState;

namespace Aftersales.Returns;

/// <summary>The service, as a table of contents.</summary>
public static class ReturnsApp
{
    /// <param name="settings">With <c>Courier:Address</c> and <c>Orders:Address</c> (ending in a slash) and, if not 5, <c>Courier:TimeoutSeconds</c> and <c>Orders:TimeoutSeconds</c>.</param>
    /// <exception cref="InvalidOperationException">An address is missing; names it.</exception>
    public static WebApplication Create(ServiceSettings settings)
    {
        var service = new ServiceBuilder(settings);

        service.AddAggregate<ReturnState, ReturnEvent, ReturnAggregate>();
        service.AddPolicy<MerchantReturnPolicy>("returns.json");
        service.AddFeature<ReturnDesk>();

        service.AddDocuments<OrderFacts>("order");
        service.AddAggregate<Delivery, DeliveryCounted, DeliveryAggregate>();
        service.AddFeature<CountDelivery>();
        service.AddFeature<HearAtDoor>();
        service.On<CustomerErasureAsked, EraseCustomers>("directory");
        service.On<OrderChanged, KeepOrder>("tracking");

        service.AddFeature<Renewals>();
        service.AddFeature<Wishes>();
        service.AddFeature<GetReturnPolicy>();
        service.AddFeature<CheckEligibility>();
        service.AddFeature<Features.RequestReturn>();
        service.AddFeature<Features.StartReview>();
        service.AddFeature<ApproveReturn>();
        service.AddFeature<RejectReturn>();
        service.AddFeature<CancelReturn>();
        service.AddFeature<Features.ConfirmPickup>();
        service.AddFeature<Features.RecordShipment>();
        service.AddFeature<ReceiveReturn>();
        service.AddFeature<InspectReturn>();
        service.AddFeature<DisputeReturn>();
        service.AddFeature<ResolveReturnDispute>();
        service.AddFeature<CloseReturnLoss>();
        service.AddFeature<RecordReturnFreight>();
        service.AddFeature<Features.AttachCase>();
        service.AddFeature<Features.ReschedulePickup>();
        service.AddFeature<RecordCourierReport>();
        service.AddFeature<GetReturn>();
        service.AddFeature<ListReturns>();
        service.AddFeature<ReadReturnRates>();

        service.AddAggregate<Unmatched, UnmatchedEvent, UnmatchedAggregate>();
        service.AddWork<ForgetReports>("unmatched", "forget");
        service.AddFeature<ListUnmatchedReports>();

        service.AddAggregate<Replacement, ReplacementEvent, ReplacementAggregate>();
        service.AddPolicy<MerchantReplacementPolicy>("replacements.json");
        service.AddFeature<ReplacementDesk>();
        service.AddFeature<RequestReplacement>();
        service.AddFeature<ChangeReplacement>();
        service.AddFeature<ReadReplacements>();

        service.AddAggregate<Repair, RepairEvent, RepairAggregate>();
        service.AddPolicy<MerchantRepairPolicy>("repairs.json");
        service.AddFeature<RepairDesk>();
        service.AddFeature<RequestRepair>();
        service.AddFeature<ChangeRepair>();
        service.AddFeature<ReadRepairs>();

        service.Services.AddSingleton<ICourier>(new HttpCourier(PortClient.Open(settings.Configuration, "Courier")));
        service.Services.AddSingleton<IOrders>(new HttpOrders(PortClient.Open(settings.Configuration, "Orders")));
        service.AddPeer("tracking", invoker => new TrackingService.TrackingServiceClient(invoker));
        service.AddFeature<Senders>();
        service.AddWork<BookPickup>("return", "book-pickup");
        service.AddWork<MovePickup>("return", "move-pickup");
        service.AddWork<FollowPickup>("return", "follow-pickup");
        service.AddWork<TrackParcels>("return", "track-parcels");
        service.AddWork<CallOffPickup>("return", "call-off-pickup");
        service.AddWork<Features.PassDeadline>("return", "deadline");

        service.AddWork<RegisterOriginal>("replacement", "register-original");
        service.AddWork<WithdrawOriginal>("replacement", "withdraw-original");
        service.AddWork<FollowOrder>("replacement", "follow-order");
        service.AddWork<PassReplacementDeadline>("replacement", "deadline");

        service.AddWork<FollowCollection>("repair", "follow-collection");
        service.AddWork<CallOffCollection>("repair", "call-off-collection");
        service.AddWork<PassRepairDeadline>("repair", "deadline");

        service.MapGrpc<PickupsGrpc>(PickupsService.Descriptor);
        service.MapGrpc<RepairsGrpc>(RepairsService.Descriptor);
        service.MapGrpc<ReplacementsGrpc>(ReplacementsService.Descriptor);
        service.MapGrpc<ReturnsGrpc>(ReturnsService.Descriptor);
        return service.Build();
    }
}
