using Aftersales.Kernel;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Events;
using Aftersales.Platform.Identity;
using Aftersales.Platform.Store;
using Aftersales.Platform.Telemetry;
using Google.Protobuf;

namespace Aftersales.Platform.Aggregates;

/// <summary>The only place that loads, decides, evolves, asserts, commits and answers a repeated request.</summary>
public sealed class Aggregates<TState, TEvent>(AggregateType<TState, TEvent> type, IStore store, EventEnvelope envelope, Vault vault, IReadCache cache)
    where TState : class
    where TEvent : class
{
    private const int Attempts = 12;

    /// <summary>
    /// Changes one aggregate: decides on its present state (null when it does not exist), commits what follows in one transaction and answers.
    /// A lost race is decided again; a repeated request gets its stored reply; a consumed event changes nothing.
    /// </summary>
    /// <exception cref="RefusedException">The decision refused, or a claim, sum or version did.</exception>
    public async Task<TReply> Change<TReply>(string id, Call call, Func<TState?, Decision<TEvent>> decide, Func<Versioned<TState>, TReply> reply)
        where TReply : class, IMessage<TReply>, new()
    {
        Spans.About(type.Kind, id);
        var key = KeyOf(call);
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var loaded = await store.Load(call.Merchant, type.Kind, id, key, call.Cancel);
            if (loaded.Answered is { } answered)
                return Repeated<TReply>(answered, call);

            var outcome = Decide(id, loaded, call, decide);
            var answer = reply(new(id, outcome.After, outcome.Version));
            var commit = outcome.Commit with
            {
                Request = key is null ? null : new AnsweredRequest(key, call.BodyHash!, vault.Seal(answer.ToByteArray())),
                Inbox = call.EventId is null ? null : new InboxKey(call.EventId, id),
            };
            if (commit.Change is null && commit.Request is null)
                return answer;

            switch (await store.Commit(commit, call.Cancel))
            {
                case CommitResult.Committed:
                    // Awaited, so that callers read their own writes.
                    if (commit.Change is { } change)
                        await Committed(change, outcome.Key, call);
                    return answer;
                case CommitResult.InboxClash:
                    SuiteMetrics.EventRepeated(type.Kind);
                    return reply(await Find(call.Merchant, id, call.Cancel) ?? throw new InvalidOperationException($"a {type.Kind} took an event and is gone"));
                case CommitResult.ClaimClash when await Held(commit, call) is { } refusal:
                    throw new RefusedException(refusal);
                case CommitResult.CounterClash when await Exceeded(commit, outcome.Shares, call) is { } refusal:
                    throw new RefusedException(refusal);
            }
        }

        throw new RefusedException(new(PlatformReasons.Contended, "too many wrote to the same thing at once"));
    }

    /// <summary>The stored reply to a request that was answered before, for what has an effect elsewhere ahead of its change; null for a new one.</summary>
    /// <exception cref="RefusedException">REQUEST_ID_REUSED.</exception>
    public async Task<TReply?> Answered<TReply>(string id, Call call)
        where TReply : class, IMessage<TReply>, new() =>
        (await store.Load(call.Merchant, type.Kind, id, KeyOf(call), call.Cancel)).Answered is { } answered ? Repeated<TReply>(answered, call) : null;

    /// <summary>Like <see cref="Change{TReply}"/> where nobody waits for a reply: consumed events and work.</summary>
    public async Task<Versioned<TState>> Change(string id, Call call, Func<TState?, Decision<TEvent>> decide)
    {
        Versioned<TState>? after = null;
        await Change(id, call with { RequestId = null }, decide, state =>
        {
            after = state;
            return new Google.Protobuf.WellKnownTypes.Empty();
        });
        return after!;
    }

    /// <summary>
    /// Changes many aggregates for bulk work, which can be repeated as a whole: in one transaction where nobody else writes to them meanwhile, else one
    /// by one. What takes or gives back claims is changed by itself. Decisions may be asked for twice, and are not refused.
    /// </summary>
    /// <param name="call">Its request and event ids are not looked at.</param>
    /// <param name="changes">At most one for each aggregate.</param>
    public async Task ChangeAll(Call call, IReadOnlyList<(string Id, Func<TState?, Decision<TEvent>> Decide)> changes)
    {
        var bulk = call with { RequestId = null, EventId = null };
        var loaded = await store.LoadAll(call.Merchant, type.Kind, [.. changes.Select(c => c.Id)], call.Cancel);
        var outcomes = new List<Outcome>(changes.Count);
        var alone = new List<(string Id, Func<TState?, Decision<TEvent>> Decide)>();
        for (var place = 0; place < changes.Count; place++)
        {
            var outcome = Decide(changes[place].Id, loaded[place], bulk, changes[place].Decide);
            if (outcome.Commit is { Change: not null, Claims.Count: 0, ReleasedClaims.Count: 0 })
                outcomes.Add(outcome);
            else if (outcome.Commit.Change is not null)
                alone.Add(changes[place]);
        }

        if (await store.CommitAll(call.Merchant, [.. outcomes.Select(outcome => outcome.Commit)], call.Cancel) == CommitResult.Committed)
        {
            foreach (var outcome in outcomes)
                await Committed(outcome.Commit.Change!, outcome.Key, call);
        }
        else
        {
            alone = [.. changes];
        }

        foreach (var (id, decide) in alone)
            await Change(id, bulk, decide);
    }

    /// <summary>
    /// Commits what happened to an aggregate as it was loaded, together with what is added to the commit, or neither. Where that clashes the caller looks again.
    /// </summary>
    internal async Task<CommitResult> CommitWith(Versioned<TState> loaded, TEvent happened, Call call, Func<Commit, Commit> add)
    {
        var outcome = Decide(loaded.Id, new(loaded.Version, Json.Write(loaded.State), null), call, _ => happened);
        var result = await store.Commit(add(outcome.Commit), call.Cancel);
        if (result == CommitResult.Committed)
            await Committed(outcome.Commit.Change!, outcome.Key, call);
        return result;
    }

    /// <summary>
    /// The aggregate as a query shows it, or null: from the read cache where that has it. After an outage of the cache it may be older than
    /// the store's by <see cref="RedisReadCache.Life"/>, so whatever acts on what it reads calls <see cref="Find"/>.
    /// </summary>
    public async Task<Versioned<TState>?> Read(string merchant, string id, CancellationToken cancel)
    {
        Spans.About(type.Kind, id);
        if (await cache.Find(merchant, type.Kind, id) is { } kept)
            return new(id, StateOf(kept.State, kept.Key), kept.Version);
        var loaded = await store.Load(merchant, type.Kind, id, null, cancel);
        if (loaded.State is null)
            return null;
        await cache.Keep(merchant, type.Kind, id, new(loaded.Version, loaded.State, loaded.Key));
        return new(id, StateOf(loaded.State, loaded.Key), loaded.Version);
    }

    /// <summary>The aggregate as the store has it now, or null.</summary>
    public async Task<Versioned<TState>?> Find(string merchant, string id, CancellationToken cancel)
    {
        var loaded = await store.Load(merchant, type.Kind, id, null, cancel);
        return loaded.State is null ? null : new(id, StateOf(loaded.State, loaded.Key), loaded.Version);
    }

    /// <summary>One page of a keyed list; sizes of 0 mean 50.</summary>
    /// <exception cref="RefusedException">PAGE_TOKEN_INVALID.</exception>
    public async Task<Page<TState>> List(Call call, string list, int pageSize, string pageToken, bool descending = false)
    {
        var size = PageTokens.Size(pageSize);
        var query = new ListQuery(list, type.Kind, PageTokens.Read(list, pageToken), size, descending);
        var rows = await store.List(call.Merchant, query, call.Cancel);
        var next = rows.Count < size ? "" : PageTokens.Write(list, rows[^1].Key, rows[^1].Item);
        return new([.. rows.Select(r => new PageRow<TState>(r.Item, r.Aggregate, r.Version, StateOf(r.State, r.AggregateKey)))], next);
    }

    /// <summary>All rows of a keyed list, read page by page: each once, also where what is done with them takes them off the list.</summary>
    public async IAsyncEnumerable<PageRow<TState>> ListAll(Call call, string list)
    {
        var token = "";
        do
        {
            var page = await List(call, list, PageTokens.MaxSize, token);
            foreach (var row in page.Rows)
                yield return row;
            token = page.NextPageToken;
        }
        while (token.Length > 0);
    }

    private Outcome Decide(string id, Loaded loaded, Call call, Func<TState?, Decision<TEvent>> decide)
    {
        if (call.ExpectedVersion > 0 && call.ExpectedVersion != loaded.Version)
            throw new RefusedException(new Refusal(PlatformReasons.VersionChanged, "changed since the caller read it").With("current", $"{loaded.Version}"));

        var key = new AggregateKey(vault, loaded.Key);
        var before = loaded.State is null ? null : Json.Read<TState>(loaded.State, key);
        var decision = decide(before);
        if (decision.IsRefused)
            throw new RefusedException(decision.Refusal);
        if (decision.Events.IsEmpty)
        {
            return before is null
                ? throw new InvalidOperationException($"nothing was decided about a {type.Kind} that does not exist")
                : new(before, loaded.Version, new Commit(call.Merchant), [], key);
        }

        var after = before;
        var version = loaded.Version;
        var events = new List<NewEvent>(decision.Events.Length);
        var outbox = new List<OutboxMessage>();
        foreach (var happened in decision.Events)
        {
            var previous = after;
            after = type.Evolve(after, happened);
            version++;
            events.Add(new(happened.GetType().Name, Json.Write(happened, happened.GetType(), key)));
            foreach (var told in type.Publish(id, previous, happened, after, version))
                outbox.Add(envelope.Wrap(told, call, id, version, outbox.Count));
        }

        type.Check(after!);
        var actor = new Actor(
            call.Person, call.Caller.App, call.RequestId, call.BodyHash, System.Diagnostics.Activity.Current?.TraceId.ToString(), call.Method, call.Caller.OnBehalfOf?.Person);
        var commit = Difference.Between(type, id, before, after!, new Commit(call.Merchant)
        {
            Change = new(type.Kind, id, loaded.Version, Json.Write(after!, typeof(TState), key), events, actor, call.Now),
            Outbox = outbox,
        });
        return new(after!, version, commit with { Key = KeyAfter(id, before, after!, key) }, [.. type.Shares(id, after!)], key);
    }

    // Facts come in any order: whose they are may be known only after the key was made.
    private KeyChange? KeyAfter(string id, TState? before, TState after, AggregateKey key)
    {
        if (key.Row is not { } row)
            return null;
        var subject = type.Subject(id, after);
        var isMoved = before is not null && type.Subject(id, before) != subject;
        return key.IsUsed || isMoved ? new(row, subject, key.IsNew, isMoved) : null;
    }

    private TState StateOf(string state, string? key) => Json.Read<TState>(state, new AggregateKey(vault, key));

    private static RequestKey? KeyOf(Call call) => call.RequestId is null ? null : new(call.Person, call.Method, call.RequestId);

    private TReply Repeated<TReply>(AnsweredRequest answered, Call call)
        where TReply : class, IMessage<TReply>, new()
    {
        if (answered.BodyHash != call.BodyHash)
            throw new RefusedException(new(PlatformReasons.RequestIdReused, "this request_id was used for a request with another content"));
        var reply = new TReply();
        reply.MergeFrom(vault.Open(answered.Reply));
        return reply;
    }

    private async Task Committed(AggregateChange change, AggregateKey key, Call call)
    {
        foreach (var happened in change.Events)
            SuiteMetrics.EventCommitted(type.Kind, happened.Type);
        await cache.Keep(call.Merchant, type.Kind, change.Id, new(change.NewVersion, change.State, key.Row));
    }

    // Null when the claim is free again: then the commit is tried once more.
    private async Task<Refusal?> Held(Commit commit, Call call)
    {
        var holders = await store.Holders(call.Merchant, [.. commit.Claims.Select(c => c.Key)], call.Cancel);
        return commit.Claims.Where(c => holders.ContainsKey(c.Key)).Select(c => type.ClaimHeld(c.Key, holders[c.Key])).FirstOrDefault();
    }

    private async Task<Refusal?> Exceeded(Commit commit, IReadOnlyList<Share> shares, Call call)
    {
        var present = await store.Counters(call.Merchant, [.. commit.Counters.Select(c => c.Name)], call.Cancel);
        return commit.Counters
            .Where(c => present.GetValueOrDefault(c.Name) + c.Delta is var sum && (sum > c.Limit || sum < 0))
            .Select(c => type.SumExceeded(shares.First(s => s.Counter == c.Name), present.GetValueOrDefault(c.Name)))
            .FirstOrDefault();
    }

    private sealed record Outcome(TState After, long Version, Commit Commit, IReadOnlyList<Share> Shares, AggregateKey Key);
}
