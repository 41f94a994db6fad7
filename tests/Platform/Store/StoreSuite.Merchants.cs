using Aftersales.Platform.Store;
using NodaTime;

namespace Aftersales.Platform.Tests.Store;

public abstract partial class StoreSuite
{
    [Fact]
    public async Task No_call_shows_or_changes_what_is_another_merchants()
    {
        await Commit(Everything(Shop));
        await Store.Put(Shop, "order", "order_1", new Document(5, "{}"), None);

        (await Store.Load(Rival, Kind, "case_1", Approval, None)).ShouldBe(new Loaded(0, null, null));
        (await Store.Keys(Rival, "ann", ("", ""), 10, None)).ShouldBeEmpty();
        (await Store.Events(Rival, Kind, "case_1", 0, 10, None)).ShouldBeEmpty();
        (await Store.List(Rival, new ListQuery("open", Kind, null, 10), None)).ShouldBeEmpty();
        (await Store.Holders(Rival, ["unit_1"], None)).ShouldBeEmpty();
        (await Store.Counters(Rival, ["budget"], None)).ShouldBeEmpty();
        (await Store.Document(Rival, "order", "order_1", None)).ShouldBeNull();

        // The same keys are free for the other one, and what it removes is its own.
        await Commit(Everything(Rival));
        (await Store.Put(Rival, "order", "order_1", new Document(1, "{}"), None)).ShouldBeTrue();
        await Commit(new Commit(Rival)
        {
            ReleasedClaims = ["unit_1"],
            Unlisted = [new ListEntry("open", "1", "case_1", "case_1")],
            CalledOff = [new WorkKey(Kind, "case_1", "deadline")],
            Counters = [new CounterMove("budget", -10, 10)],
        });

        (await Store.Holders(Shop, ["unit_1"], None)).ShouldHaveSingleItem();
        (await Store.List(Shop, new ListQuery("open", Kind, null, 10), None)).ShouldHaveSingleItem();
        (await Store.Counters(Shop, ["budget"], None))["budget"].ShouldBe(10);
        (await Store.Document(Shop, "order", "order_1", None)).ShouldBe(new Document(5, "{}"));
        var work = (await Store.LeaseWork(WorkNames.All, At, 10, Minute, None)).ShouldHaveSingleItem();
        await Store.PostponeWork(work with { Merchant = Rival }, Duration.Zero, None);
        (await Store.LeaseWork(WorkNames.All, At, 10, Minute, None)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    public async Task Nobody_gets_in_without_a_merchant(string merchant)
    {
        await Commit(Everything(Shop));

        await Should.ThrowAsync<ArgumentException>(() => Store.Commit(Creation("case_2", merchant), None));
        await Should.ThrowAsync<ArgumentException>(() => Store.Load(merchant, Kind, "case_1", null, None));
        await Should.ThrowAsync<ArgumentException>(() => Store.Events(merchant, Kind, "case_1", 0, 10, None));
        await Should.ThrowAsync<ArgumentException>(() => Store.List(merchant, new ListQuery("open", Kind, null, 10), None));
        await Should.ThrowAsync<ArgumentException>(() => Store.Holders(merchant, ["unit_1"], None));
        await Should.ThrowAsync<ArgumentException>(() => Store.Counters(merchant, ["budget"], None));
        await Should.ThrowAsync<ArgumentException>(() => Store.CountersUnder(merchant, "bud", "", 10, None));
        await Should.ThrowAsync<ArgumentException>(() => Store.Document(merchant, "order", "order_1", None));
        await Should.ThrowAsync<ArgumentException>(() => Store.Put(merchant, "order", "order_1", new Document(1, "{}"), None));
    }

    [Fact]
    public async Task A_document_only_gets_newer()
    {
        (await Store.Document(Shop, "order", "order_1", None)).ShouldBeNull();
        (await Store.Put(Shop, "order", "order_1", new Document(2, "second"), None)).ShouldBeTrue();
        (await Store.Put(Shop, "order", "order_1", new Document(1, "first"), None)).ShouldBeFalse();
        (await Store.Put(Shop, "order", "order_1", new Document(2, "other"), None)).ShouldBeFalse();
        (await Store.Document(Shop, "order", "order_1", None)).ShouldBe(new Document(2, "second"));
        (await Store.Put(Shop, "order", "order_1", new Document(7, "seventh"), None)).ShouldBeTrue();
        (await Store.Document(Shop, "order", "order_1", None)).ShouldBe(new Document(7, "seventh"));
    }

    [Fact]
    public async Task Of_documents_that_arrive_in_any_order_at_once_the_newest_stays()
    {
        await Task.WhenAll(Enumerable.Range(1, 40).Select(n => n * 17 % 41)
            .Select(version => Task.Run(() => Store.Put(Shop, "order", "order_1", new Document(version, $"{version}"), None)))).WaitAsync(Soon);
        (await Store.Document(Shop, "order", "order_1", None)).ShouldBe(new Document(40, "40"));
    }

    protected static Commit Everything(string merchant) => Creation("case_1", merchant) with
    {
        Key = new KeyChange("key_1", "ann", IsNew: true),
        Request = new AnsweredRequest(Approval, "hash", [1]),
        Inbox = new InboxKey("event_1", "case_1"),
        Outbox = [Message("case_1", 1)],
        Claims = [new Claim("unit_1", "case_1")],
        Counters = [new CounterMove("budget", 10, 10)],
        Listed = [new ListEntry("open", "1", "case_1", "case_1")],
        Scheduled = [Deadline("case_1", At)],
    };
}
