using Aftersales.Platform.Store;
using NodaTime;

namespace Aftersales.Platform.Tests.Store;

public abstract partial class StoreSuite
{
    private static readonly Actor ForAgent = new("complaint", "complaint", Method: "/x/Pay", ActsFor: "agent_1");

    [Fact]
    public async Task The_trail_tells_the_newest_first_and_goes_on_where_the_page_before_ended()
    {
        await Commit(Creation("case_1") with { Change = Change("case_1", 0, events: 3) });
        await Commit(Creation("case_2"));
        await Commit(new Commit(Shop) { Change = Change("case_1", 3) with { At = At + Minute, Actor = ForAgent } });
        await Commit(Creation("case_3", Rival));

        var all = await Trail(new(At - Minute, Last, 500));

        all.Select(entry => (entry.Id, entry.Event.Version)).ShouldBe([("case_1", 4), ("case_2", 1), ("case_1", 3), ("case_1", 2), ("case_1", 1)]);
        all[0].Event.Actor.ShouldBe(ForAgent);
        var paged = new List<TrailEntry>();
        for (var place = Last; paged.Count < all.Count; place = paged[^1].Place)
            paged.AddRange(await Trail(new(At - Minute, place, 2)));
        paged.Select(entry => entry.Place).ShouldBe(all.Select(entry => entry.Place));
        (await Trail(new(At + Minute, Last, 500))).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task The_trail_of_a_person_has_what_a_service_did_for_them_and_that_of_an_aggregate_its_own_events()
    {
        await Commit(Creation("case_1"));
        await Commit(new Commit(Shop) { Change = Change("case_1", 1) with { Actor = ForAgent } });
        await Commit(new Commit(Shop) { Change = Change("case_1", 2) with { Actor = new("complaint", "complaint") } });
        await Commit(new Commit(Shop) { Change = Change("case_2", 0) with { Actor = new("agent_2", "") } });

        (await Trail(new(At - Minute, Last, 500) { Person = "agent_1" })).Select(entry => entry.Event.Version).ShouldBe([2, 1]);
        (await Trail(new(At - Minute, Last, 500) { Person = "complaint" })).Select(entry => entry.Event.Version).ShouldBe([3]);
        (await Trail(new(At - Minute, Last, 500) { Aggregate = (Kind, "case_1") })).Select(entry => entry.Event.Version).ShouldBe([3, 2, 1]);
        (await Trail(new(At - Minute, Last, 500) { Aggregate = (Kind, "case_2"), Person = "agent_1" })).ShouldBeEmpty();
        var first = (await Trail(new(At - Minute, Last, 1) { Aggregate = (Kind, "case_1") })).ShouldHaveSingleItem();
        (await Trail(new(At - Minute, first.Place, 500) { Aggregate = (Kind, "case_1") })).Select(entry => entry.Event.Version).ShouldBe([2, 1]);
        (await Trail(new(At - Minute, Last with { At = At }, 500) { Aggregate = (Kind, "case_1") })).ShouldBeEmpty("until is no part of it");
    }

    private static TrailPlace Last => new(At + Duration.FromDays(1), "", "", 0);

    private Task<IReadOnlyList<TrailEntry>> Trail(TrailQuery query) => Store.Trail(Shop, query, None);
}
