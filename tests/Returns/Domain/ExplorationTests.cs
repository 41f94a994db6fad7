using Aftersales.Platform;
using Aftersales.Returns.Domain;
using NodaTime;
using static Aftersales.Returns.Tests.Domain.Samples;

namespace Aftersales.Returns.Tests.Domain;

/// <summary>Walks every state that commands can reach, whatever their order, and looks at each.</summary>
public sealed class ExplorationTests
{
    private static readonly ReturnCommand[] Commands =
    [
        new StartReview(Specialist), new StartReview(Another),
        new Approve(Specialist, BeyondResale: false), new Approve(Specialist, BeyondResale: true), new Approve(Another, BeyondResale: false),
        new Reject(Specialist, "used"), new Cancel(Customer, "kept"),
        new ConfirmBooking(), new ConfirmCallOff(), new ConfirmPickup("courier", "SF1"), new RecordShipment(Customer, "YT1"),
        new Receive(Warehouse, []), new Receive(Warehouse, [new("kettle", 1)]), new Receive(Warehouse, [new("cups", 1), new("kettle", 1)]),
        new Inspect(Warehouse, [new("kettle", 0, 0, "")]), new Inspect(Warehouse, [new("kettle", 1, 0, "")]), new Inspect(Warehouse, [new("kettle", 0, 1, "used")]),
        new Inspect(Warehouse, [new("cups", 0, 1, "used"), new("kettle", 1, 0, "")]),
        new AttachCase("case_1"), new AttachCase("case_2"),
        new PassDeadline(PickedUpAs: null), new PassDeadline("SF2"),
    ];

    [Theory]
    [InlineData(ReturnReason.NoReason, false, 2583)]
    [InlineData(ReturnReason.NoReason, true, 351)]
    [InlineData(ReturnReason.WrongItem, false, 2007)]
    [InlineData(ReturnReason.RefusedDelivery, false, 183)]
    public void R_RET_3_every_reachable_state_is_sound(ReturnReason reason, bool customerShips, int reachable)
    {
        var request = Request(reason, new("cups", 2), new("kettle", 1)) with
        {
            CustomerShips = customerShips,
            Order = reason == ReturnReason.RefusedDelivery ? Order with { SignedAt = null } : Order,
        };
        var first = Step(null, request, out _)!;
        var seen = new HashSet<string> { Key(first) };
        var open = new Queue<ReturnState>([first]);
        while (open.TryDequeue(out var state))
        {
            EndsBySilence(state);
            foreach (var command in Commands)
            {
                if (Step(state, command, out var told) is not { } next)
                    continue;
                if (state.Stage.IsEnd())
                    next.Stage.ShouldBe(state.Stage, "an end is an end");
                Refunds(state, told);
                if (command is not PassDeadline)
                    Step(next, command, out _).ShouldBeNull($"{command} said twice");
                if (seen.Add(Key(next)))
                    open.Enqueue(next);
            }
        }

        seen.Count.ShouldBe(reachable);
    }

    // Null when nothing followed.
    private static ReturnState? Step(ReturnState? state, ReturnCommand command, out ReturnEvent[] told)
    {
        var at = command is PassDeadline && state?.Due is { } due ? due : Now;
        var decision = ReturnDecider.Decide(state, command, At(at));
        told = [.. decision.Events];
        if (told.Length == 0)
            return null;
        var next = told.Aggregate(state, ReturnEvolution.Evolve)!;
        ReturnInvariants.Check(next);
        return next;
    }

    // R-REF-5, R-RET-5: one basis in a return's life, told once.
    private static void Refunds(ReturnState before, ReturnEvent[] told)
    {
        var allowed = told.OfType<RefundAllowed>().Count();
        allowed.ShouldBeLessThanOrEqualTo(before.Refundable == RefundBasis.None ? 1 : 0);
    }

    // R-CLK-4: when nobody says anything any more, the return ends or stands with a person.
    private static void EndsBySilence(ReturnState state)
    {
        for (var i = 0; i < 5 && !state.Stage.IsEnd() && !state.IsEscalated; i++)
            state = Step(state, new PassDeadline(PickedUpAs: null), out _).ShouldNotBeNull();
        (state.Stage.IsEnd() || state.IsEscalated).ShouldBeTrue();
    }

    // Without the times, which differ by the way that led here.
    private static string Key(ReturnState state) => Json.Write(state with
    {
        Due = state.Due is null ? null : Instant.MinValue,
        Ending = state.Ending is { } ending ? ending with { At = Instant.MinValue } : null,
        Pickup = state.Pickup is { } pickup ? pickup with { BookFrom = Instant.MinValue, Due = Instant.MinValue } : null,
    });
}
