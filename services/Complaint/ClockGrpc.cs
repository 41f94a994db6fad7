using Aftersales.Complaints.Features;
using Aftersales.Complaints.Queries;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Calls;
using Grpc.Core;

namespace Aftersales.Complaints;

/// <summary>The contract's methods about what is said and promised, and about clocks that run out.</summary>
public sealed class ClockGrpc : ClockService.ClockServiceBase
{
    public override Task<PostMessageResponse> PostMessage(PostMessageRequest request, ServerCallContext context) =>
        context.Feature<PostMessage>().Handle(request, context.Call(request));

    public override Task<PromiseToCustomerResponse> PromiseToCustomer(PromiseToCustomerRequest request, ServerCallContext context) =>
        context.Feature<PromiseToCustomer>().Handle(request, context.Call(request));

    public override Task<KeepPromiseResponse> KeepPromise(KeepPromiseRequest request, ServerCallContext context) =>
        context.Feature<KeepPromise>().Handle(request, context.Call(request));

    public override Task<ListBreachesResponse> ListBreaches(ListBreachesRequest request, ServerCallContext context) =>
        context.Feature<ReadBreaches>().Handle(request, context.Call(request));

    public override Task<ListAlertsResponse> ListAlerts(ListAlertsRequest request, ServerCallContext context) =>
        context.Feature<ReadBreaches>().Handle(request, context.Call(request));

    public override Task<AcknowledgeAlertResponse> AcknowledgeAlert(AcknowledgeAlertRequest request, ServerCallContext context) =>
        context.Feature<AcknowledgeAlert>().Handle(request, context.Call(request));

    public override Task<ForecastBreachesResponse> ForecastBreaches(ForecastBreachesRequest request, ServerCallContext context) =>
        context.Feature<ForecastBreaches>().Handle(request, context.Call(request));

    public override Task<GetResponseTimesResponse> GetResponseTimes(GetResponseTimesRequest request, ServerCallContext context) =>
        context.Feature<ReadResponseTimes>().Handle(request, context.Call(request));
}
