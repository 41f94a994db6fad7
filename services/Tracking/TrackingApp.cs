using Aftersales.Contracts.Directories;
using Aftersales.Contracts.Tracking;
using Aftersales.Platform.Erasing;
using Aftersales.Platform.Hosting;
using Aftersales.Tracking.Domain;
using Aftersales.Tracking.Features;
using Aftersales.Tracking.Queries;
using Disaster = Aftersales.Tracking.Domain.Disaster;

namespace Aftersales.Tracking;

/// <summary>What there is in Tracking.</summary>
public static class TrackingApp
{
    public const string Name = "tracking";

    public static WebApplication Create(ServiceSettings settings)
    {
        var service = new ServiceBuilder(settings);
        service.AddAggregate<OrderState, OrderEvent, OrderAggregate>();
        service.AddAggregate<Disaster, DisasterEvent, DisasterAggregate>();
        service.AddAggregate<ReportDay, ReportEvent, ReportAggregate>();
        service.AddAggregate<Roster, RosterEvent, RosterAggregate>();
        service.AddPolicy<TrackingPolicy>("tracking.json");
        service.AddFeature<Desk>();
        service.AddFeature<Reporting>();

        service.AddFeature<FactBatch>();
        service.AddFeature<ImportOrders>();
        service.AddFeature<RecordFacts>();
        service.AddFeature<StreamFacts>();
        service.AddFeature<ChangeItem>();
        service.AddFeature<DeclareDisaster>();
        service.AddFeature<ReadOrders>();
        service.AddFeature<RevealRecipient>();
        service.AddFeature<ReadItems>();
        service.AddFeature<ForecastLists>();
        service.AddFeature<ReadCompletion>();
        service.AddFeature<ReadDisasters>();
        service.MapGrpc<TrackingGrpc>(TrackingService.Descriptor);
        service.MapGrpc<TrackingListGrpc>(TrackingListService.Descriptor);
        service.MapGrpc<DisasterGrpc>(DisasterService.Descriptor);

        service.On<CustomerErasureAsked, EraseCustomers>("directory");
        service.On<OrderFactsTold, RecordFacts>("facts");
        service.On<PersonChanged, ShareItems>("directory");

        service.AddWork<LookAtOrder>(OrderAggregate.Name, "look");
        service.AddWork<ShareItems>(OrderAggregate.Name, "share");
        service.AddWork<SpreadDisaster>(DisasterAggregate.Name, "spread");
        service.AddWork<CountCompletion>(ReportAggregate.Name, "count");
        return service.Build();
    }
}
