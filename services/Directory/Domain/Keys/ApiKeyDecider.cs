using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Directories.Domain;

/// <summary>What can happen to a key: it is made, rotated, used, revoked, and its time passes.</summary>
public sealed class ApiKeyDecider(KeyPolicy policy, Instant now)
{
    public Decision<ApiKeyEvent> Make(ApiKey? key, KeyMade made)
    {
        if (key is not null)
            throw new InvalidOperationException("an id was given twice");
        if (made.Ends <= now)
            return DirectoryReasons.Invalid("expire_time", "must be later than now");
        if (made.Roles.Except(policy.Roles) is [var role, ..])
            return new Refusal(DirectoryReasons.ApiKeyRoleDenied, "the policy gives this role to no machine")
                .With("current", role).With("allowed", string.Join(',', policy.Roles));
        return made;
    }

    /// <param name="overlap">How long the secret before is taken too; null for the policy's time.</param>
    public Decision<ApiKeyEvent> Rotate(ApiKey? key, string hash, Duration? overlap) => key?.At(now) switch
    {
        null => NotFound,
        KeyStanding.Active => new KeyRotated(hash, now + (overlap ?? policy.Overlap)),
        var standing => new Refusal(DirectoryReasons.ApiKeyOver, "the key is not changed any more").With("current", $"{standing}".ToUpperInvariant()),
    };

    public Decision<ApiKeyEvent> Revoke(ApiKey? key) => key switch
    {
        null => NotFound,
        { Revoked: not null } => Decision<ApiKeyEvent>.Nothing,
        _ => new KeyRevoked(now),
    };

    /// <summary>
    /// Whether a secret is one of the key's and still taken. Only who knows the secret is told more than that it is not; that it was used is noted once
    /// in a while.
    /// </summary>
    /// <param name="matches">Compares hashes in constant time.</param>
    public Decision<ApiKeyEvent> Use(ApiKey? key, Func<string, bool> matches) => key switch
    {
        null => Unknown,
        _ when Given(key, matches) is not { } secret => Unknown,
        { Revoked: not null } => new Refusal(DirectoryReasons.ApiKeyRevoked, "the API key was revoked"),
        _ when key.At(now) == KeyStanding.Expired || Given(key, matches)!.Until <= now => new Refusal(DirectoryReasons.ApiKeyExpired, "the time of the API key, or of this secret of it, is over"),
        _ => key.Used is { } used && used + policy.NoteUse > now ? Decision<ApiKeyEvent>.Nothing : new KeyUsed(now),
    };

    public static ApiKey Evolve(ApiKey? key, ApiKeyEvent happened) => (key, happened) switch
    {
        (null, KeyMade made) => new(made.Label, made.Roles, made.Methods, made.IpRanges, [new(made.Hash)], made.At, made.By, made.Ends),
        ({ } there, KeyRotated to) => there with { Secrets = [there.Present with { Until = to.OldUntil }, new(to.Hash)] },
        ({ } there, KeyRevoked e) => there with { Revoked = e.At },
        ({ } there, KeyUsed e) => there with { Used = e.At },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} cannot follow"),
    };

    /// <summary>From when on what was given is not taken any more; null for never.</summary>
    public static Instant? Ends(ApiKey key, Func<string, bool> matches) =>
        Given(key, matches)?.Until is { } until && !(key.Ends < until) ? until : key.Ends;

    private static KeySecret? Given(ApiKey key, Func<string, bool> matches) => key.Secrets.LastOrDefault(secret => matches(secret.Hash));

    private static Refusal NotFound => new(DirectoryReasons.ApiKeyNotFound, "no such API key of this merchant");

    private static Refusal Unknown => new(DirectoryReasons.ApiKeyInvalid, "no such API key");
}
