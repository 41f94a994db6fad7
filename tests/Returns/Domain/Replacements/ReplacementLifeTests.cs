using Aftersales.Returns.Domain;
using Aftersales.Returns.Domain.Replacements;
using NodaTime;
using static Aftersales.Returns.Domain.Replacements.ReplacementCommand;
using static Aftersales.Returns.Tests.Domain.Replacements.ReplacementStory;
using Approved = Aftersales.Returns.Domain.Replacements.Approved;
using Cancel = Aftersales.Returns.Domain.Replacements.ReplacementCommand.Cancel;
using Cancelled = Aftersales.Returns.Domain.Replacements.Cancelled;
using PassDeadline = Aftersales.Returns.Domain.Replacements.ReplacementCommand.PassDeadline;

namespace Aftersales.Returns.Tests.Domain.Replacements;

public sealed class ReplacementLifeTests
{
    [Theory]
    [InlineData(19, 59, 1)]
    [InlineData(20, 0, 2)]
    [InlineData(23, 59, 2)]
    public void R_REP_1_confirmed_before_20_00_it_comes_the_next_day(int hour, int minute, int days)
    {
        var confirmed = Instant.FromUtc(2026, 6, 2, hour - 8, minute);
        var story = Given(ReplacementStory.Request(), new ReplacementCommand.Approve(Approver), new ConfirmOriginal(), new Place(Placer));
        story.When(Hears(OrderStanding.Placed), confirmed).Then(typeof(Placed));
        story.State.Order!.Promised.ShouldBe(Samples.EndOfDay(days));
    }

    [Fact]
    public void R_REP_1_the_original_is_registered_before_the_order_is_placed()
    {
        var approved = Given(ReplacementStory.Request(), new ReplacementCommand.Approve(Approver));
        approved.When(new Place(Placer)).ThenRefused(ReplacementReasons.StateInvalid).Metadata["waits_for"].ShouldBe("ORIGINAL_REGISTERED");
        approved.When(new ConfirmOriginal()).Then(typeof(OriginalRegistered));
        approved.State.Original.ShouldBe(OriginalOutcome.ReturnedWithoutRefund);
        approved.When(new Place(Approver)).ThenRefused(ReplacementReasons.SamePerson);
        approved.When(new Place(Placer)).Then(typeof(PlacementDecided));
        approved.When(new Place(Placer)).Then();
        approved.When(new Place("p_other")).ThenRefused(ReturnReasons.AlreadyDecided);
    }

    [Fact]
    public void R_REP_1_a_replacement_that_came_to_nothing_gives_the_way_to_a_refund_back()
    {
        var refused = Given(ReplacementStory.Request(), new ReplacementCommand.Approve(Approver), new ConfirmOriginal(), new Place(Placer));
        refused.When(new Hear(new(OrderStanding.Refused, Refusal: "OUT_OF_STOCK"))).Then(typeof(Failed));
        (refused.State.Ending!.Reason, refused.State.Original).ShouldBe(("OUT_OF_STOCK", OriginalOutcome.ToWithdraw));
        refused.When(new ConfirmWithdrawal()).Then(typeof(OriginalWithdrawn));
        refused.State.Original.ShouldBe(OriginalOutcome.Untouched);
    }

    [Fact]
    public void R_CLK_4_an_overdue_delivery_becomes_a_claim_and_then_counts_as_lost()
    {
        var placed = Placed();
        placed.When(new PassDeadline(null), Samples.EndOfDay(1)).Then(typeof(Overdue));
        placed.When(new PassDeadline(new(OrderStanding.Dispatched, "SF1")), Samples.EndOfDay(1)).Then();
        placed.When(new PassDeadline(null), placed.State.Due).Then(typeof(Failed));
    }

    [Fact]
    public void R_CLK_4_what_the_platform_says_at_the_last_moment_counts()
    {
        Placed().When(new PassDeadline(new(OrderStanding.Signed)), Samples.EndOfDay(1)).Then(typeof(Delivered));
        Placed().When(new PassDeadline(new(OrderStanding.Placed)), Samples.EndOfDay(1)).Then(typeof(Overdue));
        var sent = Placed().When(new PassDeadline(new(OrderStanding.Dispatched, "SF1")), Samples.EndOfDay(1)).Then(typeof(Dispatched), typeof(Overdue));
        sent.State.Due!.Value.ShouldBeGreaterThan(Samples.EndOfDay(1));
    }

