using Aftersales.Contracts;
using Aftersales.Contracts.Tracking;
using Aftersales.Testing;
using static Aftersales.Tracking.Tests.Service.ListsTests;
using static Aftersales.Tracking.Tests.Service.World;
using PersonChanged = Aftersales.Contracts.Directories.PersonChanged;
using PersonSnapshot = Aftersales.Contracts.Directories.PersonSnapshot;

namespace Aftersales.Tracking.Tests.Service;

/// <summary>Items find their people (R-CASE-5).</summary>
public class SharingTests
{
    private int told;

    public static IEnumerable<object[]> Databases => TestService.Databases;

    [Theory, MemberData(nameof(Databases))]
    public async Task R_CASE_5_items_are_shared_out_evenly_among_those_at_work_and_again_when_one_leaves(string database)
    {
        await using var world = await Start(database);
        var desk = world.Lists(Merchant);
        foreach (var person in new[] { "an", "bo" })
            await Tell(world, person);
        await Tell(world, "off", onShift: false);
        await Tell(world, "chen", skills: ["not_delivered"]);
        await Tell(world, "dong", role: Role.AgentL1);
        for (var order = 100_001; order <= 100_006; order++)
            await world.Tell(Merchant, $"{order}", [.. PaidAt(20), AcceptedAt(21)]);
        await world.Host.MoveTo(NodaTime.Instant.FromUtc(2026, 6, 2, 20, 0));

        var items = await On(desk);
        items.CountBy(i => (i.OwnerId, i.State)).OrderBy(c => c.Key.OwnerId).Select(c => (c.Key.OwnerId, c.Key.State, c.Value))
            .ShouldBe([("an", TrackingItemState.Taken, 3), ("bo", TrackingItemState.Taken, 3)]);

        // Somebody who gives one back does not get it again; whoever comes to work does.
        var given = items.First(i => i.OwnerId == "an").ItemId;
        await world.Lists(Merchant, "an").ReleaseTrackingItemAsync(new() { RequestId = NewId(), ItemId = given });
        await world.Host.Drain();
        (await On(desk, state: TrackingItemState.Open)).Single().ItemId.ShouldBe(given);
        await Tell(world, "off");
        (await On(desk, owner: "off")).Single().ItemId.ShouldBe(given);

        await Tell(world, "bo", active: false);
        (await On(desk)).CountBy(i => i.OwnerId).OrderBy(c => c.Key).Select(c => (c.Key, c.Value)).ShouldBe([("an", 3), ("off", 3)]);
    }

    [Fact]
    public async Task R_CASE_5_an_item_that_nobody_has_room_for_waits_open_until_somebody_comes_to_work()
    {
        await using var world = await Start("sqlite");
        var desk = world.Lists(Merchant);
        await Tell(world, "an", capacity: 1);
        await world.Tell(Merchant, "100001", [.. PaidAt(20), AcceptedAt(21)]);
        await world.Tell(Merchant, "100002", [.. PaidAt(20), AcceptedAt(21)]);
        await world.Host.MoveTo(NodaTime.Instant.FromUtc(2026, 6, 2, 20, 0));
        (await On(desk)).Select(i => i.OwnerId).ShouldBe(["", "an"], ignoreOrder: true);

        await Tell(world, "bo", skills: ["not_delivered"]);
        (await On(desk, owner: "bo")).ShouldBeEmpty();
        await Tell(world, "bo", skills: ["late_dispatch"]);
        (await On(desk, owner: "bo")).Count.ShouldBe(1);

        // An older word about somebody changes nothing.
        (await world.Host.Deliver(new PersonChanged { Person = Person("bo", version: 1, active: false) }, Merchant, "directory")).ShouldBe(
            Contracts.Dapr.TopicEventResponse.Types.TopicEventResponseStatus.Success);
        (await On(desk, owner: "bo")).Count.ShouldBe(1);
    }

    private Task Tell(
        World world, string person, Role role = Role.TrackingAgent, string[]? skills = null, int capacity = 0, bool onShift = true, bool active = true) =>
        world.Host.Deliver(new PersonChanged { Person = Person(person, ++told, role, skills, capacity, onShift && active, active) }, Merchant, "directory");

    private static PersonSnapshot Person(
        string person, int version, Role role = Role.TrackingAgent, string[]? skills = null, int capacity = 0, bool onShift = true, bool active = true) => new()
        {
            PersonId = person,
            Version = version,
            Roles = { role },
            Skills = { skills ?? [] },
            Capacity = capacity,
            OnShift = onShift,
            Active = active,
        };
}
