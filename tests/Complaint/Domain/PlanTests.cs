using System.Collections.Immutable;
using Aftersales.Complaints.Domain;
using Aftersales.Kernel;
using static Aftersales.Complaint.Tests.Domain.Sample;

namespace Aftersales.Complaint.Tests.Domain;

public partial class PlanTests
{
    private static readonly IReadOnlyDictionary<string, string> Free = new Dictionary<string, string>();

    [Fact]
    public void A_return_is_opened_first_and_refunded_after()
    {
        var plan = Started(new ReturnRemedy([Line("1", 2)], null));
        Stages(plan).ShouldBe([StepStage.Starting, StepStage.Waiting]);
        plan.Steps[0].Units.ShouldBe([$"unit/{Order}/1/1", $"unit/{Order}/1/2"]);

        plan = After(plan, new PlanCommand.Answer("plan_1.1", "ret_1", false));
        plan = After(plan, new PlanCommand.FollowReturn("ret_1", ReturnMove.Settled, Released(1, Line("1", 2))));
        Stages(plan).ShouldBe([StepStage.Done, StepStage.Starting]);
        var refund = plan.Steps[1].Task.ShouldBeOfType<PayBack>();
        (refund.Lines.Single(), refund.Advance, refund.Return).ShouldBe((Line("1", 2), false, "ret_1"));

        plan = After(plan, new PlanCommand.Answer("plan_1.2", "rfd_1", false), new PlanCommand.FollowRefund("plan_1.2", "rfd_1", RefundMove.Paid));
        plan.Stage.ShouldBe(PlanStage.Done);
    }

    [Fact]
    public void R_REF_5_an_advance_is_refunded_as_such() =>
        ((PayBack)After(Running(), new PlanCommand.FollowReturn("ret_1", ReturnMove.Settled, Released(1, Line("1", 2)) with { Advance = true }))
            .Steps[1].Task).Advance.ShouldBeTrue();

    [Fact]
    public void Only_accepted_pieces_are_refunded_and_the_others_are_free_again()
    {
        var plan = Followed(ReturnMove.Settled, Line("1", 1));
        plan.Steps[0].Units.ShouldHaveSingleItem();
        ((PayBack)plan.Steps[1].Task).Lines.Single().Quantity.ShouldBe(1);
    }

    [Fact]
    public void What_was_accepted_first_is_paid_while_the_rest_is_awaited()
    {
        var first = Released(1, Line("1", 1)) with { Deduction = Money.Cny(3_00) };
        var plan = After(Running(), new PlanCommand.FollowReturn("ret_1", ReturnMove.Moving, first));
        Stages(plan).ShouldBe([StepStage.Running, StepStage.Waiting, StepStage.Starting]);
        var early = plan.Steps[2].Task.ShouldBeOfType<PayBack>();
        (early.Lines.Single(), early.Deduction, early.Return, plan.Steps[2].Units.Length).ShouldBe((Line("1", 1), Money.Cny(3_00), "ret_1", 0));
        Decide(plan, new PlanCommand.FollowReturn("ret_1", ReturnMove.Moving, first)).Events.ShouldBeEmpty();

        plan = After(plan, new PlanCommand.FollowReturn("ret_1", ReturnMove.Settled, first, Released(2, Line("1", 1))));
        Stages(plan).ShouldBe([StepStage.Done, StepStage.Starting, StepStage.Starting]);
        plan.Steps[0].Units.Length.ShouldBe(2);
        ((PayBack)plan.Steps[1].Task).Release.ShouldBe(2);
    }

    [Fact]
    public void Where_the_rest_was_refused_the_step_that_was_foreseen_is_skipped()
    {
        var first = Released(1, Line("1", 1));
        var plan = After(
            Running(), new PlanCommand.FollowReturn("ret_1", ReturnMove.Moving, first), new PlanCommand.FollowReturn("ret_1", ReturnMove.Settled, first));
        Stages(plan).ShouldBe([StepStage.Done, StepStage.Skipped, StepStage.Starting]);
        plan.Steps[0].Units.ShouldHaveSingleItem();
    }

    [Fact]
    public void What_is_deducted_in_full_is_not_paid_and_keeps_its_units()
    {
        var plan = After(Running(), new PlanCommand.FollowReturn("ret_1", ReturnMove.Settled, Released(1, Line("1", 2)) with { Nothing = true }));
        (plan.Stage, plan.Steps[1].Stage, plan.Steps[0].Units.Length).ShouldBe((PlanStage.Done, StepStage.Skipped, 2));
    }