    [Fact]
    public void R_CLK_4_specialists_that_are_silent_are_passed_over_once()
    {
        var requested = Given(ReplacementStory.Request());
        requested.When(new PassDeadline(null), Samples.EndOfDay(0)).Then(typeof(Overdue));
        requested.When(new PassDeadline(null), Samples.EndOfDay(9)).Then();
        requested.When(new ReplacementCommand.Approve(Approver)).Then(typeof(Approved));
        requested.State.IsOverdue.ShouldBeFalse();
    }

    [Fact]
    public void An_order_that_left_is_not_called_off()
    {
        var placed = Placed().When(new Cancel(Placer, "changed their mind")).Then(typeof(CallOffDecided));
        placed.When(new Cancel(Placer, "changed their mind")).Then();
        placed.When(Hears(OrderStanding.Dispatched)).Then(typeof(CallOffTooLate), typeof(Dispatched));
        placed.When(new Cancel(Placer, "changed their mind")).ThenRefused(ReplacementReasons.StateInvalid);
        placed.When(Hears(OrderStanding.Signed)).Then(typeof(Delivered));

        Placed().When(new Cancel(Placer, "out")).When(Hears(OrderStanding.Cancelled)).Then(typeof(Cancelled));
    }

    [Fact]
    public void Every_reachable_state_is_sound_and_ends_by_silence()
    {
        ReplacementCommand[] commands =
        [
            new ReplacementCommand.Approve(Approver), new ReplacementCommand.Approve("p_other"), new ConfirmOriginal(), new ConfirmWithdrawal(),
            new Place(Placer), new Place(Approver), new Cancel(Placer, "out"),
            .. Enum.GetValues<OrderStanding>().Select(Hears), new PassDeadline(null), new PassDeadline(new(OrderStanding.Signed)),
        ];
        var counts = new[] { ReplacementKind.Order, ReplacementKind.Part }.Select(kind => Explore(commands, kind)).ToArray();
        counts.ShouldBe([204, 132]);
    }

    private static int Explore(ReplacementCommand[] commands, ReplacementKind kind)
    {
        var first = Step(null, ReplacementStory.Request(kind, new WantedLine("kettle", 1, null, kind == ReplacementKind.Part ? "lid" : null)))!;
        var seen = new HashSet<string> { Key(first) };
        var open = new Queue<Replacement>([first]);
        while (open.TryDequeue(out var state))
        {
            EndsBySilence(state);
            foreach (var command in commands)
            {
                if (Step(state, command) is not { } next)
                    continue;
                if (state.Stage.IsEnd())
                    next.Stage.ShouldBe(state.Stage, "an end is an end");
                if (seen.Add(Key(next)))
                    open.Enqueue(next);
            }
        }

        return seen.Count;
    }

    // Null when nothing followed.
    private static Replacement? Step(Replacement? state, ReplacementCommand command)
    {
        var at = command is PassDeadline && state?.Due is { } due ? due : Samples.Now;
        var events = ReplacementDecider.Decide(state, command, At(at)).Events;
        if (events.IsEmpty)
            return null;
        var next = events.Aggregate(state, ReplacementEvolution.Evolve)!;
        ReplacementEvolution.Check(next);
        return next;
    }

    private static void EndsBySilence(Replacement? state)
    {
        for (var i = 0; i < 4 && state is { Due: not null }; i++)
            state = Step(state, new PassDeadline(null));
        (state!.Stage.IsEnd() || state.IsOverdue).ShouldBeTrue();
    }

    // Without the times, which differ by the way that led here.
    private static string Key(Replacement state) => Aftersales.Platform.Json.Write(state with
    {
        DeliveredAt = state.DeliveredAt is null ? null : Instant.MinValue,
        Due = state.Due is null ? null : Instant.MinValue,
        Ending = state.Ending is { } ending ? ending with { At = Instant.MinValue } : null,
        Order = state.Order is { } order
            ? order with
            {
                AskAt = Instant.MinValue,
                Promised = order.Promised is null ? null : Instant.MinValue,
                CallOff = order.CallOff is { } off ? off with { At = Instant.MinValue } : null,
            }
            : null,
    });
}
