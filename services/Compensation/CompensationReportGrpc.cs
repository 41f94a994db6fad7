using Aftersales.Compensations.Features;
using Aftersales.Compensations.Queries;
using Aftersales.Contracts.Compensations;
using Aftersales.Platform.Calls;
using Grpc.Core;

namespace Aftersales.Compensations;

/// <summary>The contract's methods about what compensations come to.</summary>
public sealed class CompensationReportGrpc : CompensationReportService.CompensationReportServiceBase
{
    public override Task<ListBudgetsResponse> ListBudgets(ListBudgetsRequest request, ServerCallContext context) =>
        context.Feature<ReadBudgets>().Handle(request, context.Call(request));

    public override Task<GetBurnDownResponse> GetBurnDown(GetBurnDownRequest request, ServerCallContext context) =>
        context.Feature<ReadBudgets>().Handle(request, context.Call(request));

    public override Task<GetSpendingResponse> GetSpending(GetSpendingRequest request, ServerCallContext context) =>
        context.Feature<ReadSpending>().Handle(request, context.Call(request));

    public override Task<ListTopOrdersResponse> ListTopOrders(ListTopOrdersRequest request, ServerCallContext context) =>
        context.Feature<ReadTopOrders>().Handle(request, context.Call(request));

    public override Task<CorrectAttributionResponse> CorrectAttribution(CorrectAttributionRequest request, ServerCallContext context) =>
        context.Feature<CorrectAttribution>().Handle(request, context.Call(request));
}