    [Fact]
    public void What_a_dispute_wins_is_paid_by_a_step_that_holds_its_units_itself()
    {
        var first = Released(1, Line("1", 1));
        var done = After(
            Running(), new PlanCommand.FollowReturn("ret_1", ReturnMove.Settled, first), new PlanCommand.FollowRefund("plan_1.2", "rfd_1", RefundMove.Paid));
        done.Stage.ShouldBe(PlanStage.Done);
        var won = Released(2, Line("1", 1));
        Step[] drafts = [new("plan_1.3", PlanDecider.PayFor("ret_1", won, afterReturn: false), [])];
        var late = Units.Choose(Order, drafts, Facts, done.Steps[0].Units.ToDictionary(unit => unit, _ => PlanId));
        var told = new PlanCommand.FollowReturn("ret_1", ReturnMove.Settled, first, won) { Late = late };
        var again = After(done, told);
        (again.Stage, again.Steps[2].Stage).ShouldBe((PlanStage.Running, StepStage.Starting));
        again.Steps[2].Units.ShouldBe([$"unit/{Order}/1/2"]);
        Decide(again, told).Events.ShouldBeEmpty();
    }

    [Fact]
    public void R_REF_5_what_an_advance_fell_short_of_is_paid_by_a_step_of_its_own_and_only_once()
    {
        var done = After(
            Running(), new PlanCommand.FollowReturn("ret_1", ReturnMove.Settled, Released(1, Line("1", 2)) with { Advance = true }),
            new PlanCommand.FollowRefund("plan_1.2", "rfd_1", RefundMove.Paid));
        var told = new PlanCommand.FollowShortfall("plan_1.2", [Line("1", 1)]);
        var again = After(done, told);
        (again.Stage, again.Steps[2].Stage, again.Steps[2].Units.Length).ShouldBe((PlanStage.Running, StepStage.Starting, 0));
        var rest = again.Steps[2].Task.ShouldBeOfType<PayBack>();
        (rest.Lines.Single(), rest.Advance, rest.Return).ShouldBe((Line("1", 1), false, "ret_1"));
        Decide(again, told).Events.ShouldBeEmpty();
        ((PayBack)After(again, new PlanCommand.FollowShortfall("plan_1.2", [Line("1", 2)])).Steps[3].Task).Lines.Single().ShouldBe(Line("1", 1));
    }

    [Fact]
    public void A_return_of_which_nothing_was_accepted_is_not_refunded()
    {
        var plan = Followed(ReturnMove.Settled);
        (plan.Stage, plan.Steps[1].Stage, plan.Steps[0].Units.Length).ShouldBe((PlanStage.Done, StepStage.Skipped, 0));
    }

    [Fact]
    public void A_rejected_return_needs_a_person_and_frees_its_units()
    {
        var plan = Followed(ReturnMove.Rejected);
        (plan.Stage, plan.Steps[0].Stage, plan.Steps[1].Stage).ShouldBe((PlanStage.Blocked, StepStage.Refused, StepStage.Skipped));
        plan.Steps[0].Units.ShouldBeEmpty();
        Decide(plan, new PlanCommand.Retry("plan_1.1", Senior, [])).Refusal!.Reason.ShouldBe(CaseReasons.CaseStateInvalid);
    }

    [Fact]
    public void A_cancelled_return_skips_its_refund() => Followed(ReturnMove.Cancelled).Stage.ShouldBe(PlanStage.Withdrawn);

    [Theory]
    [InlineData(ReturnMove.Moving)]
    [InlineData(ReturnMove.Settled)]
    [InlineData(ReturnMove.Rejected)]
    public void Events_that_come_before_the_answer_are_taken(ReturnMove move)
    {
        var plan = Started(new ReturnRemedy([Line("1", 1)], null));
        var followed = After(plan, new PlanCommand.FollowReturn("ret_1", move, Released(1, Line("1", 1))));
        followed.Steps[0].Target.ShouldBe("ret_1");
        Decide(followed, new PlanCommand.Answer("plan_1.1", "ret_1", false)).Events.ShouldBeEmpty();
    }

