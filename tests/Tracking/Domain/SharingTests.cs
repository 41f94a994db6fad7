using System.Collections.Immutable;
using Aftersales.Tracking.Domain;
using static Aftersales.Tracking.Domain.FactSource;
using static Aftersales.Tracking.Tests.Domain.Facts;

namespace Aftersales.Tracking.Tests.Domain;

public class SharingTests
{
    // Undispatched, and oversold since the warehouse told nothing of it.
    private static readonly OrderState TwoItems = Look(Tell(null, [Told(OrderSystem, 0, Order()), Told(OrderSystem, 1, Payment())], 26)!, 26);

    [Fact]
    public void R_CASE_5_two_items_of_one_order_go_to_two_people_of_equal_load()
    {
        TwoItems.Items.Select(i => i.Finding.List).ShouldBe([TrackingList.Oversold, TrackingList.Undispatched]);
        Owners(Team(("an", 2, 0, null), ("bo", 2, 0, null))).ShouldBe(["an", "bo"]);
        Owners(Team(("an", 2, 0, null), ("bo", 0, 0, null))).ShouldBe(["bo", "bo"]);
    }

    [Fact]
    public void R_CASE_5_who_lacks_the_skill_or_has_no_room_gets_none()
    {
        Owners(Team(("an", 0, 0, "late_dispatch"), ("bo", 5, 6, "oversold"))).ShouldBe(["bo", "an"]);
        Owners(Team(("bo", 6, 6, null))).ShouldBe([null, null]);
    }

    [Fact]
    public void R_CASE_5_sharing_again_changes_nothing_and_takes_nothing_from_those_who_stay()
    {
        var shared = After(TwoItems, OrderDecider.Share(TwoItems, Team(("an", 0, 0, null)), null))!;
        OrderDecider.Share(shared, Team(("bo", 0, 0, null)), null).Events.ShouldBeEmpty();
        OrderDecider.Share(shared, Team(("bo", 0, 0, null)), "chen").Events.ShouldBeEmpty();
        After(shared, OrderDecider.Share(shared, Team(("bo", 0, 0, null)), "an"))!.Items.ShouldAllBe(i => i.Owner == "bo" && i.State == ItemState.Taken);
        var nobodys = After(shared, OrderDecider.Share(shared, Team(), "an"))!;
        nobodys.Items.ShouldAllBe(i => i.Owner == null && i.State == ItemState.Open && !i.WantsSharing);
        OrderDecider.Share(nobodys, Team(), null).Events.ShouldBeEmpty();
    }

    private static IEnumerable<string?> Owners(Team team) => After(TwoItems, OrderDecider.Share(TwoItems, team, null))!.Items.Select(i => i.Owner);

    private static Team Team(params (string Id, long Load, int Capacity, string? Skill)[] people) => new(
        [.. people.Select(p => new Agent(p.Id, 1, p.Skill is null ? [] : [p.Skill], p.Capacity, true))], people.ToImmutableDictionary(p => p.Id, p => p.Load));
}
