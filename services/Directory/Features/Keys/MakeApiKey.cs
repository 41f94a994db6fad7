using System.Collections.Immutable;
using System.Net;
using Aftersales.Contracts.Directories;
using Aftersales.Directories.Domain;
using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;
using Aftersales.Platform.Policies;
using Aftersales.Platform.Store;
using NodaTime;
using ApiKey = Aftersales.Directories.Domain.ApiKey;

namespace Aftersales.Directories.Features;

/// <summary>Makes and rotates API keys. The reply that is kept for repeats lacks the key's text: that is told once, and is nowhere afterwards.</summary>
public sealed class MakeApiKey(Aggregates<ApiKey, ApiKeyEvent> keys, Policies<DirectoryPolicy> policies, IStore store)
{
    public async Task<CreateApiKeyResponse> Handle(CreateApiKeyRequest request, Call call)
    {
        Check(request);
        var policy = policies.For(call.Merchant).Keys;
        await CheckRoom(policy, call);
        var text = ApiKeyText.New(call.Merchant, Ids.New(ApiKeyText.IdPrefix, call.Now));
        var made = new KeyMade(
            request.Label, [.. request.Roles.Select(RoleNames.Of)], [.. request.Methods], [.. request.IpRanges], Hex(text), call.Now, call.Person, request.ExpireTime is null ? null : Instant.FromDateTimeOffset(request.ExpireTime.ToDateTimeOffset()));
        var reply = await keys.Change(
            text.KeyId,
            call,
            key => new ApiKeyDecider(policy, call.Now).Make(key, made),
            key => new CreateApiKeyResponse { ApiKey = key.ToApiKey(call.Now) });
        if (reply.ApiKey.KeyId == text.KeyId)
            reply.KeyText = text.Text;
        return reply;
    }

    public async Task<RotateApiKeyResponse> Handle(RotateApiKeyRequest request, Call call)
    {
        var text = ApiKeyText.New(call.Merchant, request.KeyId);
        var overlap = request.Overlap is null ? (Duration?)null : Duration.FromTimeSpan(request.Overlap.ToTimeSpan());
        var reply = await keys.Change(
            request.KeyId,
            call,
            key => new ApiKeyDecider(policies.For(call.Merchant).Keys, call.Now).Rotate(key, Hex(text), overlap),
            key => new RotateApiKeyResponse { ApiKey = key.ToApiKey(call.Now) });
        // Not where a repeat was answered, even by one that ran at the same time.
        if ((await keys.Find(call.Merchant, request.KeyId, call.Cancel))!.State.Present.Hash == Hex(text))
            reply.KeyText = text.Text;
        return reply;
    }

    private static void Check(CreateApiKeyRequest request)
    {
        ImmutableArray<FieldProblem> problems =
        [
            .. request.Methods.Select((method, i) => (method, i)).Where(m => !SuiteMethods.Names.Contains(m.method))
                .Select(m => new FieldProblem($"methods[{m.i}]", "no method or service of the suite that is open to callers")),
            .. request.IpRanges.Select((range, i) => (range, i)).Where(r => !IPNetwork.TryParse(r.range, out _))
                .Select(r => new FieldProblem($"ip_ranges[{r.i}]", "not a range in CIDR notation")),
        ];
        if (problems is [var first, ..])
            throw new RefusedException(new Refusal(PlatformReasons.InvalidRequest, $"{first.Field}: {first.Description}") { Fields = problems });
    }

    // Two made at the same moment may both find room: the bound keeps the number small, not exact.
    private async Task CheckRoom(KeyPolicy policy, Call call)
    {
        var present = await store.Counters(call.Merchant, [ApiKeyAggregate.Count], call.Cancel);
        if (present.GetValueOrDefault(ApiKeyAggregate.Count) >= policy.Most)
            throw new RefusedException(new Refusal(DirectoryReasons.ApiKeysFull, "revoke keys that are not needed any more").With("allowed", $"{policy.Most}"));
    }

    private static string Hex(ApiKeyText text) => Convert.ToHexStringLower(text.Hash());
}
