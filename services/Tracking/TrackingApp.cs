using Aftersales.Contracts.Tracking;
using Aftersales.Platform.Hosting;
using Aftersales.Tracking.Domain;
using Aftersales.Tracking.Features;
using Aftersales.Tracking.Queries;

namespace Aftersales.Tracking;

/// <summary>What there is in Tracking.</summary>
public static class TrackingApp
{
    public const string Name = "tracking";

    public static WebApplication Create(ServiceSettings settings)
    {
        var service = new ServiceBuilder(settings);
        service.AddAggregate<OrderState, OrderEvent, OrderAggregate>();
        service.AddPolicy<TrackingPolicy>("tracking.json");
        service.AddFeature<ImportOrders>();
        service.AddFeature<RecordFacts>();
        service.AddFeature<ReadOrders>();
        service.AddFeature<RevealRecipient>();
        service.MapGrpc<TrackingGrpc>(TrackingService.Descriptor);
        return service.Build();
    }
}