    [Fact]
    public void Events_twice_late_or_of_others_change_nothing()
    {
        var done = Followed(ReturnMove.Settled, Line("1", 2));
        Decide(done, new PlanCommand.FollowReturn("ret_1", ReturnMove.Settled, Released(1, Line("1", 2)))).Events.ShouldBeEmpty();
        Decide(done, new PlanCommand.FollowReturn("ret_1", ReturnMove.Cancelled)).Events.ShouldBeEmpty();
        Decide(Running(), new PlanCommand.FollowReturn("ret_9", ReturnMove.Rejected)).Events.ShouldBeEmpty();
        var paid = After(done, new PlanCommand.FollowRefund("plan_1.2", "rfd_1", RefundMove.Paid));
        Decide(paid, new PlanCommand.FollowRefund("plan_1.2", "rfd_1", RefundMove.Failed)).Events.ShouldBeEmpty();
        Decide(paid, new PlanCommand.Answer("plan_1.2", "rfd_1", false)).Events.ShouldBeEmpty();
    }

    [Fact]
    public void A_failed_refund_needs_a_person_and_a_late_payment_ends_it()
    {
        var failed = After(Followed(ReturnMove.Settled, Line("1", 2)), new PlanCommand.FollowRefund("plan_1.2", "rfd_1", RefundMove.Failed));
        (failed.Stage, failed.Steps[1].Refusal).ShouldBe((PlanStage.Blocked, "REFUND_FAILED"));
        After(failed, new PlanCommand.FollowRefund("plan_1.2", "rfd_1", RefundMove.Paid)).Stage.ShouldBe(PlanStage.Done);
    }

    [Fact]
    public void A_refund_that_failed_is_retried_under_a_cause_of_its_own()
    {
        var failed = After(Followed(ReturnMove.Settled, Line("1", 2)), new PlanCommand.FollowRefund("plan_1.2", "rfd_1", RefundMove.Failed, 3));
        var again = After(failed, new PlanCommand.Retry("plan_1.2", Senior, []));
        (again.Steps[1].Asked, again.Steps[1].Target, again.Stage).ShouldBe(("plan_1.2~2", null, PlanStage.Running));
        Decide(again, new PlanCommand.Answer("plan_1.2", "rfd_1", false)).Events.ShouldBeEmpty();
        Decide(again, new PlanCommand.FollowRefund("plan_1.2", "rfd_1", RefundMove.Failed, 4)).Events.ShouldBeEmpty();

        // One that Refund did not take on has nothing to answer with: the cause stays.
        var refused = After(again, new PlanCommand.Refuse("plan_1.2~2", "ORDER_NOT_PAID"));
        After(refused, new PlanCommand.Retry("plan_1.2", Senior, [])).Steps[1].Asked.ShouldBe("plan_1.2~2");
        var third = After(again, new PlanCommand.FollowRefund("plan_1.2~2", "rfd_2", RefundMove.Cancelled, 5), new PlanCommand.Retry("plan_1.2", Senior, []));
        third.Steps[1].Asked.ShouldBe("plan_1.2~3");
    }

    [Theory]
    [InlineData(RefundMove.SentBack, StepStage.Running, PlanStage.Running)]
    [InlineData(RefundMove.Failed, StepStage.Refused, PlanStage.Blocked)]
    [InlineData(RefundMove.Cancelled, StepStage.Refused, PlanStage.Blocked)]
    public void R_REF_9_a_step_whose_money_came_back_runs_again(RefundMove move, StepStage step, PlanStage stage)
    {
        var paid = After(Followed(ReturnMove.Settled, Line("1", 2)), new PlanCommand.FollowRefund("plan_1.2", "rfd_1", RefundMove.Paid, 5));
        var told = After(paid, new PlanCommand.Report(PlanStage.Done));
        Decide(told, new PlanCommand.FollowRefund("plan_1.2", "rfd_1", move, 4)).Events.ShouldBeEmpty("older than the payment");

        var back = After(told, new PlanCommand.FollowRefund("plan_1.2", "rfd_1", move, 6));
        (back.Steps[1].Stage, back.Stage, back.Reported).ShouldBe((step, stage, PlanStage.Running));
        Decide(back, new PlanCommand.FollowRefund("plan_1.2", "rfd_1", RefundMove.Paid, 5)).Events.ShouldBeEmpty("older than the reversal");
        After(back, new PlanCommand.FollowRefund("plan_1.2", "rfd_1", RefundMove.Paid, 7)).Stage.ShouldBe(PlanStage.Done);
    }

