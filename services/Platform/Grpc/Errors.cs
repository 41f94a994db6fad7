using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using static Aftersales.Contracts.Standard.Rpc.BadRequest.Types;
using Rpc = Aftersales.Contracts.Standard.Rpc;

namespace Aftersales.Platform.Grpc;

/// <summary>Errors as the contracts promise them: a <c>google.rpc.Status</c> with details, which gRPC carries in a trailer and JSON in the body.</summary>
public static class Errors
{
    /// <summary>The domain of all reasons of this suite.</summary>
    public const string Domain = "aftersales";

    /// <summary>The trailer that carries the status.</summary>
    public const string Trailer = "grpc-status-details-bin";

    /// <summary>Puts a status together.</summary>
    /// <param name="code">Any but OK.</param>
    /// <param name="message">For developers, in English. Never personal data.</param>
    /// <param name="reason">A value of the contract's ErrorReason without its prefix.</param>
    /// <param name="metadata">Facts that the reason's comment in the contract names; only with a reason.</param>
    /// <param name="violations">Fields that break a rule; no more than <see cref="Validation.MaxViolations"/> are kept.</param>
    /// <param name="retryAfter">The least time to wait before another try; not negative.</param>
    public static Rpc.Status Status(
        StatusCode code,
        string message,
        string? reason = null,
        IEnumerable<KeyValuePair<string, string>>? metadata = null,
        IEnumerable<FieldViolation>? violations = null,
        TimeSpan? retryAfter = null)
    {
        var status = new Rpc.Status { Code = (int)code, Message = message };
        if (reason is not null)
            status.Details.Add(Any.Pack(ErrorInfo(reason, metadata ?? [])));
        if (violations?.Take(Validation.MaxViolations).ToList() is { Count: > 0 } fields)
            status.Details.Add(Any.Pack(new Rpc.BadRequest { FieldViolations = { fields } }));
        if (retryAfter is { } delay)
            status.Details.Add(Any.Pack(new Rpc.RetryInfo { RetryDelay = Duration.FromTimeSpan(delay) }));
        return status;
    }

    /// <summary>What a gRPC method throws to answer with this status.</summary>
    public static RpcException ToRpcException(Rpc.Status status) =>
        new(new((StatusCode)status.Code, status.Message), new Metadata { { Trailer, status.ToByteArray() } });

    private static Rpc.ErrorInfo ErrorInfo(string reason, IEnumerable<KeyValuePair<string, string>> metadata)
    {
        var info = new Rpc.ErrorInfo { Reason = reason, Domain = Domain };
        foreach (var (key, value) in metadata)
            info.Metadata[key] = value;
        return info;
    }
}
