using Aftersales.Contracts.Operations;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Hosting;
using Aftersales.Platform.Operations.DeadLetters;
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

    // Whoever comes another way than through the gateway still does nothing to another service than the one they named.
    private Call Call<TRequest>(TRequest request, string service, ServerCallContext context)
        where TRequest : IMessage, IDeepCloneable<TRequest> => service == settings.Name
            ? context.Call(request)
            : throw new Kernel.RefusedException(PlatformReasons.Invalid("service", $"must be {settings.Name} here"));
}
