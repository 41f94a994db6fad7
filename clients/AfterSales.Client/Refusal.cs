using Aftersales.Contracts;
using Aftersales.Contracts.Standard.Rpc;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;

namespace Aftersales.Client;

/// <summary>Why the suite did not do what it was asked. Decide by <see cref="Reason"/>; messages are for developers and change.</summary>
/// <param name="Reason">A value of the contract; <see cref="ErrorReason.Unspecified"/> for one that this package does not know yet.</param>
/// <param name="ReasonText">The same as the suite said it, such as <c>RETURN_STATE_INVALID</c>.</param>
/// <param name="Metadata">Facts about it; which ones, the reason's comment in the contract says.</param>
/// <param name="Fields">Bad fields of a bad request, all at once.</param>
/// <param name="RetryAfter">The least time to wait before another try; null when none was named.</param>
public sealed record Refusal(
    ErrorReason Reason, string ReasonText, IReadOnlyDictionary<string, string> Metadata, IReadOnlyList<BadField> Fields, TimeSpan? RetryAfter)
{
    private const string Prefix = "ERROR_REASON_";

    private static readonly EnumDescriptor Reasons = ErrorsReflection.Descriptor.FindTypeByName<EnumDescriptor>(nameof(ErrorReason));

    /// <summary>The state in which it is refused; null where that is not why.</summary>
    public string? Current => Metadata.GetValueOrDefault("current");

    /// <summary>What would be taken instead; null where it was not said.</summary>
    public string? Allowed => Metadata.GetValueOrDefault("allowed");

    /// <summary>The rule that forbids it, such as <c>R-COMP-5</c>; null where none does.</summary>
    public string? Rule => Metadata.GetValueOrDefault("rule");

    internal static Refusal? Of(RpcException error)
    {
        if (error.Trailers.GetValueBytes("grpc-status-details-bin") is not { } trailer)
            return null;
        try
        {
            var status = Contracts.Standard.Rpc.Status.Parser.ParseFrom(trailer);
            var info = Find<ErrorInfo>(status) ?? new();
            return new(
                (ErrorReason)(Reasons.FindValueByName(Prefix + info.Reason)?.Number ?? 0),
                info.Reason,
                info.Metadata.ToDictionary(),
                [.. (Find<BadRequest>(status)?.FieldViolations ?? []).Select(violation => new BadField(violation.Field, violation.Description))],
                Find<RetryInfo>(status)?.RetryDelay?.ToTimeSpan());
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }

    private static T? Find<T>(Contracts.Standard.Rpc.Status status)
        where T : class, IMessage, new() => status.Details.Select(detail => detail.TryUnpack<T>(out var found) ? found : null).FirstOrDefault(found => found is not null);
}

/// <param name="Path">Where in the request, such as <c>lines[2].quantity</c>.</param>
/// <param name="Description">What is wrong with it.</param>
public sealed record BadField(string Path, string Description);

/// <summary>Reads errors.</summary>
public static class RefusalExtensions
{
    /// <summary>
    /// Why a call was refused; null when it was not the suite that ended it. In a filter:
    /// <c>catch (RpcException error) when (error.Refusal() is { Reason: ErrorReason.OrderNotFound })</c>.
    /// </summary>
    public static Refusal? Refusal(this RpcException error) => Client.Refusal.Of(error);
}
