using System.Globalization;
using Aftersales.Contracts.Operations;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Store;
using NodaTime;

namespace Aftersales.Platform.Operations.Trail;

/// <summary>Who did what, from the events themselves, which nobody can change. What events say is not shown, but for the reason that some keep.</summary>
internal sealed class AuditTrail(IStore store, IEnumerable<KnownAggregate> aggregates)
{
    private static readonly Instant Latest = Instant.FromUtc(9999, 1, 1, 0, 0);

    private readonly Dictionary<string, KnownAggregate> known = aggregates.ToDictionary(aggregate => aggregate.Kind, StringComparer.Ordinal);

    public ListAggregateTypesResponse Handle(ListAggregateTypesRequest _) => new() { AggregateTypes = { known.Keys.Order(StringComparer.Ordinal) } };

    public async Task<ListAuditEntriesResponse> Handle(ListAuditEntriesRequest request, Call call)
    {
        if ((request.AggregateType.Length == 0) != (request.AggregateId.Length == 0))
            throw new Kernel.RefusedException(PlatformReasons.Invalid("aggregate_type", "must be given with aggregate_id, and only then"));
        // A token is good for the same question only.
        var list = $"audit\n{request.PersonId}\n{request.AggregateType}\n{request.AggregateId}";
        var until = request.UntilTime is { } end ? At(end) : Latest;
        var query = new TrailQuery(
            request.FromTime is { } from ? At(from) : Instant.FromUnixTimeTicks(0),
            PageTokens.Read(list, request.PageToken) is { } place ? Read(place) : new(until, "", "", 0),
            PageTokens.Size(request.PageSize))
        {
            Person = request.PersonId.Length == 0 ? null : request.PersonId,
            Aggregate = request.AggregateId.Length == 0 ? null : (request.AggregateType, request.AggregateId),
        };
        var entries = await store.Trail(call.Merchant, query, call.Cancel);
        return new()
        {
            Entries = { entries.Select(ToContract) },
            NextPageToken = entries.Count < query.Limit ? "" : Write(list, entries[^1].Place),
        };
    }

    private AuditEntry ToContract(TrailEntry entry)
    {
        var actor = entry.Event.Actor;
        return new()
        {
            Time = entry.Event.At.ToContract(),
            PersonId = actor.ActsFor ?? actor.Person,
            Caller = actor.Person,
            App = actor.App,
            Method = actor.Method?.TrimStart('/') ?? "",
            AggregateType = entry.Kind,
            AggregateId = entry.Id,
            Version = entry.Event.Version,
            Event = entry.Event.Type,
            Reason = known.TryGetValue(entry.Kind, out var aggregate) ? aggregate.ReasonOf(entry.Event.Type, entry.Event.Body) ?? "" : "",
            RequestId = actor.RequestId ?? "",
            TraceId = actor.TraceId ?? "",
        };
    }

    private static Instant At(Google.Protobuf.WellKnownTypes.Timestamp time) => Instant.FromDateTimeOffset(time.ToDateTimeOffset());

    private static string Write(string list, TrailPlace place) => PageTokens.Write(list, $"{place.At.ToUnixTimeTicks()}", $"{place.Version} {place.Kind} {place.Id}");

    private static TrailPlace Read((string Key, string Item) place)
    {
        return long.TryParse(place.Key, CultureInfo.InvariantCulture, out var ticks) && ticks <= Latest.ToUnixTimeTicks() && ticks >= 0
            && place.Item.Split(' ', 3) is [var version, var kind, var id] && long.TryParse(version, CultureInfo.InvariantCulture, out var number)
            ? new(Instant.FromUnixTimeTicks(ticks), kind, id, number)
            : throw PageTokens.Invalid();
    }
}
