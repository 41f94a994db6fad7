using Aftersales.Contracts.Directories;
using Aftersales.Directories.Features;
using Aftersales.Directories.Queries;
using Aftersales.Platform.Calls;
using Grpc.Core;

namespace Aftersales.Directories;

/// <summary>The contract's methods about API keys, and the features that handle them.</summary>
public sealed class ApiKeyGrpc : ApiKeyService.ApiKeyServiceBase
{
    public override Task<CreateApiKeyResponse> CreateApiKey(CreateApiKeyRequest request, ServerCallContext context) =>
        context.Feature<MakeApiKey>().Handle(request, context.Call(request));

    public override Task<RotateApiKeyResponse> RotateApiKey(RotateApiKeyRequest request, ServerCallContext context) =>
        context.Feature<MakeApiKey>().Handle(request, context.Call(request));

    public override Task<RevokeApiKeyResponse> RevokeApiKey(RevokeApiKeyRequest request, ServerCallContext context) =>
        context.Feature<RevokeApiKey>().Handle(request, context.Call(request));

    public override Task<GetApiKeyResponse> GetApiKey(GetApiKeyRequest request, ServerCallContext context) =>
        context.Feature<ReadApiKeys>().Handle(request, context.Call(request));

    public override Task<ListApiKeysResponse> ListApiKeys(ListApiKeysRequest request, ServerCallContext context) =>
        context.Feature<ReadApiKeys>().Handle(request, context.Call(request));

    public override Task<VerifyApiKeyResponse> VerifyApiKey(VerifyApiKeyRequest request, ServerCallContext context) =>
        context.Feature<VerifyApiKey>().Handle(request, context.Call(request));
}
