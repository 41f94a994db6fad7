using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Aftersales.Platform.Calls;

/// <summary>From a gRPC call to the feature that handles it.</summary>
public static class CallContext
{
    private static readonly object CallerKey = new();
    private static readonly object MethodKey = new();

    /// <summary>The feature that handles this call.</summary>
    public static TFeature Feature<TFeature>(this ServerCallContext context)
        where TFeature : class => context.GetHttpContext().RequestServices.GetRequiredService<TFeature>();

    /// <summary>Who calls and which request it is.</summary>
    public static Call Call<TRequest>(this ServerCallContext context, TRequest request)
        where TRequest : IMessage, IDeepCloneable<TRequest>
    {
        var method = (ContractMethod)context.UserState[MethodKey];
        var requestId = method.RequestId(request);
        return context.Call() with
        {
            RequestId = requestId,
            BodyHash = requestId is null ? null : method.BodyHash(request),
            ExpectedVersion = method.ExpectedVersion(request),
        };
    }

    /// <summary>Who calls; for client streams, which have no single request.</summary>
    public static Call Call(this ServerCallContext context) => new(
        (Caller)context.UserState[CallerKey],
        context.Method,
        context.GetHttpContext().RequestServices.GetRequiredService<IClock>().GetCurrentInstant(),
        context.CancellationToken);

    internal static void Admit(this ServerCallContext context, Caller caller, ContractMethod method)
    {
        context.UserState[CallerKey] = caller;
        context.UserState[MethodKey] = method;
    }
}
