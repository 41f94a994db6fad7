using System.Diagnostics;
using Aftersales.Kernel;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Store;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.Logging;
using static Aftersales.Contracts.Standard.Rpc.BadRequest.Types;

namespace Aftersales.Platform.Pipeline;

/// <summary>The one place where refusals become statuses, and where surprises are logged and hidden from the caller.</summary>
public sealed partial class ErrorInterceptor(ILogger<ErrorInterceptor> log) : ServerInterceptor
{
    private static readonly TimeSpan TryAgain = TimeSpan.FromMilliseconds(500);

    protected override async Task Around(object? request, ServerCallContext context, Func<Task> next)
    {
        try
        {
            await next();
        }
        catch (RefusedException refused)
        {
            Refused(log, context.Method, refused.Refusal.Reason.Name);
            throw Errors.ToRpcException(Status(refused.Refusal));
        }
        catch (StoreUnavailableException away)
        {
            StoreAway(log, away, context.Method);
            throw Errors.ToRpcException(Status(new(PlatformReasons.StoreUnavailable, "the database is away")));
        }
        catch (OperationCanceledException) when (context.CancellationToken.IsCancellationRequested)
        {
            throw new RpcException(new(StatusCode.Cancelled, "cancelled"));
        }
        catch (InvalidProtocolBufferException) when (request is null)
        {
            // One of a stream's messages; that of a single request is read before anybody is asked.
            throw Errors.ToRpcException(UnreadableMessages.Status());
        }
        catch (Exception surprise) when (surprise is not RpcException)
        {
            Surprised(log, surprise, context.Method);
            var trace = Activity.Current?.TraceId.ToString() ?? "";
            throw Errors.ToRpcException(Errors.Status(StatusCode.Internal, "a defect of the suite", "INTERNAL", [new("trace_id", trace)]));
        }
    }

    internal static Contracts.Standard.Rpc.Status Status(Refusal refusal) => Errors.Status(
        Code(refusal.Reason.Kind),
        refusal.Message,
        refusal.Reason.Name,
        refusal.Metadata,
        refusal.Fields.Select(f => new FieldViolation { Field = f.Field, Description = f.Description }),
        refusal.Reason.Kind is RefusalKind.Unavailable ? TryAgain : null);

    private static StatusCode Code(RefusalKind kind) => kind switch
    {
        RefusalKind.Invalid => StatusCode.InvalidArgument,
        RefusalKind.Precondition => StatusCode.FailedPrecondition,
        RefusalKind.NotFound => StatusCode.NotFound,
        RefusalKind.AlreadyExists => StatusCode.AlreadyExists,
        RefusalKind.Conflict => StatusCode.Aborted,
        RefusalKind.Denied => StatusCode.PermissionDenied,
        RefusalKind.Exhausted => StatusCode.ResourceExhausted,
        RefusalKind.Unauthenticated => StatusCode.Unauthenticated,
        RefusalKind.Unavailable => StatusCode.Unavailable,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    [LoggerMessage(LogLevel.Debug, "{Method} refused: {Reason}")]
    private static partial void Refused(ILogger log, string method, string reason);

    [LoggerMessage(LogLevel.Warning, "{Method}: the database is away")]
    private static partial void StoreAway(ILogger log, Exception away, string method);

    [LoggerMessage(LogLevel.Error, "{Method} failed")]
    private static partial void Surprised(ILogger log, Exception surprise, string method);
}
