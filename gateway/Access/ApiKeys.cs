using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Aftersales.Contracts;
using Aftersales.Contracts.Directories;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Identity;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;

namespace Aftersales.Gateway.Access;

/// <summary>
/// API keys as Directory knows them, remembered for seconds. The services believe tokens alone: for a key that is good the gateway signs one that is for the
/// key's merchant, roles and methods.
/// </summary>
internal sealed class ApiKeys : IDisposable
{
    private const string Gateway = "gateway";
    private const int Remembered = 10_000;

    /// <summary>Keys that Directory is asked about at once: whoever makes keys up takes its time from nobody else.</summary>
    private const int AtOnce = 32;

    private static readonly TimeSpan WhileAway = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim asks = new(AtOnce);
    private readonly ConcurrentDictionary<string, Known> known = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<Task<Known>>> asking = new(StringComparer.Ordinal);
    private readonly GatewaySettings settings;
    private readonly Tokens? tokens;
    private readonly GrpcChannel channel;
    private readonly ApiKeyService.ApiKeyServiceClient directory;
    private long awayUntil;

    public ApiKeys(GatewaySettings settings)
    {
        this.settings = settings;
        if (settings.ServiceKey is { } key)
            tokens = new(new() { Issuer = settings.Issuer, Audience = settings.Audience, Keys = settings.Keys, ServiceKey = key }, Gateway, settings.Time);
        channel = GrpcChannel.ForAddress(settings.Sidecar);
        directory = new(channel);
    }

    private DateTimeOffset Now => settings.Time.GetUtcNow();

    public async Task<KeyFinding> Find(ApiKeyText key)
    {
        if (tokens is null)
            return KeyFinding.Invalid;

        // By hash, so that no secret is kept in memory for longer than its call.
        var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(key.Text)));
        if (known.TryGetValue(id, out var before) && Now - before.AskedAt < settings.ApiKeys.Fresh)
            return Believed(before);

        // Of many calls at once, one asks.
        var ask = asking.GetOrAdd(id, _ => new(() => Ask(id, key, before, tokens)));
        try
        {
            return Believed(await ask.Value);
        }
        finally
        {
            asking.TryRemove(new(id, ask));
        }
    }

    public void Dispose()
    {
        channel.Dispose();
        asks.Dispose();
    }

    private KeyFinding Believed(Known answer) => answer.Finding switch
    {
        KeyFinding.Good { Ends: { } end } when end <= Now => KeyFinding.Invalid with { Message = "the API key's time is over", Reason = "API_KEY_EXPIRED" },
        KeyFinding.Good when Now - answer.SaidAt >= settings.ApiKeys.Stale => KeyFinding.Away,
        var finding => finding,
    };

    private async Task<Known> Ask(string id, ApiKeyText key, Known? before, Tokens signing)
    {
        var said = Now.UtcTicks >= Volatile.Read(ref awayUntil) && asks.Wait(0) ? await Ask(key, signing) : null;
        // What was said before holds while Directory is away, and it is not asked again for every call meanwhile.
        var now = said is not null ? new Known(said, Now, Now)
            : before is { Finding: KeyFinding.Good } ? before with { AskedAt = Now }
            : null;
        if (now is null)
            return new(KeyFinding.Away, Now, Now);
        if (known.Count >= Remembered)
            Forget();
        return known[id] = now;
    }

    // Made-up keys go first: what is good is needed when Directory is away.
    private void Forget()
    {
        foreach (var (id, answer) in known)
        {
            if (answer.Finding is not KeyFinding.Good || Now - answer.SaidAt >= settings.ApiKeys.Stale)
                known.TryRemove(id, out _);
        }

        if (known.Count >= Remembered)
            known.Clear();
    }

    // Null while Directory is away. The caller has taken one of the places.
    private async Task<KeyFinding?> Ask(ApiKeyText key, Tokens signing)
    {
        var headers = new Metadata
        {
            { "authorization", $"Bearer {signing.ForService(new(key.Merchant, Gateway, [Role.Service]))}" },
            { "dapr-app-id", "directory" },
        };
        if (settings.SidecarToken is { } token)
            headers.Add("dapr-api-token", token);
        try
        {
            var good = await directory.VerifyApiKeyAsync(
                new() { KeyId = key.KeyId, SecretSha256 = ByteString.CopyFrom(key.Hash()) }, new(headers, (Now + settings.ApiKeys.Patience).UtcDateTime));
            var caller = new Caller(key.Merchant, key.KeyId, [.. good.Roles]);
            return new KeyFinding.Good(
                key.Merchant,
                key.KeyId,
                signing.ForMachine(caller, new([.. good.Methods]), settings.ApiKeys.Stale + settings.DefaultDeadline),
                [.. good.IpRanges.Select(range => IPNetwork.Parse(range))],
                good.ExpireTime?.ToDateTimeOffset());
        }
        catch (RpcException error) when (error.StatusCode == StatusCode.Unauthenticated && ErrorDetails.From(error)?.Info is { Reason: var reason }
            && reason.StartsWith("API_KEY_", StringComparison.Ordinal))
        {
            return KeyFinding.Invalid with { Message = error.Status.Detail, Reason = reason };
        }
        catch (RpcException)
        {
            Volatile.Write(ref awayUntil, (Now + WhileAway).UtcTicks);
            return null;
        }
        finally
        {
            asks.Release();
        }
    }

    /// <param name="SaidAt">When Directory said so.</param>
    /// <param name="AskedAt">When it was last asked, whether it answered or not.</param>
    private sealed record Known(KeyFinding Finding, DateTimeOffset SaidAt, DateTimeOffset AskedAt);
}
