using Aftersales.Contracts.Operations;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Hosting;
using Aftersales.Platform.Operations.DeadLetters;
using Aftersales.Platform.Operations.Rebuilds;
using Aftersales.Platform.Operations.Trail;
using Google.Protobuf;
using Grpc.Core;

namespace Aftersales.Platform.Operations;

/// <summary>Operators' methods, which every service serves for its own data.</summary>
public sealed class OperationsGrpc(ServiceSettings settings) : OperationsService.OperationsServiceBase
{
    public override Task<ListDeadLettersResponse> ListDeadLetters(ListDeadLettersRequest request, ServerCallContext context) =>
        context.Feature<DeadLetterBox>().Handle(request, Call(request, request.Service, context));

    public override Task<GetDeadLetterResponse> GetDeadLetter(GetDeadLetterRequest request, ServerCallContext context) =>
        context.Feature<DeadLetterBox>().Handle(request, Call(request, request.Service, context));

    public override Task<ReplayDeadLetterResponse> ReplayDeadLetter(ReplayDeadLetterRequest request, ServerCallContext context) =>
        context.Feature<DeadLetterBox>().Handle(request, Call(request, request.Service, context));

    public override Task<SetAsideDeadLetterResponse> SetAsideDeadLetter(SetAsideDeadLetterRequest request, ServerCallContext context) =>
        context.Feature<DeadLetterBox>().Handle(request, Call(request, request.Service, context));

    public override Task<ListAggregateTypesResponse> ListAggregateTypes(ListAggregateTypesRequest request, ServerCallContext context)
    {
        Call(request, request.Service, context);
        return Task.FromResult(context.Feature<AuditTrail>().Handle(request));
    }

    public override Task<ListAuditEntriesResponse> ListAuditEntries(ListAuditEntriesRequest request, ServerCallContext context) =>
        context.Feature<AuditTrail>().Handle(request, Call(request, request.Service, context));

    public override Task<StartRebuildResponse> StartRebuild(StartRebuildRequest request, ServerCallContext context) =>
        context.Feature<RebuildDesk>().Handle(request, Call(request, request.Service, context));

    public override Task<GetRebuildResponse> GetRebuild(GetRebuildRequest request, ServerCallContext context) =>
        context.Feature<RebuildDesk>().Handle(request, Call(request, request.Service, context));

    public override Task<ListRebuildsResponse> ListRebuilds(ListRebuildsRequest request, ServerCallContext context) =>
        context.Feature<RebuildDesk>().Handle(request, Call(request, request.Service, context));

    public override Task<StopRebuildResponse> StopRebuild(StopRebuildRequest request, ServerCallContext context) =>
        context.Feature<RebuildDesk>().Handle(request, Call(request, request.Service, context));

    // Whoever comes another way than through the gateway still does nothing to another service than the one they named.
    private Call Call<TRequest>(TRequest request, string service, ServerCallContext context)
        where TRequest : IMessage, IDeepCloneable<TRequest> => service == settings.Name
            ? context.Call(request)
            : throw new Kernel.RefusedException(PlatformReasons.Invalid("service", $"must be {settings.Name} here"));
}
