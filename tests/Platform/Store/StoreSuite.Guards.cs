using Aftersales.Platform.Store;

namespace Aftersales.Platform.Tests.Store;

public abstract partial class StoreSuite
{
    [Fact]
    public async Task A_claim_has_one_holder_until_it_is_released()
    {
        await Commit(new Commit(Shop) { Claims = [new Claim("unit_1", "plan_1"), new Claim("unit_2", "plan_1")] });

        (await Store.Commit(new Commit(Shop) { Claims = [new Claim("unit_3", "plan_2"), new Claim("unit_2", "plan_2")] }, None))
            .ShouldBe(CommitResult.ClaimClash);
        (await Store.Holders(Shop, ["unit_1", "unit_2", "unit_3"], None))
            .ShouldBe(new Dictionary<string, string> { ["unit_1"] = "plan_1", ["unit_2"] = "plan_1" }, ignoreOrder: true);

        await Commit(new Commit(Shop) { ReleasedClaims = ["unit_2"], Claims = [new Claim("unit_2", "plan_2")] });
        (await Store.Holders(Shop, ["unit_2"], None))["unit_2"].ShouldBe("plan_2");
    }

    [Fact]
    public async Task Of_many_who_claim_the_same_units_in_any_order_one_gets_both()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 32).Select(n => Task.Run(() =>
        {
            Claim[] claims = [new Claim("unit_1", $"plan_{n}"), new Claim("unit_2", $"plan_{n}")];
            return Store.Commit(new Commit(Shop) { Claims = n % 2 == 0 ? claims : [.. claims.Reverse()] }, None);
        }))).WaitAsync(Soon);

        results.Count(result => result == CommitResult.Committed).ShouldBe(1);
        var holders = await Store.Holders(Shop, ["unit_1", "unit_2"], None);
        holders["unit_1"].ShouldBe(holders["unit_2"]);
    }

    [Fact]
    public async Task A_counter_stays_between_zero_and_its_limit()
    {
        await Commit(Move(7, 10));
        (await Store.Commit(Move(4, 10), None)).ShouldBe(CommitResult.CounterClash);
        await Commit(Move(3, 10));
        (await Store.Commit(Move(-11, 10), None)).ShouldBe(CommitResult.CounterClash);
        await Commit(Move(-6, 10));
        (await Store.Counters(Shop, ["budget", "untouched"], None)).ShouldHaveSingleItem().ShouldBe(new("budget", 4));
    }

    [Fact]
    public async Task A_counter_that_was_never_touched_cannot_go_below_zero_or_start_above_its_limit()
    {
        (await Store.Commit(Move(-1, 10), None)).ShouldBe(CommitResult.CounterClash);
        (await Store.Commit(Move(11, 10), None)).ShouldBe(CommitResult.CounterClash);
        (await Store.Counters(Shop, ["budget"], None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_latest_limit_counts_and_giving_back_is_possible_above_it()
    {
        await Commit(Move(8, 10));
        await Commit(Move(-2, 5));
        (await Store.Commit(Move(1, 5), None)).ShouldBe(CommitResult.CounterClash);
        await Commit(Move(1, 7));
    }

    [Fact]
    public async Task Counters_under_a_prefix_come_by_name_a_page_at_a_time_without_those_at_zero()
    {
        string[] names = ["spent/b", "spent/a/2", "spent/a/1", "spent/a/10", "spent/a", "spend/a/1", "spent/甲/1"];
        await Commit(new Commit(Shop) { Counters = [.. names.Select((name, n) => new CounterMove(name, n + 1, 100))] });
        await Commit(new Commit(Shop) { Counters = [new CounterMove("spent/a/2", -2, 100)] });

        (await Store.CountersUnder(Shop, "spent/a/", "", 500, None)).ShouldBe([("spent/a/1", 3), ("spent/a/10", 4)]);
        (await Store.CountersUnder(Shop, "spent/", "", 2, None)).ShouldBe([("spent/a", 5), ("spent/a/1", 3)]);
        (await Store.CountersUnder(Shop, "spent/", "spent/a/1", 500, None)).ShouldBe([("spent/a/10", 4), ("spent/b", 1), ("spent/甲/1", 7)]);
        (await Store.LargestUnder(Shop, "spent/", 2, None)).ShouldBe([("spent/甲/1", 7), ("spent/a", 5)]);
        (await Store.AllUnder(Shop, "spent/", None)).Count.ShouldBe(5);
    }

    [Fact]
    public async Task A_counter_that_clashes_takes_nothing_else_along()
    {
        var commit = Creation("case_1") with { Counters = [new CounterMove("a", 1, 10), new CounterMove("b", 11, 10)], Claims = [new Claim("unit_1", "case_1")] };
        (await Store.Commit(commit, None)).ShouldBe(CommitResult.CounterClash);

        (await Load("case_1")).Version.ShouldBe(0);
        (await Store.Counters(Shop, ["a", "b"], None)).ShouldBeEmpty();
        (await Store.Holders(Shop, ["unit_1"], None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Counters_that_many_move_at_once_never_pass_their_limit_and_use_it_up()
    {
        // In both orders, which without sorting would deadlock.
        var results = await Task.WhenAll(Enumerable.Range(0, 64).Select(n => Task.Run(() =>
        {
            CounterMove[] moves = [new("budget", 3, 100), new("order", 1, 1000)];
            return Store.Commit(new Commit(Shop) { Counters = n % 2 == 0 ? moves : [.. moves.Reverse()] }, None);
        }))).WaitAsync(Soon);

        results.Count(result => result == CommitResult.Committed).ShouldBe(33);
        results.Count(result => result == CommitResult.CounterClash).ShouldBe(31);
        (await Store.Counters(Shop, ["budget", "order"], None)).ShouldBe(new Dictionary<string, long> { ["budget"] = 99, ["order"] = 33 }, ignoreOrder: true);
    }

    [Fact]
    public async Task Commits_that_wait_for_each_other_crosswise_all_end()
    {
        await Commit(new Commit(Shop) { Claims = [new Claim("a", "0"), new Claim("b", "0")] });

        // Each releases what the other takes: PostgreSQL resolves the deadlocks, and the store repeats what it rolled back.
        var results = await Task.WhenAll(Enumerable.Range(0, 40).Select(n => Task.Run(() =>
        {
            var (mine, other) = n % 2 == 0 ? ("a", "b") : ("b", "a");
            return Store.Commit(new Commit(Shop) { ReleasedClaims = [mine], Claims = [new Claim(other, $"{n}")] }, None);
        }))).WaitAsync(Soon);

        results.ShouldAllBe(result => result == CommitResult.Committed || result == CommitResult.ClaimClash);
    }

    private static Commit Move(long delta, long limit) => new(Shop) { Counters = [new CounterMove("budget", delta, limit)] };
}
