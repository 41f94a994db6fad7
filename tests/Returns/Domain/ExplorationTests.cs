using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Returns.Domain;
using NodaTime;
using static Aftersales.Returns.Tests.Domain.Samples;

namespace Aftersales.Returns.Tests.Domain;

/// <summary>Walks every state that commands can reach, whatever their order, and looks at each.</summary>
public sealed class ExplorationTests
{
    private static readonly PassDeadline Silence = new(PickedUpAs: null);

    private static readonly ReturnCommand[] Commands =
    [
        new StartReview(Specialist), Approve(), Approve(beyondResale: true), new Reject(Specialist, "used"), new Cancel(Customer, "kept"),
        new ConfirmBooking(), new ConfirmPickup("courier", "SF1"),
        new RecordShipment(Customer, "YT1", new Pieces("cups", 1)), new RecordShipment(Customer, "YT2"),
        new Receive(Warehouse, []), new Receive(Warehouse, [new("cups", 1)]) { MoreToCome = true }, new Receive(Warehouse, [new("cups", 1)]),
        new Inspect(Warehouse, [Judge("cups", 1)]), new Inspect(Warehouse, [Judge("cups", 0, 1, "used")]),
        new Inspect(Warehouse, [Judge("cups", 0) with { Manual = 1, Reason = "unclear" }]), new Inspect(Another, [Judge("cups", 1)], MayDecideManual: true),
        new OpenDispute(Customer, new("sealed"), []), new ResolveDispute(Another, [], "used"), new ResolveDispute(Another, [new("cups", 1)], "accepted after all"),
        Silence, new PassDeadline("SF2"),
    ];

    // About pieces that are missing: of one piece, since the pieces' ways multiply.
    private static readonly ReturnCommand[] AboutLosses =
    [
        new Receive(Warehouse, [new("cups", 1)]) { IsFound = true },
        new CloseLoss(Specialist, LossKind.Lost, null, Money.Cny(20_00), "the courier paid"), new CloseLoss(Specialist, LossKind.Short, null, Money.Cny(0), "given up"),
    ];

    [Theory]
    [InlineData(ReturnReason.NoReason, false, 2, 5614)]
    [InlineData(ReturnReason.NoReason, true, 2, 1135)]
    [InlineData(ReturnReason.NoReason, false, 1, 1492)]
    [InlineData(ReturnReason.NoReason, true, 1, 347)]
    [InlineData(ReturnReason.WrongItem, false, 1, 190)]
    [InlineData(ReturnReason.RefusedDelivery, false, 2, 219)]
    [InlineData(ReturnReason.RefusedDelivery, false, 1, 137)]
    public void R_RET_3_every_reachable_state_is_sound(ReturnReason reason, bool customerShips, int cups, int reachable)
    {
        var request = Request(reason, reason == ReturnReason.WrongItem ? [new("cups", cups), new("kettle", 1)] : [new("cups", cups)]);
        var commands = cups == 1 ? [.. Commands, .. AboutLosses] : Commands;
        if (customerShips)
            request = request.Shipping();
        if (reason == ReturnReason.RefusedDelivery)
            request = request.On(Order with { SignedAt = null });
        var first = Step(null, request)!;
        var seen = new HashSet<string> { Key(first) };
        var open = new Queue<ReturnState>([first]);
        var silent = new Dictionary<string, string>();
        while (open.TryDequeue(out var state))
        {
            if (state.Next is null)
                (state.Stage.IsEnd() || state.Deadlines.All(d => d.IsEscalated)).ShouldBeTrue("nothing waits for ever (R-CLK-4)");
            else
                silent[Key(state)] = Key(Step(state, Silence).ShouldNotBeNull());
            foreach (var command in commands)
            {
                if (Step(state, command) is not { } next)
                    continue;
                if (state.Stage.IsEnd() && command is not (OpenDispute or Receive))
                    next.Stage.ShouldBe(state.Stage, "an end is an end, unless it is disputed or goods turn up");
                Refunds(next);
                if (!seen.Add(Key(next)))
                    continue;
                open.Enqueue(next);
                if (command is not (PassDeadline or Receive or Inspect))
                    Step(next, command).ShouldBeNull($"{command} said twice");
            }
        }

        EndsBySilence(silent);
        seen.Count.ShouldBe(reachable);
    }

    // Null when nothing followed.
    private static ReturnState? Step(ReturnState? state, ReturnCommand command)
    {
        var at = command is PassDeadline && state?.Next is { } passing ? passing.At : Now;
        var decision = ReturnDecider.Decide(state, command, At(at));
        if (decision.Events.IsEmpty)
            return null;
        var next = decision.Events.Aggregate(state, ReturnEvolution.Evolve)!;
        ReturnInvariants.Check(next);
        return next;
    }

    // R-REF-5, R-RET-5: a piece is released once, an advance is made once, and what is accepted is released at once.
    private static void Refunds(ReturnState after)
    {
        after.Units.ShouldNotContain(u => u.IsAccepted && u.Release == 0);
        after.Releases.Sum(r => r.Lines.Sum(l => l.Quantity)).ShouldBe(after.Units.Where(u => u.Release > 0).Sum(u => u.Count));
    }

    // R-CLK-4: when nobody says anything any more, each state comes to an end or to a person.
    private static void EndsBySilence(Dictionary<string, string> silent)
    {
        foreach (var state in silent.Keys)
        {
            var at = state;
            for (var i = 0; i < 10 && silent.TryGetValue(at, out var next); i++)
                at = next;
            silent.ShouldNotContainKey(at);
        }
    }

    // Without the times, which differ by the way that led here, and without what is kept for knowing a repeat.
    private static string Key(ReturnState state) => Json.Write(state with
    {
        Receipt = null,
        Inspection = state.Inspection is { } inspection ? inspection with { Lines = [] } : null,
        Deadlines = [.. state.Deadlines.Select(d => d with { At = Instant.MinValue })],
        DisputableUntil = state.DisputableUntil is null ? null : Instant.MinValue,
        Ending = state.Ending is { } ending ? ending with { At = Instant.MinValue } : null,
        Dispute = state.Dispute is { } dispute ? dispute with { At = Instant.MinValue, Due = Instant.MinValue } : null,
        LossClosings = [.. state.LossClosings.Select(c => c with { At = Instant.MinValue })],
        Pickup = state.Pickup is { } pickup ? pickup with { BookFrom = Instant.MinValue, Due = Instant.MinValue } : null,
    });
}
