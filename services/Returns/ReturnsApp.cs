using Aftersales.Contracts.Returns;
using Aftersales.Contracts.Tracking;
using Aftersales.Platform.Hosting;
using Aftersales.Returns.Domain;
using Aftersales.Returns.Features;
using Aftersales.Returns.Policy;
using Aftersales.Returns.Ports;
using Aftersales.Returns.Queries;
using ReturnState = Aftersales.Returns.Domain.ReturnState;

namespace Aftersales.Returns;

/// <summary>The service, as a table of contents.</summary>
public static class ReturnsApp
{
    /// <param name="settings">With <c>Courier:Address</c> (ends in a slash) and, if not 5, <c>Courier:TimeoutSeconds</c>.</param>
    /// <exception cref="InvalidOperationException">Courier:Address is missing.</exception>
    public static WebApplication Create(ServiceSettings settings)
    {
        var service = new ServiceBuilder(settings);

        service.AddAggregate<ReturnState, ReturnEvent, ReturnAggregate>();
        service.AddPolicy<MerchantReturnPolicy>("returns.json");
        service.AddFeature<ReturnDesk>();

        service.AddDocuments<OrderFacts>("order");
        service.On<OrderChanged, KeepOrder>("tracking");

        service.AddFeature<Features.RequestReturn>();
        service.AddFeature<Features.StartReview>();
        service.AddFeature<ApproveReturn>();
        service.AddFeature<RejectReturn>();
        service.AddFeature<CancelReturn>();
        service.AddFeature<Features.ConfirmPickup>();
        service.AddFeature<Features.RecordShipment>();
        service.AddFeature<ReceiveReturn>();
        service.AddFeature<InspectReturn>();
        service.AddFeature<Features.AttachCase>();
        service.AddFeature<GetReturn>();
        service.AddFeature<ListReturns>();

        service.Services.AddSingleton<ICourier>(new HttpCourier(CourierClient(settings.Configuration)));
        service.AddWork<BookPickup>("return", "book-pickup");
        service.AddWork<CallOffPickup>("return", "call-off-pickup");
        service.AddWork<Features.PassDeadline>("return", "deadline");

        service.MapGrpc<ReturnsGrpc>(ReturnsService.Descriptor);
        return service.Build();
    }

    private static HttpClient CourierClient(IConfiguration configuration) => new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(2) })
    {
        BaseAddress = new(configuration["Courier:Address"] ?? throw new InvalidOperationException("the setting Courier:Address is missing")),
        Timeout = TimeSpan.FromSeconds(configuration.GetValue("Courier:TimeoutSeconds", 5.0)),
    };
}
