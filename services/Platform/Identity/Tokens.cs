using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using Aftersales.Contracts;
using Aftersales.Platform.Calls;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Aftersales.Platform.Identity;

/// <summary>
/// JSON Web Tokens of people and services. A service's token also names the merchant and, in the <c>act</c> claim, the person it acts for; being
/// signed, that counts as said by the service, and for the role <c>service</c> alone.
/// </summary>
public sealed class Tokens(IdentitySettings settings, string service, TimeProvider time)
{
    private const string MethodsClaim = "methods";
    private const int Remembered = 10_000;
    private static readonly TimeSpan RestBetweenReadings = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ServiceLifetime = TimeSpan.FromMinutes(10);
    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false };

    private readonly ConcurrentDictionary<string, (Caller Caller, DateTimeOffset Until)> verified = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (string Token, DateTimeOffset Until)> minted = new(StringComparer.Ordinal);
    private long readAt = time.GetTimestamp();
    private TokenValidationParameters rules = new()
    {
        ValidIssuer = settings.Issuer,
        ValidAudience = settings.Audience,
        IssuerSigningKeys = settings.Keys,
        ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.RsaSha256],
        ClockSkew = TimeSpan.FromSeconds(30),
        LifetimeValidator = (from, until, _, parameters) =>
            until is { } end && end + parameters.ClockSkew > time.GetUtcNow().UtcDateTime
            && (from is not { } start || start - parameters.ClockSkew <= time.GetUtcNow().UtcDateTime),
    };

    /// <summary>Who the token speaks for, or null when it does not verify. Verified tokens are remembered until they expire.</summary>
    public async ValueTask<Caller?> Verify(string token)
    {
        if (verified.TryGetValue(token, out var known) && known.Until > time.GetUtcNow())
            return known.Caller;
        var result = await Handler.ValidateTokenAsync(token, rules);
        if (result.Exception is SecurityTokenSignatureKeyNotFoundException && ReadKeysAgain())
            result = await Handler.ValidateTokenAsync(token, rules);
        if (!result.IsValid || Read((JsonWebToken)result.SecurityToken) is not { } caller || !KeyOwners.MaySign(result.SecurityToken.SigningKey?.KeyId, caller, rules.IssuerSigningKeys))
            return null;
        if (verified.Count >= Remembered)
            verified.Clear();
        verified[token] = (caller, result.SecurityToken.ValidTo);
        return caller;
    }

    /// <summary>A token with which this service calls another for the merchant, on behalf of <paramref name="decider"/>.</summary>
    public string ForService(Caller decider)
    {
        var roles = decider.Roles.Select(RoleNames.Of).Order(StringComparer.Ordinal).ToArray();
        var key = $"{decider.Merchant}\n{decider.Person}\n{string.Join(',', roles)}";
        if (minted.TryGetValue(key, out var known) && known.Until > time.GetUtcNow())
            return known.Token;
        var now = time.GetUtcNow();
        var token = Sign(now, ServiceLifetime, new()
        {
            ["sub"] = service,
            ["merchant"] = decider.Merchant,
            ["roles"] = new[] { RoleNames.Of(Role.Service) },
            ["act"] = new Dictionary<string, object> { ["sub"] = decider.Person, ["roles"] = roles },
        });
        if (minted.Count >= Remembered)
            minted.Clear();
        minted[key] = (token, now + (ServiceLifetime / 2));
        return token;
    }

    /// <summary>A token for the call of a machine, which the gateway signs once it has verified the machine's key: it is for some methods alone.</summary>
    /// <param name="lifetime">Short: what the gateway learns of a key counts for the next token only.</param>
    /// <exception cref="ArgumentException">The scope is empty: a token without methods is good for all of them.</exception>
    public string ForMachine(Caller machine, MethodScope scope, TimeSpan lifetime)
    {
        if (scope.Methods.IsDefaultOrEmpty)
            throw new ArgumentException("a machine's token names its methods", nameof(scope));
        return Sign(time.GetUtcNow(), lifetime, new()
        {
            ["sub"] = machine.Person,
            ["merchant"] = machine.Merchant,
            ["roles"] = machine.Roles.Select(RoleNames.Of).ToArray(),
            [MethodsClaim] = scope.Methods.ToArray(),
        });
    }

    /// <summary>Keys come and go while the service runs. Whoever makes keys up has the file read once in a while and no more.</summary>
    private bool ReadKeysAgain()
    {
        var last = Volatile.Read(ref readAt);
        if (settings.ReadAgain is not { } read || time.GetElapsedTime(last) < RestBetweenReadings || Interlocked.CompareExchange(ref readAt, time.GetTimestamp(), last) != last)
            return false;
        var renewed = rules.Clone();
        try
        {
            renewed.IssuerSigningKeys = read();
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException or JsonException)
        {
            return false;
        }

        rules = renewed;
        return true;
    }

    private string Sign(DateTimeOffset now, TimeSpan lifetime, Dictionary<string, object> claims) => Handler.CreateToken(new SecurityTokenDescriptor
    {
        Issuer = settings.Issuer,
        Audience = settings.Audience,
        IssuedAt = now.UtcDateTime,
        NotBefore = now.UtcDateTime,
        Expires = (now + lifetime).UtcDateTime,
        Claims = claims,
        SigningCredentials = new(settings.ServiceKey, SecurityAlgorithms.EcdsaSha256),
    });

    private static Caller? Read(JsonWebToken token)
    {
        if (!token.TryGetPayloadValue<string>("merchant", out var merchant) || string.IsNullOrEmpty(merchant) || string.IsNullOrEmpty(token.Subject))
            return null;
        var roles = token.Claims.Where(c => c.Type == "roles").Select(c => c.Value);
        ImmutableArray<string> methods = [.. token.Claims.Where(c => c.Type == MethodsClaim).Select(c => c.Value)];
        var caller = new Caller(merchant, token.Subject, Roles(roles)) { Scope = methods.IsEmpty ? null : new(methods) };
        if (!caller.IsService || !token.TryGetPayloadValue<JsonElement>("act", out var act))
            return caller;
        var actor = act.GetProperty("sub").GetString();
        return string.IsNullOrEmpty(actor)
            ? null
            : caller with { OnBehalfOf = new(merchant, actor, Roles(act.GetProperty("roles").EnumerateArray().Select(r => r.GetString() ?? ""))) };
    }

    private static ImmutableHashSet<Role> Roles(IEnumerable<string> names) =>
        [.. names.Select(RoleNames.Parse).Where(role => role != Role.Unspecified)];
}
