using Aftersales.Contracts.Dapr;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Aftersales.Sidecar.Api;

/// <summary>The gRPC form of <see cref="Runtime"/>.</summary>
internal sealed class DaprApi(Runtime runtime) : Dapr.DaprBase
{
    /// <summary>The path of the service; every other is a call for an app.</summary>
    public const string Service = "/dapr.proto.runtime.v1.Dapr";

    public override async Task<Empty> PublishEvent(PublishEventRequest request, ServerCallContext context)
    {
        await runtime.PublishAsync(request, context.RequestHeaders.GetValue("traceparent"));
        return new();
    }

    public override Task<GetSecretResponse> GetSecret(GetSecretRequest request, ServerCallContext context) =>
        Task.FromResult(runtime.GetSecret(request.StoreName, request.Key));

    public override Task<GetBulkSecretResponse> GetBulkSecret(GetBulkSecretRequest request, ServerCallContext context) =>
        Task.FromResult(runtime.GetBulkSecret(request.StoreName));

    public override Task<GetMetadataResponse> GetMetadata(GetMetadataRequest request, ServerCallContext context) =>
        Task.FromResult(runtime.GetMetadata());
}
