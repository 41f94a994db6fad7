using Aftersales.Complaints.Features.Advising;
using Aftersales.Complaints.Queries;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Calls;
using Grpc.Core;

namespace Aftersales.Complaints;

/// <summary>The contract's methods about decisions.</summary>
public sealed class AdviceGrpc : AdviceService.AdviceServiceBase
{
    public override Task<GetAdviceResponse> GetAdvice(GetAdviceRequest request, ServerCallContext context) =>
        context.Feature<GetAdvice>().Handle(request, context.Call(request));

    public override Task<RecordStatementsResponse> RecordStatements(RecordStatementsRequest request, ServerCallContext context) =>
        context.Feature<RecordStatements>().Handle(request, context.Call(request));

    public override Task<ConcludeCaseResponse> ConcludeCase(ConcludeCaseRequest request, ServerCallContext context) =>
        context.Feature<ConcludeCase>().Handle(request, context.Call(request));
}
