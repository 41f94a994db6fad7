using System.Security.Cryptography;
using Aftersales.Contracts.Directories;
using Aftersales.Directories.Domain;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Identity;
using Aftersales.Platform.Policies;
using ApiKey = Aftersales.Directories.Domain.ApiKey;

namespace Aftersales.Directories.Features;

/// <summary>Whether a key is good, for the gateway.</summary>
public sealed class VerifyApiKey(Aggregates<ApiKey, ApiKeyEvent> keys, Policies<DirectoryPolicy> policies)
{
    public async Task<VerifyApiKeyResponse> Handle(VerifyApiKeyRequest request, Call call)
    {
        var decider = new ApiKeyDecider(policies.For(call.Merchant).Keys, call.Now);
        var key = (await keys.Change(request.KeyId, call, state => decider.Use(state, Matches))).State;
        return new()
        {
            Roles = { key.Roles.Select(RoleNames.Parse) },
            Methods = { key.Methods },
            IpRanges = { key.IpRanges },
            ExpireTime = ApiKeyDecider.Ends(key, Matches)?.ToContract(),
        };

        bool Matches(string hash) => CryptographicOperations.FixedTimeEquals(Convert.FromHexString(hash), request.SecretSha256.Span);
    }
}