    [Fact]
    public void R_REF_9_money_that_comes_back_to_a_plan_called_off_leaves_it_so()
    {
        var plan = Started(new RefundRemedy([Line("1", 1)], null), new CompensationRemedy(GrantKind.Coupon, Money.Cny(10_00)));
        var off = After(
            plan,
            new PlanCommand.FollowRefund("plan_1.1", "rfd_1", RefundMove.Paid, 5),
            new PlanCommand.Refuse("plan_1.2", "AUTHORITY_EXCEEDED"),
            new PlanCommand.CallOff(),
            new PlanCommand.FollowRefund("plan_1.1", "rfd_1", RefundMove.SentBack, 6));
        (off.Stage, off.Steps[0].Stage).ShouldBe((PlanStage.Cancelled, StepStage.Running));
        var failed = After(off, new PlanCommand.FollowRefund("plan_1.1", "rfd_1", RefundMove.Failed, 7));
        (failed.Stage, failed.Steps[0].Stage, failed.Steps[0].Units.Length).ShouldBe((PlanStage.Cancelled, StepStage.Skipped, 0));
    }

    [Fact]
    public void A_refused_step_blocks_and_can_be_retried_on_behalf_of_who_mended_it()
    {
        var refused = After(Started(new CompensationRemedy(GrantKind.Cash, Money.Cny(10_00))), new PlanCommand.Refuse("plan_1.1", "BUDGET_EXHAUSTED"));
        (refused.Stage, Stages(refused)[1]).ShouldBe((PlanStage.Blocked, StepStage.Waiting));
        var again = After(refused, new PlanCommand.Retry("plan_1.1", Senior, []));
        (again.Stage, again.Steps[0].Stage, again.Steps[0].By, again.Steps[0].Refusal).ShouldBe((PlanStage.Running, StepStage.Starting, Senior, null));
        Decide(again, new PlanCommand.Retry("plan_1.1", Senior, [])).Events.ShouldBeEmpty();
        Decide(again, new PlanCommand.Retry("plan_1.1", Judge, [])).Refusal!.Reason.ShouldBe(CaseReasons.CaseStateInvalid);
        Decide(again, new PlanCommand.Retry("plan_1.9", Senior, [])).Refusal!.Reason.ShouldBe(CaseReasons.CaseNotFound);

        var granted = After(again, new PlanCommand.Answer("plan_1.1", "cmp_1", true, Money.Cny(10_00)));
        ((PayBack)granted.Steps[1].Task).Compensation.ShouldBe(Money.Cny(10_00));
        granted.Steps[1].Stage.ShouldBe(StepStage.Starting);
    }

    [Fact]
    public void R_RET_2_each_piece_has_one_holder_and_free_ones_are_chosen()
    {
        var held = new Dictionary<string, string> { [$"unit/{Order}/1/1"] = "plan_0", [$"unit/{Order}/1/3"] = "plan_0" };
        var steps = Draft(new RefundRemedy([Line("1", 1)], null), new ReturnRemedy([Line("1", 1)], null)).Steps;
        var chosen = Units.Choose(Order, steps, Facts, held);
        chosen[0].Units.ShouldBe([$"unit/{Order}/1/2"]);
        (chosen[1].Stage, chosen[1].Refusal).ShouldBe((StepStage.Refused, "UNIT_ALREADY_HELD"));
    }

    [Fact]
    public void R_RET_2_a_step_without_units_is_retried_with_new_ones()
    {
        var held = Enumerable.Range(1, 3).ToDictionary(n => $"unit/{Order}/1/{n}", _ => "plan_0");
        var blocked = Opened(Draft(new RefundRemedy([Line("1", 1)], null)), held);
        blocked.Stage.ShouldBe(PlanStage.Blocked);
        After(blocked, new PlanCommand.Retry("plan_1.1", Senior, [$"unit/{Order}/1/3"])).Steps[0].Units.ShouldHaveSingleItem();
    }

    [Fact]
    public void A_direct_return_of_held_units_is_called_off()
    {
        var held = Enumerable.Range(1, 3).ToDictionary(n => $"unit/{Order}/1/{n}", _ => "plan_0");
        var plan = Opened(Direct(), held);
        (plan.Stage, plan.Errand).ShouldBe((PlanStage.Rejected, ReturnErrand.CancelReturn));
        After(plan, new PlanCommand.FinishErrand(ReturnErrand.CancelReturn)).Errand.ShouldBe(ReturnErrand.None);
    }

