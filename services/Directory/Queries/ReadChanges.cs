using System.Globalization;
using System.Text.Json;
using Aftersales.Contracts.Directories;
using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Store;

namespace Aftersales.Directories.Queries;

/// <summary>The trail: the events as they were committed, without what is sealed or a hash of a secret.</summary>
public sealed class ReadChanges(IStore store)
{
    // By how such members are called in events.
    private static readonly string[] Kept = ["sealed", "hash"];

    public async Task<ListChangesResponse> Handle(ListChangesRequest request, Call call)
    {
        var kind = KindOf(request.Kind);
        var id = request.Kind == ChangedKind.Merchant ? call.Merchant : request.Id;
        if (id.Length == 0)
            throw new RefusedException(PlatformReasons.Invalid("id", "says whose trail"));
        var list = $"changes:{kind}:{id}";
        var after = 0L;
        if (PageTokens.Read(list, request.PageToken) is var (key, _) && !long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out after))
            throw new RefusedException(new(PlatformReasons.PageTokenInvalid, "not a token of this list"));
        var size = PageTokens.Size(request.PageSize);
        var events = await store.Events(call.Merchant, kind, id, after, size, call.Cancel);
        return new()
        {
            Changes = { events.Select(ToChange) },
            NextPageToken = events.Count < size ? "" : PageTokens.Write(list, events[^1].Version.ToString(CultureInfo.InvariantCulture), ""),
        };
    }

    private static string KindOf(ChangedKind kind) => kind switch
    {
        ChangedKind.Merchant => MerchantAggregate.Name,
        ChangedKind.Person => PersonAggregate.Name,
        ChangedKind.Subscription => SubscriptionAggregate.Name,
        _ => ApiKeyAggregate.Name,
    };

    private static DirectoryChange ToChange(StoredEvent happened) => new()
    {
        Version = happened.Version,
        What = happened.Type,
        PersonId = happened.Actor.Person,
        AppId = happened.Actor.App,
        Time = happened.At.ToContract(),
        RequestId = happened.Actor.RequestId ?? "",
        TraceId = happened.Actor.TraceId ?? "",
        Values = { Values(happened.Body) },
    };

    private static IEnumerable<ChangedValue> Values(string body)
    {
        using var json = JsonDocument.Parse(body);
        return [.. json.RootElement.EnumerateObject().Where(member => member.Value.ValueKind != JsonValueKind.Object && IsTold(member.Name)).Select(ToValue), .. Parts(json)];
    }

    // A shop or a shift: one level down, so that nothing sealed hides in what is written as it stands.
    private static IEnumerable<ChangedValue> Parts(JsonDocument json) =>
        from part in json.RootElement.EnumerateObject()
        where part.Value.ValueKind == JsonValueKind.Object
        from member in part.Value.EnumerateObject()
        where IsTold(member.Name)
        select new ChangedValue { Name = $"{part.Name}.{member.Name}", Value = member.Value.ToString() };

    private static ChangedValue ToValue(JsonProperty member) => new() { Name = member.Name, Value = member.Value.ToString() };

    private static bool IsTold(string name) => !Kept.Any(kept => name.StartsWith(kept, StringComparison.OrdinalIgnoreCase));
}
