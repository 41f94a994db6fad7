using Aftersales.Platform;
using Aftersales.Returns.Domain;
using NodaTime;
using static Aftersales.Returns.Tests.Domain.Pickups;
using static Aftersales.Returns.Tests.Domain.Samples;

namespace Aftersales.Returns.Tests.Domain;

/// <summary>Walks every state of a pickup that customer, agent, courier and silence can reach, whatever their order, and looks at each.</summary>
public sealed class PickupExplorationTests
{
    private static readonly PassDeadline Silence = new(PickedUpAs: null);

    private static readonly ReturnCommand[] Commands =
    [
        new PrepareBooking(), new ConfirmBooking(), new MissAddress(), Move(Slot(4)), Move(Slot(5)),
        .. Enumerable.Range(1, 3).SelectMany(n => new ReturnCommand[] { new ConfirmMove(n), new RefuseMove(n) }),
        Heard(Failed("A1", Now)), Heard(Failed("A2", Now + Duration.FromMinutes(1), AttemptFailure.AddressWrong)),
        Heard(new("C1", CourierStatus.BookingCancelled, Now + Duration.FromMinutes(2), BookingNo, null)),
        Heard(new("P1", CourierStatus.PickedUp, Now + Duration.FromMinutes(3), null, "SF1")),
        new Cancel(Customer, "kept"), Silence,
    ];

    [Fact]
    public void R_RET_4_every_reachable_state_of_a_pickup_is_sound()
    {
        var first = Story.Given(Approved(Request())).State;
        var seen = new HashSet<string> { Key(first) };
        var open = new Queue<ReturnState>([first]);
        while (open.TryDequeue(out var state))
        {
            Look(state);
            foreach (var command in Commands)
                if (Step(state, command) is { } next)
                {
                    if (command is not PassDeadline && next.WaitsFor(Wait.Handover))
                        next.Deadlines.SequenceEqual(state.Deadlines).ShouldBeTrue("nothing but a pickup ends the wait for it, or moves its end (R-RET-5)");
                    if (seen.Add(Key(next)))
                        open.Enqueue(next);
                }
        }

        seen.Count.ShouldBe(3915);
    }

    private static void Look(ReturnState state)
    {
        var pickup = state.Pickup!;
        var waits = state.WaitsFor(Wait.Handover);
        // Somebody is always to act: the courier's booking, the courier's word, or a person who sees it on a list.
        (!waits || state.NeedsBooking || state.NeedsMove || state.AwaitsCourier || ReturnWorkLists.Of(state).Contains(ReturnWorkLists.Name(ReturnWorkList.PickupsBlocked)))
            .ShouldBeTrue("nothing waits for ever (R-CLK-4)");
        (state.NeedsBooking && state.NeedsMove).ShouldBeFalse("one thing is told to the courier at a time");
        (pickup.IsDone && pickup.Problem != PickupProblem.None).ShouldBeFalse("what is done has no problem");
        (pickup.Reschedules <= Samples.Policy.Pickup.Reschedules).ShouldBeTrue("a customer moves it a few times only");
        pickup.Attempts.Select(a => a.Number).SequenceEqual(Enumerable.Range(1, pickup.Attempts.Length)).ShouldBeTrue("each attempt is counted once");
        (waits && pickup.Wanted.End(Kernel.BusinessCalendar.Default) > state.Deadlines.First(d => d.Wait == Wait.Handover).At).ShouldBeFalse("no slot is after the pickup is due (R-RET-5)");
    }

    private static HearOfPickup Heard(CourierReport report) => new([report]);

    // Null when nothing followed.
    private static ReturnState? Step(ReturnState state, ReturnCommand command)
    {
        var at = command is PassDeadline && state.Next is { } passing ? passing.At : Now;
        var decision = ReturnDecider.Decide(state, command, At(at));
        if (decision.Events.IsEmpty)
            return null;
        var next = decision.Events.Aggregate(state, (s, e) => ReturnEvolution.Evolve(s, e));
        ReturnInvariants.Check(next);
        return next;
    }

    // What the rest of a state depends on, without the times at which somebody acted, which differ by the way that led here.
    private static string Key(ReturnState state) => $"{state.Stage}/{state.Releases.Length}/{state.Deadlines.Length}/" + Json.Write(state.Pickup! with
    {
        BookFrom = Instant.MinValue,
        AskAt = state.Pickup!.AskAt is null ? null : Instant.MinValue,
        Move = state.Pickup.Move is { } move ? move with { At = Instant.MinValue } : null,
    });
}
