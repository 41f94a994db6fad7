using Aftersales.Contracts.Operations;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Operations.Rebuilds;
using Aftersales.Platform.Store;
using Aftersales.Platform.Work;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Rebuild = Aftersales.Contracts.Operations.Rebuild;
using Role = Aftersales.Contracts.Role;

namespace Aftersales.Platform.Tests.Operations;

/// <summary>After a defect everything that follows from states is what they call for again, whoever writes meanwhile.</summary>
public abstract class RebuildTests(CardService cards)
{
    private const int Many = 450;
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly string merchant = $"m_{Guid.NewGuid():N}";

    private OperationsService.OperationsServiceClient Operator => cards.As("p_operator", Role.Operator, merchant);

    [Fact]
    public async Task A_dry_run_tells_what_differs_and_a_rebuild_mends_as_much_and_then_nothing_differs()
    {
        await WriteMany(5);
        await Damage("c_1", "c_2");

        var told = await Run(dryRun: true);
        (await Differences()).ShouldNotBeEmpty("a dry run mends nothing");
        var mended = await Run();

        Numbers(told).ShouldBe((5, 5, 2, 3, 2));
        Numbers(mended).ShouldBe(Numbers(told));
        (await Differences()).ShouldBeEmpty();
        Numbers(await Run()).ShouldBe((5, 0, 0, 0, 0));
        (await Operator.ListRebuildsAsync(new() { Service = CardService.Name })).Rebuilds.Count.ShouldBe(3);
    }