    [Fact]
    public void A_direct_return_runs_from_the_start_and_ends_as_it_ends()
    {
        var plan = Opened(Direct(), Free);
        (plan.Steps[0].Stage, plan.Steps[0].Target, plan.Errand).ShouldBe((StepStage.Running, "ret_1", ReturnErrand.AttachCase));
        After(plan, new PlanCommand.FollowReturn("ret_1", ReturnMove.Rejected)).Stage.ShouldBe(PlanStage.Rejected);
        After(plan, new PlanCommand.FollowReturn("ret_1", ReturnMove.Cancelled)).Stage.ShouldBe(PlanStage.Withdrawn);
    }

    [Fact]
    public void A_return_that_was_requested_already_is_followed_by_one_plan_only()
    {
        var remedy = new ReturnRemedy([Line("1", 1)], "ret_7");
        var following = Started(remedy);
        (following.Steps[0].Stage, following.Steps[0].Target, following.Errand).ShouldBe((StepStage.Running, "ret_7", ReturnErrand.AttachCase));

        var held = new Dictionary<string, string> { [Units.OfReturn("ret_7")] = "plan_0" };
        var second = Opened(Draft(remedy), held);
        (second.Stage, second.Steps[0].Refusal, second.Errand).ShouldBe((PlanStage.Blocked, "UNIT_ALREADY_HELD", ReturnErrand.None));
    }

    [Fact]
    public void A_blocked_plan_is_called_off_only_when_nothing_is_under_way()
    {
        var refused = After(Started(new CompensationRemedy(GrantKind.Coupon, Money.Cny(10_00))), new PlanCommand.Refuse("plan_1.1", "AUTHORITY_EXCEEDED"));
        var off = After(refused, new PlanCommand.CallOff());
        (off.Stage, off.Steps[0].Stage).ShouldBe((PlanStage.Cancelled, StepStage.Skipped));
        Decide(off, new PlanCommand.CallOff()).Events.ShouldBeEmpty();
        Decide(Running(), new PlanCommand.CallOff()).Refusal!.Reason.ShouldBe(CaseReasons.CaseStateInvalid);
    }

    [Fact]
    public void The_case_is_told_of_each_stage_once()
    {
        var done = Followed(ReturnMove.Settled);
        done.Reported.ShouldBe(PlanStage.Running);
        var told = After(done, new PlanCommand.Report(PlanStage.Done));
        Decide(told, new PlanCommand.Report(PlanStage.Done)).Events.ShouldBeEmpty();
    }

    private static Plan Running() => After(Started(new ReturnRemedy([Line("1", 2)], null)), new PlanCommand.Answer("plan_1.1", "ret_1", false));

    private static Plan Followed(ReturnMove move, params ImmutableArray<LineQuantity> pieces) =>
        After(Running(), new PlanCommand.FollowReturn("ret_1", move, pieces.IsDefaultOrEmpty ? [] : [Released(1, pieces)]));

    private static Release Released(int number, params ImmutableArray<LineQuantity> lines) => new(number, lines, false, Money.Cny(0));

    private static Plan Started(params ImmutableArray<Remedy> remedies) => Opened(Draft(remedies), Free);

    private static Plan Draft(params ImmutableArray<Remedy> remedies) =>
        PlanBlueprint.Of(CaseStory.Opened().State!, new Offer("o1", remedies, Agent, Now), PlanId);

    private static Plan Direct()
    {
        var direct = new CaseStory(null, Now).After(new CaseCommand.OpenForReturn(CaseId, "ret_1", Buyer.Id, Order, [Line("1", 1)], PlanId, Facts, AtWork));
        return PlanBlueprint.OfDirectReturn(direct.State!, PlanId, "ret_1");
    }

    private static Plan Opened(Plan draft, IReadOnlyDictionary<string, string> held) =>
        After(null, new PlanCommand.Open(draft with { Steps = Units.Choose(Order, draft.Steps, Facts, held) }));

    private static Plan After(Plan? plan, params PlanCommand[] commands) => commands.Aggregate(plan, (state, command) =>
    {
        var decision = Decide(state, command);
        decision.Refusal.ShouldBeNull();
        var after = decision.Events.Aggregate(state, (p, e) => PlanEvolution.Evolve(p, e))!;
        PlanEvolution.Check(after);
        return after;
    })!;

    private static Decision<PlanEvent> Decide(Plan? plan, PlanCommand command) => new PlanDecider(Now).Decide(plan, command);

    private static ImmutableArray<StepStage> Stages(Plan plan) => [.. plan.Steps.Select(s => s.Stage)];
}
