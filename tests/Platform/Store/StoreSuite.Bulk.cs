using Aftersales.Platform.Store;

namespace Aftersales.Platform.Tests.Store;

public abstract partial class StoreSuite
{
    [Fact]
    public async Task Many_aggregates_are_changed_together_with_all_that_belongs_to_them()
    {
        await Commit(Full("case_1", 0));
        await Bulk(Full("case_2", 0), Full("case_3", 0), Full("case_1", 1));

        (await Store.LoadAll(Shop, Kind, ["case_3", "case_0", "case_1"], None)).ShouldBe(
            [new Loaded(2, """{"version":2}""", null), new Loaded(0, null, null), new Loaded(3, """{"version":3}""", null)]);
        (await Store.Events(Shop, Kind, "case_1", 1, 10, None)).Select(e => (e.Version, e.Type, e.Actor)).ShouldBe([(2, "Happened2", Agent), (3, "Happened1", Agent)]);
        (await Store.List(Shop, new("open", Kind, null, 10), None)).Select(r => (r.Key, r.Item)).ShouldBe([("v1", "case_1"), ("v2", "case_2"), ("v2", "case_3")], ignoreOrder: true);
        (await Store.LeaseOutbox(10, Minute, None)).Select(m => m.EventId).ShouldBe(
            ["event-case_1-2", "event-case_1-3", "event-case_2-2", "event-case_3-2"], ignoreOrder: true);
        (await Store.LeaseWork(WorkNames.All, At + Minute, 10, Minute, None)).Select(w => w.Key.Aggregate).ShouldBe(["case_1", "case_2", "case_3"], ignoreOrder: true);

        Commit Full(string id, long expected) => new(Shop)
        {
            Change = Change(id, expected == 1 ? 2 : 0, events: expected == 1 ? 1 : 2),
            Listed = [new("open", $"v{(expected == 1 ? 1 : 2)}", id, id)],
            Unlisted = expected == 1 ? [new("open", "v2", id, id)] : [],
            Scheduled = [Deadline(id, At)],
            CalledOff = expected == 1 ? [new(Kind, id, "reminder")] : [],
            Outbox = [Message(id, expected + 2)],
        };
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task When_one_of_many_is_not_at_the_expected_version_none_of_them_is_changed(long expected)
    {
        await Commit(Creation("case_2"));
        (await Store.CommitAll(Shop, [Creation("case_1"), new Commit(Shop) { Change = Change("case_2", expected) }, Creation("case_3")], None)).ShouldBe(CommitResult.VersionClash);
        (await Store.LoadAll(Shop, Kind, ["case_1", "case_2", "case_3"], None)).Select(l => l.Version).ShouldBe([0, 1, 0]);
        (await Store.Events(Shop, Kind, "case_2", 0, 10, None)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Sums_that_many_move_together_are_moved_within_their_bounds()
    {
        await Bulk(Counting("case_1", Load(2), new("other", 1, 9)), Counting("case_2", Load(1), new("other", -1, 9)), Counting("case_3"));
        (await Store.Counters(Shop, ["load", "other"], None)).ShouldBe(new Dictionary<string, long> { ["load"] = 3 });
        (await Store.CommitAll(Shop, [Counting("case_4", Load(-1)), Counting("case_5", Load(2))], None)).ShouldBe(CommitResult.CounterClash);
        (await Store.LoadAll(Shop, Kind, ["case_4"], None)).Single().Version.ShouldBe(0);

        CounterMove Load(long delta) => new("load", delta, 3);

        Commit Counting(string id, params CounterMove[] moves) => Creation(id) with { Counters = moves };
    }

    [Fact]
    public async Task Nothing_is_changed_together_without_harm() => (await Store.CommitAll(Shop, [], None)).ShouldBe(CommitResult.Committed);

    [Fact]
    public async Task Bulk_work_has_no_claims_and_is_of_one_merchant()
    {
        await Should.ThrowAsync<ArgumentException>(() => Store.CommitAll(Shop, [Creation("case_1") with { Claims = [new("a", "b")] }], None));
        await Should.ThrowAsync<ArgumentException>(() => Store.CommitAll(Shop, [Creation("case_1", Rival)], None));
    }

    private async Task Bulk(params Commit[] commits) => (await Store.CommitAll(Shop, commits, None)).ShouldBe(CommitResult.Committed);
}
