using Aftersales.Contracts;
using Aftersales.Gateway.Replies;
using Google.Protobuf.Reflection;
using Grpc.Core;

namespace Aftersales.Gateway.Documentation;

/// <summary>A reason with which a method refuses, as its contract lists it.</summary>
internal sealed record Reason(string Name, int HttpStatus, string Meaning);

/// <summary>With which reasons a method refuses: its own, and those of every method.</summary>
internal sealed class Reasons(ContractComments comments)
{
    private const string Prefix = "ERROR_REASON_";

    private static readonly ErrorReason[] OfEveryMethod =
    [
        ErrorReason.InvalidRequest, ErrorReason.TokenInvalid, ErrorReason.RoleRequired, ErrorReason.RateLimited,
        ErrorReason.StoreUnavailable, ErrorReason.ServiceUnavailable, ErrorReason.Internal,
    ];

    private static readonly EnumDescriptor All = ErrorsReflection.Descriptor.FindTypeByName<EnumDescriptor>(nameof(ErrorReason));

    /// <summary>In the order of their statuses.</summary>
    public IEnumerable<Reason> Of(MethodDescriptor method)
    {
        var own = method.GetOptions()?.GetExtension(AccessExtensions.Errors) ?? [];
        return OfEveryMethod
            .Concat(method.InputType.FindFieldByName("request_id") is null ? [] : [ErrorReason.RequestIdReused, ErrorReason.Contended])
            .Concat(method.InputType.FindFieldByName("expected_version") is null ? [] : [ErrorReason.VersionChanged])
            .Concat(own).Distinct().Select(Of).OrderBy(reason => reason.HttpStatus);
    }

    // The contract says the status first in each comment: "NOT_FOUND. No such case …".
    private Reason Of(ErrorReason reason)
    {
        var value = All.FindValueByNumber((int)reason);
        var comment = comments.Of(value);
        var end = comment.IndexOf('.');
        var status = Enum.TryParse<StatusCode>((end < 0 ? "" : comment[..end]).Replace("_", ""), ignoreCase: true, out var code) ? code : StatusCode.Unknown;
        return new(value.Name[Prefix.Length..], HttpStatus.Of((int)status), comment[(end + 1)..].Trim());
    }
}
