using Aftersales.Contracts.Directories;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Identity;
using NodaTime;

namespace Aftersales.Directories;

/// <summary>Keys from the domain to the contract.</summary>
internal static class ApiKeyContracts
{
    public static ApiKey ToApiKey(this Versioned<Domain.ApiKey> key, Instant now)
    {
        var old = key.State.Secrets.Length > 1 ? key.State.Secrets[^2].Until : null;
        return new()
        {
            KeyId = key.Id,
            Version = key.Version,
            Label = key.State.Label,
            Roles = { key.State.Roles.Select(RoleNames.Parse) },
            Methods = { key.State.Methods },
            IpRanges = { key.State.IpRanges },
            State = (KeyState)key.State.At(now),
            CreatedTime = key.State.Made.ToContract(),
            CreatedBy = key.State.By,
            ExpireTime = key.State.Ends?.ToContract(),
            LastUsedTime = key.State.Used?.ToContract(),
            OldSecretUntilTime = old > now ? old.Value.ToContract() : null,
            RevokedTime = key.State.Revoked?.ToContract(),
        };
    }
}
