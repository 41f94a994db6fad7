using Aftersales.Platform.Store;

namespace Aftersales.Platform.Tests.Store;

public abstract partial class StoreSuite
{
    protected static readonly RequestKey Approval = new("agent_1", "/returns/Approve", "request_1");

    [Fact]
    public async Task What_was_never_created_loads_as_version_zero() => (await Load("case_1")).ShouldBe(new Loaded(0, null, null));

    [Fact]
    public async Task A_created_aggregate_has_its_state_and_events()
    {
        await Commit(new Commit(Shop) { Change = Change("case_1", 0, events: 2) });

        (await Load("case_1")).ShouldBe(new Loaded(2, """{"version":2}""", null));
        (await Store.Events(Shop, Kind, "case_1", 0, 10, None)).ShouldBe(
        [
            new StoredEvent(1, "Happened1", """{"n":1}""", Agent, At),
            new StoredEvent(2, "Happened2", """{"n":2}""", Agent, At),
        ]);
    }

    [Fact]
    public async Task The_next_commit_builds_on_the_expected_version()
    {
        await Commit(Creation("case_1"));
        await Commit(new Commit(Shop) { Change = Change("case_1", 1, events: 3) with { Actor = new Actor("agent_2", "console") } });

        (await Load("case_1")).Version.ShouldBe(4);
        var later = await Store.Events(Shop, Kind, "case_1", 2, 1, None);
        later.ShouldHaveSingleItem().ShouldBe(new StoredEvent(3, "Happened2", """{"n":2}""", new Actor("agent_2", "console"), At));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_commit_on_another_version_than_the_present_one_changes_nothing(long expected)
    {
        await Commit(Creation("case_1"));
        await Commit(new Commit(Shop) { Change = Change("case_1", 1) });

        var clashed = new Commit(Shop) { Change = Change("case_1", expected), Outbox = [Message("case_1", expected + 1)] };
        (await Store.Commit(clashed, None)).ShouldBe(CommitResult.VersionClash);

        (await Load("case_1")).ShouldBe(new Loaded(2, """{"version":2}""", null));
        (await Store.Events(Shop, Kind, "case_1", 0, 10, None)).Count.ShouldBe(2);
        (await Store.LeaseOutbox(10, Minute, None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_aggregate_that_does_not_exist_cannot_be_advanced()
    {
        (await Store.Commit(new Commit(Shop) { Change = Change("case_1", 4) }, None)).ShouldBe(CommitResult.VersionClash);
        (await Store.Events(Shop, Kind, "case_1", 0, 10, None)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Of_32_commits_on_one_version_exactly_one_wins(long expected)
    {
        if (expected > 0)
            await Commit(Creation("case_1"));

        var results = await Task.WhenAll(Enumerable.Range(0, 32)
            .Select(_ => Task.Run(() => Store.Commit(new Commit(Shop) { Change = Change("case_1", expected) }, None)))).WaitAsync(Soon);

        results.Count(result => result == CommitResult.Committed).ShouldBe(1);
        results.Count(result => result == CommitResult.VersionClash).ShouldBe(31);
        (await Load("case_1")).Version.ShouldBe(expected + 1);
    }

    [Fact]
    public async Task A_change_without_events_is_a_bug_of_the_caller() =>
        await Should.ThrowAsync<ArgumentException>(() => Store.Commit(new Commit(Shop) { Change = Change("case_1", 0) with { Events = [] } }, None));

    [Fact]
    public async Task An_empty_commit_costs_nothing_and_succeeds() => await Commit(new Commit(Shop));

    [Fact]
    public async Task A_repeated_request_finds_the_reply_that_was_given()
    {
        var answered = new AnsweredRequest(Approval, "hash", [1, 2, 0, 255]);
        await Commit(Creation("case_1") with { Request = answered });

        var loaded = await Store.Load(Shop, Kind, "case_1", Approval, None);
        loaded.Version.ShouldBe(1);
        loaded.Answered.ShouldNotBeNull().Key.ShouldBe(Approval);
        loaded.Answered.BodyHash.ShouldBe("hash");
        loaded.Answered.Reply.ShouldBe(answered.Reply);

        foreach (var other in new[] { Approval with { Caller = "agent_2" }, Approval with { Method = "/returns/Refuse" }, Approval with { RequestId = "request_2" } })
            (await Store.Load(Shop, Kind, "case_1", other, None)).Answered.ShouldBeNull();
    }

    [Fact]
    public async Task A_request_is_answered_once()
    {
        await Commit(Creation("case_1") with { Request = new AnsweredRequest(Approval, "hash", [1]) });

        var repeated = new Commit(Shop) { Change = Change("case_1", 1), Request = new AnsweredRequest(Approval, "hash", [2]) };
        (await Store.Commit(repeated, None)).ShouldBe(CommitResult.RequestClash);
        (await Load("case_1")).Version.ShouldBe(1);
        (await Store.Load(Shop, Kind, "case_1", Approval, None)).Answered!.Reply.ShouldBe([1]);
    }

    [Fact]
    public async Task An_event_is_consumed_once_by_each_consumer()
    {
        await Commit(Creation("case_1") with { Inbox = new InboxKey("event_1", "case_1") });

        (await Store.Commit(Creation("case_2") with { Inbox = new InboxKey("event_1", "case_1") }, None)).ShouldBe(CommitResult.InboxClash);
        (await Load("case_2")).Version.ShouldBe(0);
        await Commit(Creation("case_2") with { Inbox = new InboxKey("event_1", "case_2") });
    }

    [Fact]
    public async Task Of_several_clashes_the_first_in_order_is_told()
    {
        var commit = Creation("case_1") with
        {
            Request = new AnsweredRequest(Approval, "hash", [1]),
            Inbox = new InboxKey("event_1", "case_1"),
            Claims = [new Claim("unit_1", "plan_1")],
            Counters = [new CounterMove("budget", 10, 10)],
        };
        await Commit(commit);

        (await Store.Commit(commit, None)).ShouldBe(CommitResult.RequestClash);
        (await Store.Commit(commit with { Request = null }, None)).ShouldBe(CommitResult.InboxClash);
        (await Store.Commit(commit with { Request = null, Inbox = null }, None)).ShouldBe(CommitResult.VersionClash);
        (await Store.Commit(commit with { Request = null, Inbox = null, Change = null }, None)).ShouldBe(CommitResult.ClaimClash);
        (await Store.Commit(commit with { Request = null, Inbox = null, Change = null, Claims = [] }, None)).ShouldBe(CommitResult.CounterClash);
    }

    [Fact]
    public async Task A_caller_that_gave_up_beforehand_commits_nothing()
    {
        await Should.ThrowAsync<OperationCanceledException>(() => Store.Commit(Creation("case_1"), new CancellationToken(canceled: true)));
        (await Load("case_1")).Version.ShouldBe(0);
    }
}
