using Aftersales.Platform.Store;
using NodaTime;

namespace Aftersales.Platform.Tests.Store;

public abstract partial class StoreSuite
{
    [Fact]
    public async Task Work_is_leased_when_its_business_time_has_come_earliest_first()
    {
        await Commit(Creation("case_1") with { Scheduled = [Deadline("case_1", At + Minute), Deadline("case_1", At, "survey")] });
        await Commit(Creation("case_2", Rival) with { Scheduled = [Deadline("case_2", At + (2 * Minute))] });

        (await Store.LeaseWork(WorkNames.All, At - Minute, 10, Minute, None)).ShouldBeEmpty();
        var rows = await Store.LeaseWork(WorkNames.All, At + Minute, 10, Minute, None);
        rows.Select(row => (row.Merchant, row.Key, row.Due, row.Attempt)).ShouldBe(
        [
            (Shop, new WorkKey(Kind, "case_1", "survey"), At, 1),
            (Shop, new WorkKey(Kind, "case_1", "deadline"), At + Minute, 1),
        ]);
        (await Store.LeaseWork(WorkNames.All, At + (2 * Minute), 10, Minute, None)).ShouldHaveSingleItem().Merchant.ShouldBe(Rival);
    }

    [Fact]
    public async Task Work_of_one_name_is_leased_apart_from_the_rest()
    {
        await Commit(new Commit(Shop) { Scheduled = [Deadline("case_1", At, "pdf"), Deadline("case_1", At, "pdf:1"), Deadline("case_1", At, "pdfs"), Deadline("case_1", At, "mail:pdf")] });

        (await Store.LeaseWork(WorkNames.Except("pdf"), At, 10, Minute, None)).Select(row => row.Key.Name).ShouldBe(["pdfs", "mail:pdf"], ignoreOrder: true);
        (await Store.LeaseWork(WorkNames.Only("pdf"), At, 10, Minute, None)).Select(row => row.Key.Name).ShouldBe(["pdf", "pdf:1"], ignoreOrder: true);
        (await Store.LeaseWork(WorkNames.All, At, 10, Minute, None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Each_work_goes_to_one_of_many_workers()
    {
        await Commit(new Commit(Shop) { Scheduled = [.. Enumerable.Range(0, 60).Select(n => Deadline($"case_{n}", At))] });

        var leased = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            var mine = new List<WorkRow>();
            for (var rows = await Store.LeaseWork(WorkNames.All, At, 5, Minute, None); rows.Count > 0; rows = await Store.LeaseWork(WorkNames.All, At, 5, Minute, None))
                mine.AddRange(rows);
            return mine;
        }))).WaitAsync(Soon);

        leased.SelectMany(rows => rows).Select(row => row.Key.Aggregate).ShouldBe(Enumerable.Range(0, 60).Select(n => $"case_{n}"), ignoreOrder: true);
    }

    [Fact]
    public async Task Work_of_a_dead_worker_is_leased_again_after_its_lease()
    {
        await Commit(new Commit(Shop) { Scheduled = [Deadline("case_1", At)] });
        var first = (await Store.LeaseWork(WorkNames.All, At, 10, Minute, None)).ShouldHaveSingleItem();

        Time.Advance(TimeSpan.FromSeconds(59));
        (await Store.LeaseWork(WorkNames.All, At, 10, Minute, None)).ShouldBeEmpty();
        Time.Advance(TimeSpan.FromSeconds(1));
        var second = (await Store.LeaseWork(WorkNames.All, At, 10, Minute, None)).ShouldHaveSingleItem();
        second.Attempt.ShouldBe(2);
        second.Lease.ShouldNotBe(first.Lease);

        // The first one, not dead after all, no longer has a say.
        await Store.PostponeWork(first, Duration.Zero, None);
        (await Store.LeaseWork(WorkNames.All, At, 10, Minute, None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Postponed_work_comes_back_after_the_delay_of_real_time()
    {
        await Commit(new Commit(Shop) { Scheduled = [Deadline("case_1", At)] });
        var first = (await Store.LeaseWork(WorkNames.All, At, 10, Minute, None)).ShouldHaveSingleItem();
        await Store.PostponeWork(first, Duration.FromSeconds(5), None);

        (await Store.LeaseWork(WorkNames.All, At, 10, Minute, None)).ShouldBeEmpty();
        Time.Advance(TimeSpan.FromSeconds(5));
        (await Store.LeaseWork(WorkNames.All, At, 10, Minute, None)).ShouldHaveSingleItem().Attempt.ShouldBe(2);
    }

    [Fact]
    public async Task Work_that_is_scheduled_again_during_its_lease_starts_afresh()
    {
        await Commit(new Commit(Shop) { Scheduled = [Deadline("case_1", At)] });
        var first = (await Store.LeaseWork(WorkNames.All, At, 10, Minute, None)).ShouldHaveSingleItem();
        await Commit(new Commit(Shop) { Scheduled = [Deadline("case_1", At + Minute)] });
        await Store.PostponeWork(first, Duration.FromHours(1), None);

        (await Store.LeaseWork(WorkNames.All, At, 10, Minute, None)).ShouldBeEmpty();
        var again = (await Store.LeaseWork(WorkNames.All, At + Minute, 10, Minute, None)).ShouldHaveSingleItem();
        (again.Due, again.Attempt).ShouldBe((At + Minute, 1));
    }

    [Fact]
    public async Task Work_that_is_called_off_is_gone_also_for_the_one_who_leased_it()
    {
        await Commit(new Commit(Shop) { Scheduled = [Deadline("case_1", At)] });
        var row = (await Store.LeaseWork(WorkNames.All, At, 10, Minute, None)).ShouldHaveSingleItem();
        await Commit(new Commit(Shop) { CalledOff = [row.Key, new WorkKey(Kind, "case_1", "never scheduled")] });

        await Store.PostponeWork(row, Duration.Zero, None);
        Time.Advance(TimeSpan.FromHours(1));
        (await Store.LeaseWork(WorkNames.All, At, 10, Minute, None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_backlog_tells_what_waits_and_when_there_is_more()
    {
        (await Store.Backlog(At, None)).ShouldBe(new Backlog(0, 0, null));

        await Commit(new Commit(Shop)
        {
            Outbox = [Message("case_1", 1), Message("case_1", 2)],
            Scheduled = [Deadline("case_1", At), Deadline("case_2", At + Minute)],
        });
        await Store.LeaseWork(WorkNames.All, At, 10, Minute, None);
        (await Store.Backlog(At, None)).ShouldBe(new Backlog(2, 1, At));
        (await Store.Backlog(At + Minute, None)).ShouldBe(new Backlog(2, 2, At));
    }
}
