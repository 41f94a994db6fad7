using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using static Aftersales.Contracts.Standard.Rpc.BadRequest.Types;
using Rpc = Aftersales.Contracts.Standard.Rpc;

namespace Aftersales.Platform.Grpc;

/// <summary>What a caller reads out of an error.</summary>
/// <param name="Info">Reason, domain and metadata, if the error has them.</param>
/// <param name="Violations">Fields that break a rule; often empty.</param>
/// <param name="RetryAfter">The least time to wait before another try, if the error says so; not negative.</param>
public sealed record ErrorDetails(Rpc.ErrorInfo? Info, IReadOnlyList<FieldViolation> Violations, TimeSpan? RetryAfter)
{
    /// <summary>The details of an error that a call ended with; null when it has none, or they are malformed. Never throws.</summary>
    public static ErrorDetails? From(RpcException error)
    {
        var trailer = error.Trailers.FirstOrDefault(entry => entry.Key == Errors.Trailer);
        if (trailer is null)
            return null;
        try
        {
            return From(Rpc.Status.Parser.ParseFrom(trailer.ValueBytes));
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    /// <summary>The details of a status.</summary>
    public static ErrorDetails From(Rpc.Status status) => new(
        Find<Rpc.ErrorInfo>(status),
        Find<Rpc.BadRequest>(status) is { } request ? request.FieldViolations : [],
        Find<Rpc.RetryInfo>(status)?.RetryDelay is { } delay ? Span(delay) : null);

    private static T? Find<T>(Rpc.Status status)
        where T : class, IMessage, new()
    {
        foreach (var detail in status.Details)
            if (detail.TryUnpack<T>(out var found))
                return found;
        return null;
    }

    // Another server's: kept within what a TimeSpan can hold.
    private static TimeSpan Span(Duration delay) => TimeSpan.FromSeconds(Math.Clamp(delay.Seconds, 0, (long)TimeSpan.FromDays(365).TotalSeconds))
        + TimeSpan.FromTicks(Math.Clamp(delay.Nanos, 0, 999_999_999) / TimeSpan.NanosecondsPerTick);
}
