using Aftersales.Gateway.Json;
using Aftersales.Platform.Grpc;
using Grpc.Core;
using Rpc = Aftersales.Contracts.Standard.Rpc;

namespace Aftersales.Gateway.Transcoding;

/// <summary>A request that cannot be taken; thrown where reading has to stop.</summary>
internal sealed class RefusedRequest(Rpc.Status status, int? httpStatus = null) : Exception(status.Message)
{
    public Rpc.Status Status { get; } = status;

    public int? HttpStatus { get; } = httpStatus;

    /// <summary>A refusal that names each place.</summary>
    public static RefusedRequest Of(Findings findings, int? httpStatus = null)
    {
        var first = findings.Violations[0];
        var place = first.Field.Length == 0 ? "the body" : first.Field;
        return new(Errors.Status(StatusCode.InvalidArgument, $"{place} {first.Description}", "INVALID_REQUEST", violations: findings.Violations), httpStatus);
    }
}
