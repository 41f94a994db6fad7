using Aftersales.Platform.Grpc;
using Grpc.Core;

namespace Aftersales.Returns.Tests.Services;

/// <summary>What a refused call says.</summary>
internal static class Refused
{
    public static async Task<IReadOnlyDictionary<string, string>> With<T>(string reason, StatusCode code, AsyncUnaryCall<T> call)
    {
        var error = await Should.ThrowAsync<RpcException>(async () => await call);
        var info = ErrorDetails.From(error).ShouldNotBeNull().Info.ShouldNotBeNull();
        info.Reason.ShouldBe(reason);
        error.StatusCode.ShouldBe(code);
        return info.Metadata;
    }
}
