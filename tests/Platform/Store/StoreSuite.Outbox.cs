using System.Collections.Concurrent;
using Aftersales.Platform.Store;
using NodaTime;

namespace Aftersales.Platform.Tests.Store;

public abstract partial class StoreSuite
{
    [Fact]
    public async Task What_a_commit_publishes_is_leased_oldest_first_until_it_is_published()
    {
        await Commit(Creation("case_1") with { Outbox = [Message("case_1", 1)] });
        await Commit(Creation("case_2", Rival) with { Outbox = [Message("case_2", 1)] });
        await Commit(new Commit(Shop) { Change = Change("case_1", 1), Outbox = [Message("case_1", 2)] });

        var rows = await Store.LeaseOutbox(10, Minute, None);
        rows.Select(row => (row.Merchant, row.EventId, row.AggregateId, row.Version, row.Topic, row.Body, row.Attempt)).ShouldBe(
        [
            (Shop, "event-case_1-1", "case_1", 1, "aftersales.cases", "{}", 1),
            (Rival, "event-case_2-1", "case_2", 1, "aftersales.cases", "{}", 1),
            (Shop, "event-case_1-2", "case_1", 2, "aftersales.cases", "{}", 1),
        ]);
        (await Store.LeaseOutbox(10, Minute, None)).ShouldBeEmpty();

        await Store.Published(rows, None);
        Time.Advance(TimeSpan.FromHours(1));
        (await Store.LeaseOutbox(10, Minute, None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_row_whose_relay_died_is_leased_again_after_its_lease()
    {
        await Commit(Creation("case_1") with { Outbox = [Message("case_1", 1)] });
        (await Store.LeaseOutbox(10, Minute, None)).ShouldHaveSingleItem();

        Time.Advance(TimeSpan.FromSeconds(59));
        (await Store.LeaseOutbox(10, Minute, None)).ShouldBeEmpty();
        Time.Advance(TimeSpan.FromSeconds(1));
        (await Store.LeaseOutbox(10, Minute, None)).ShouldHaveSingleItem().Attempt.ShouldBe(2);
    }

    [Fact]
    public async Task A_relay_whose_lease_has_run_out_no_longer_has_a_say()
    {
        await Commit(Creation("case_1") with { Outbox = [Message("case_1", 1)] });
        var late = (await Store.LeaseOutbox(10, Minute, None)).ShouldHaveSingleItem();
        Time.Advance(TimeSpan.FromMinutes(1));
        var present = (await Store.LeaseOutbox(10, Minute, None)).ShouldHaveSingleItem();
        present.Lease.ShouldNotBe(late.Lease);

        await Store.ReturnOutbox([late], Duration.Zero, None);
        (await Store.LeaseOutbox(10, Minute, None)).ShouldBeEmpty("it is in the other's hands");
        await Store.Published([late], None);
        (await Store.Backlog(At, None)).Unpublished.ShouldBe(1, "the other may fail yet");

        await Store.Published([present], None);
        (await Store.Backlog(At, None)).Unpublished.ShouldBe(0);
        await Store.ReturnOutbox([present], Duration.Zero, None);
        (await Store.Backlog(At, None)).Unpublished.ShouldBe(0, "what is published stays published");
    }

    [Fact]
    public async Task Later_rows_of_an_aggregate_wait_for_a_leased_or_returned_one_and_other_aggregates_do_not()
    {
        await Commit(Creation("case_1") with { Outbox = [Message("case_1", 1)] });
        var first = (await Store.LeaseOutbox(10, Minute, None)).ShouldHaveSingleItem();
        await Commit(new Commit(Shop) { Change = Change("case_1", 1), Outbox = [Message("case_1", 2)] });
        await Commit(Creation("case_1", Rival) with { Outbox = [Message("case_1", 1)] });

        var other = (await Store.LeaseOutbox(10, Minute, None)).ShouldHaveSingleItem();
        other.Merchant.ShouldBe(Rival);

        await Store.ReturnOutbox([first], Duration.FromSeconds(10), None);
        (await Store.LeaseOutbox(10, Minute, None)).ShouldBeEmpty();
        Time.Advance(TimeSpan.FromSeconds(10));
        (await Store.LeaseOutbox(10, Minute, None)).Select(row => row.Version).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task A_lease_takes_no_more_rows_than_asked_for()
    {
        await Commit(Creation("case_1") with { Outbox = [.. Enumerable.Range(1, 5).Select(n => Message("case_1", n))] });
        (await Store.LeaseOutbox(2, Minute, None)).Select(row => row.Version).ShouldBe([1, 2]);
        await Store.Published([], None);
    }

    [Fact]
    public async Task Concurrent_relays_publish_everything_in_each_aggregates_order_and_never_share_an_aggregate()
    {
        const int aggregates = 6, versions = 20, relays = 4;
        var published = new ConcurrentQueue<(string Aggregate, long Version)>();
        var inHand = new ConcurrentDictionary<string, int>();
        var shared = new ConcurrentQueue<string>();

        var writing = Task.WhenAll(Enumerable.Range(0, aggregates).Select(async n =>
        {
            for (var version = 0; version < versions; version++)
                await Commit(new Commit(Shop) { Change = Change($"case_{n}", version), Outbox = [Message($"case_{n}", version + 1)] });
        }));
        var relaying = Enumerable.Range(1, relays).Select(relay => Task.Run(async () =>
        {
            while (published.Count < aggregates * versions)
            {
                var rows = await Store.LeaseOutbox(5, Minute, None);
                foreach (var aggregate in rows.Select(row => row.AggregateId).Distinct())
                {
                    if (!inHand.TryAdd(aggregate, relay))
                        shared.Enqueue(aggregate);
                }

                foreach (var row in rows)
                    published.Enqueue((row.AggregateId, row.Version));
                foreach (var aggregate in rows.Select(row => row.AggregateId).Distinct())
                    inHand.TryRemove(aggregate, out _);
                await Store.Published(rows, None);
            }
        }));
        await Task.WhenAll([writing, .. relaying]).WaitAsync(Soon);

        shared.ShouldBeEmpty();
        foreach (var aggregate in published.GroupBy(row => row.Aggregate))
            aggregate.Select(row => row.Version).ShouldBe(Enumerable.Range(1, versions).Select(n => (long)n));
        (await Store.Backlog(At, None)).Unpublished.ShouldBe(0);
    }

    [Fact]
    public async Task The_relay_and_the_scheduler_hear_of_commits_that_concern_them()
    {
        var heard = 0;
        Store.Committed += () => heard++;

        await Commit(Creation("case_1"));
        heard.ShouldBe(0);
        await Commit(new Commit(Shop) { Outbox = [Message("case_1", 1)] });
        await Commit(new Commit(Shop) { Scheduled = [Deadline("case_1", At)] });
        heard.ShouldBe(2);
        await Store.Commit(Creation("case_1") with { Outbox = [Message("case_1", 1)] }, None);
        heard.ShouldBe(2);
    }

    [Fact]
    public async Task Pruning_removes_old_published_rows_replies_and_inbox_rows_and_nothing_else()
    {
        var request = new AnsweredRequest(Approval, "hash", [1]);
        await Commit(Creation("case_1") with { Request = request, Inbox = new InboxKey("event_1", "case_1"), Outbox = [Message("case_1", 1), Message("case_1", 1)] });
        var rows = await Store.LeaseOutbox(10, Minute, None);
        await Store.Published([rows[0]], None);
        Time.Advance(TimeSpan.FromDays(1));
        var later = Instant.FromDateTimeOffset(Time.GetUtcNow());
        await Commit(new Commit(Shop) { Request = request with { Key = Approval with { RequestId = "request_2" } }, Inbox = new InboxKey("event_2", "case_1") });

        (await Store.Prune(later, 100, None)).ShouldBe(3);
        (await Store.Prune(later, 100, None)).ShouldBe(0);

        (await Store.Load(Shop, Kind, "case_1", Approval, None)).Answered.ShouldBeNull();
        (await Store.Load(Shop, Kind, "case_1", Approval with { RequestId = "request_2" }, None)).Answered.ShouldNotBeNull();
        (await Store.Commit(new Commit(Shop) { Inbox = new InboxKey("event_2", "case_1") }, None)).ShouldBe(CommitResult.InboxClash);
        (await Store.LeaseOutbox(10, Minute, None)).ShouldHaveSingleItem().Id.ShouldBe(rows[1].Id);
        (await Load("case_1")).Version.ShouldBe(1);
    }

    [Fact]
    public async Task Pruning_takes_some_at_a_time()
    {
        foreach (var n in Enumerable.Range(0, 5))
            await Commit(new Commit(Shop) { Inbox = new InboxKey($"event_{n}", "case_1") });
        Time.Advance(TimeSpan.FromDays(1));
        var now = Instant.FromDateTimeOffset(Time.GetUtcNow());

        (await Store.Prune(now, 3, None)).ShouldBe(3);
        (await Store.Prune(now, 3, None)).ShouldBe(2);
    }
}