    [Fact]
    public async Task One_aggregate_is_mended_alone()
    {
        await WriteMany(3);
        await Damage("c_1", "c_2");

        var mended = await Run("c_1");

        Numbers(mended).ShouldBe((1, 4, 2, 3, 0));
        (await Differences()).ShouldAllBe(difference => difference.Contains("c_2") || difference.Contains("points/"));
        await Run();
        (await Differences()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Writes_go_on_while_it_runs_and_none_is_lost_or_undone()
    {
        await WriteMany(Many);
        await Damage("c_7", "c_300");
        using var enough = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 4).Select(writer => Task.Run(async () =>
        {
            for (var n = 0; !enough.IsCancellationRequested && n < 400; n++)
                await Write($"c_{((n * 37) + writer) % Many}", $"written by {writer} {n}", $"owner {n % 3}", n);
        })).ToList();

        var first = await Run();
        await enough.CancelAsync();
        await Task.WhenAll(writers);

        first.Aggregates.ShouldBe(Many);
        (await Differences()).ShouldBeEmpty();
        Numbers(await Run()).ShouldBe((Many, 0, 0, 0, 0));
    }

    [Fact]
    public async Task A_batch_that_two_do_at_once_or_that_is_done_again_counts_and_mends_once()
    {
        await WriteMany(3);
        await Damage("c_1", "c_2");
        var rebuilds = cards.Service.Services.GetRequiredService<Aggregates<Platform.Operations.Rebuilds.Rebuild, RebuildEvent>>();
        var call = cards.Call("p_operator", merchant);
        // Not due yet: only this test does its batches.
        await rebuilds.Change("rebuild_1", call, _ => new RebuildStarted(call.Now + Duration.FromDays(1000), "card", null, false, "p_operator", "test"));
        var work = cards.Service.Services.GetRequiredService<RebuildBatch>();

        for (var batch = 0; batch < 6; batch++)
        {
            var item = new WorkItem(merchant, "rebuild_1", $"batch:{batch}", call.Now, 1);
            await Task.WhenAll(work.Run(item, call), work.Run(item, call));
            await work.Run(item, call);
        }

        var done = (await Operator.GetRebuildAsync(new() { Service = CardService.Name, RebuildId = "rebuild_1" })).Rebuild;
        (done.State, Numbers(done)).ShouldBe((RebuildState.Done, (3, 5, 2, 3, 2)));
        (await Differences()).ShouldBeEmpty();
    }

    [Fact]
    public async Task One_runs_at_a_time_and_can_be_stopped()
    {
        await WriteMany(1);
        var rebuilds = cards.Service.Services.GetRequiredService<Aggregates<Platform.Operations.Rebuilds.Rebuild, RebuildEvent>>();
        var call = cards.Call("p_operator", merchant);
        await rebuilds.Change("rebuild_1", call, _ => new RebuildStarted(call.Now + Duration.FromDays(1000), "dead-letter", null, false, "p_operator", "test"));

        // Of another type too: both would mend the same sums.
        (await Reason(async () => await Operator.StartRebuildAsync(Request()))).ShouldBe("REBUILD_RUNNING");
        var stopped = (await Operator.StopRebuildAsync(new() { RequestId = Id(), Service = CardService.Name, RebuildId = "rebuild_1", Reason = "enough" })).Rebuild;
        (stopped.State, stopped.StoppedBy).ShouldBe((RebuildState.Stopped, "p_operator"));
        (await Reason(async () => await Operator.StopRebuildAsync(new() { RequestId = Id(), Service = CardService.Name, RebuildId = "rebuild_1", Reason = "again" })))
            .ShouldBe("REBUILD_STATE_INVALID");

        (await Reason(async () => await Operator.StartRebuildAsync(Request("nobody")))).ShouldBe("AGGREGATE_NOT_FOUND");
        var unknown = Request();
        foreach (var type in new[] { "unheard-of", "rebuild" })
        {
            unknown.AggregateType = type;
            (await Reason(async () => await Operator.StartRebuildAsync(unknown))).ShouldBe("INVALID_REQUEST");
        }

        (await Reason(async () => await Operator.GetRebuildAsync(new() { Service = CardService.Name, RebuildId = "rebuild_2" }))).ShouldBe("REBUILD_NOT_FOUND");
    }

    /// <summary>What a defect may leave: of the one aggregate entries, a claim and work that lack or are too much, of the other one that points elsewhere, and sums that are off.</summary>
    private async Task Damage(string one, string other)
    {
        var review = Instant.FromUtc(2099, 1, 1, 0, 0);
        (await cards.Store.Commit(new(merchant)
        {
            Unlisted = [new(CardType.All, $"title {one}", one, one), new("cards/owner/ann", $"title {one}", one, one)],
            Listed = [new("cards/gone", "k", one, one), new("cards/owner/bob", "k", one, one), new(CardType.All, $"title {other}", other, "c_elsewhere")],
            ReleasedClaims = [$"title/title {one}"],
            Claims = [new($"title/old title of {one}", one)],
            CalledOff = [new("card", one, "review")],
            Scheduled = [new(new("card", one, "review:twice"), review), new(new("card", one, "review:thrice"), review)],
            Counters = [new("points/ann", 7, long.MaxValue), new("points/nobody", 3, long.MaxValue)],
        }, None)).ShouldBe(CommitResult.Committed);
    }

    private async Task<Rebuild> Run(string? id = null, bool dryRun = false)
    {
        var started = (await Operator.StartRebuildAsync(Request(id, dryRun))).Rebuild;
        await cards.Service.Drain();
        var done = (await Operator.GetRebuildAsync(new() { Service = CardService.Name, RebuildId = started.RebuildId })).Rebuild;
        done.State.ShouldBe(RebuildState.Done);
        return done;
    }

    private static StartRebuildRequest Request(string? id = null, bool dryRun = false) => new()
    {
        RequestId = Id(),
        Service = CardService.Name,
        AggregateType = "card",
        AggregateId = id ?? "",
        DryRun = dryRun,
        Reason = "a defect of 1.4.1",
    };

    private static (long, long, long, long, long) Numbers(Rebuild rebuild) =>
        (rebuild.Aggregates, rebuild.ListEntriesDiffered, rebuild.ClaimsDiffered, rebuild.WorkDiffered, rebuild.SumsDiffered);

    private async Task WriteMany(int count)
    {
        for (var n = 0; n < count; n++)
            await Write($"c_{n}", $"title c_{n}", "ann", 1);
    }

    private Task Write(string id, string title, string owner, int points) =>
        cards.Cards.Change(id, cards.Call(merchant: merchant), _ => new CardWritten($"{title}", owner, points));

    /// <summary>What is there and not called for, and the other way round, worked out from the states alone.</summary>
    private async Task<List<string>> Differences()
    {
        var type = new CardType();
        var states = (await cards.Store.StatesAfter(merchant, "card", "", 500, None)).Select(row => (row.Id, State: Json.Read<Card>(row.Loaded.State!))).ToList();
        var listed = await All<ListEntry>(after => cards.Store.ListRows(merchant, null, after ?? new("", "", "", ""), 500, None));
        var claimed = await All<Claim>(after => cards.Store.ClaimRows(merchant, null, after?.Key ?? "", 500, None));
        var work = await cards.Store.WorkOf(merchant, "card", [.. states.Select(card => card.Id)], None);
        var sums = await cards.Store.CountersUnder(merchant, "points/", "", 500, None);
        return
        [
            .. Apart(listed.Where(row => row.List.StartsWith("cards/", StringComparison.Ordinal)), states.SelectMany(card => type.Lists(card.Id, card.State))),
            .. Apart(claimed.Where(row => row.Key.StartsWith("title/", StringComparison.Ordinal)), states.SelectMany(card => type.Claims(card.Id, card.State))),
            .. Apart(work, states.SelectMany(card => type.Work(card.Id, card.State).Select(due => new Platform.Store.Work(new("card", card.Id, due.Name), due.At)))),
            .. Apart(sums, states.SelectMany(card => type.Shares(card.Id, card.State)).GroupBy(share => share.Counter).Select(sum => (sum.Key, sum.Sum(share => share.Amount)))),
        ];
    }

    private static async Task<List<T>> All<T>(Func<T?, Task<IReadOnlyList<T>>> next)
        where T : class
    {
        var all = new List<T>();
        for (IReadOnlyList<T>? page = null; page is null or { Count: 500 };)
            all.AddRange(page = await next(all.LastOrDefault()));
        return all;
    }

    private static IEnumerable<string> Apart<T>(IEnumerable<T> there, IEnumerable<T> wanted)
    {
        var (a, b) = (there.ToHashSet(), wanted.ToHashSet());
        return a.Except(b).Select(extra => $"too much: {extra}").Concat(b.Except(a).Select(missing => $"missing: {missing}"));
    }

    private static async Task<string> Reason(Func<Task> call) => ErrorDetails.From(await Should.ThrowAsync<RpcException>(call))!.Info!.Reason;

    private static string Id() => Guid.NewGuid().ToString();
}

public sealed class RebuildsOnSqlite(CardsOnSqlite cards) : RebuildTests(cards), IClassFixture<CardsOnSqlite>;

public sealed class RebuildsOnPostgres(CardsOnPostgres cards) : RebuildTests(cards), IClassFixture<CardsOnPostgres>;
