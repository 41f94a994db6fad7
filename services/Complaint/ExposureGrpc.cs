using Aftersales.Complaints.Features;
using Aftersales.Complaints.Queries;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Calls;
using Grpc.Core;

namespace Aftersales.Complaints;

/// <summary>The contract's methods about violation exposure.</summary>
public sealed class ExposureGrpc : ExposureService.ExposureServiceBase
{
    public override Task<RecordViolationResponse> RecordViolation(RecordViolationRequest request, ServerCallContext context) =>
        context.Feature<RecordViolation>().Handle(request, context.Call(request));

    public override Task<GetMonthlyExposureResponse> GetMonthlyExposure(GetMonthlyExposureRequest request, ServerCallContext context) =>
        context.Feature<ReadExposure>().Handle(request, context.Call(request));

    public override Task<ListExposedCasesResponse> ListExposedCases(ListExposedCasesRequest request, ServerCallContext context) =>
        context.Feature<ReadExposure>().Handle(request, context.Call(request));
}
