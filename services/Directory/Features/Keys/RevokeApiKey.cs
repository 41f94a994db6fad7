using Aftersales.Contracts.Directories;
using Aftersales.Directories.Domain;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Policies;
using ApiKey = Aftersales.Directories.Domain.ApiKey;

namespace Aftersales.Directories.Features;

/// <summary>Ends a key. The gateways ask again within seconds, and hear of it then.</summary>
public sealed class RevokeApiKey(Aggregates<ApiKey, ApiKeyEvent> keys, Policies<DirectoryPolicy> policies)
{
    public Task<RevokeApiKeyResponse> Handle(RevokeApiKeyRequest request, Call call) => keys.Change(
        request.KeyId,
        call,
        key => new ApiKeyDecider(policies.For(call.Merchant).Keys, call.Now).Revoke(key),
        key => new RevokeApiKeyResponse { ApiKey = key.ToApiKey(call.Now) });
}
