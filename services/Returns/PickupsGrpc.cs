using Aftersales.Contracts.Returns;
using Aftersales.Platform.Calls;
using Aftersales.Returns.Features;
using Aftersales.Returns.Queries;
using Grpc.Core;

namespace Aftersales.Returns;

/// <summary>The contract of collection.</summary>
public sealed class PickupsGrpc : PickupsService.PickupsServiceBase
{
    public override Task<ReschedulePickupResponse> ReschedulePickup(ReschedulePickupRequest request, ServerCallContext context) =>
        context.Feature<ReschedulePickup>().Handle(request, context.Call(request));

    public override Task<RecordCourierReportResponse> RecordCourierReport(RecordCourierReportRequest request, ServerCallContext context) =>
        context.Feature<RecordCourierReport>().Handle(request, context.Call(request));

    public override Task<ListUnmatchedReportsResponse> ListUnmatchedReports(ListUnmatchedReportsRequest request, ServerCallContext context) =>
        context.Feature<ListUnmatchedReports>().Handle(request, context.Call(request));
}
