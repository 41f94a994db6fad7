using System.Collections.Immutable;
using Aftersales.Complaints.Domain;
using Aftersales.Kernel;
using static Aftersales.Complaint.Tests.Domain.Sample;

namespace Aftersales.Complaint.Tests.Domain;

/// <summary>Plans that people change.</summary>
public partial class PlanTests
{
    private static readonly CompensationRemedy Coupon = new(GrantKind.Coupon, Money.Cny(10_00));

    [Fact]
    public void A_refused_step_is_skipped_with_a_reason_that_stays()
    {
        var plan = After(Started(Coupon, new PartRemedy(Line("1", 1), "lid")), new PlanCommand.Refuse("plan_1.1", "BUDGET_EXHAUSTED"));
        plan.Stage.ShouldBe(PlanStage.Blocked);
        var skipped = After(plan, Skip("plan_1.1"));
        (skipped.Stage, skipped.Steps[0].Stage, skipped.Edits.Single().By).ShouldBe((PlanStage.Running, StepStage.Skipped, Senior.Id));
        Decide(skipped, Skip("plan_1.1")).Events.ShouldBeEmpty("the same again");
        Decide(skipped, Skip("plan_1.1") with { Digest = "other" }).Refusal!.Metadata["current"].ShouldBe("step SKIPPED");
        Decide(skipped, Skip("plan_1.2")).Refusal!.Metadata["current"].ShouldBe("step STARTING");
        Decide(skipped, Skip("plan_1.9")).Refusal!.Reason.ShouldBe(PlanReasons.StepNotFound);
    }

    [Fact]
    public void R_INV_1_an_invoice_is_never_skipped_nor_what_is_owed_or_needed()
    {
        NotSkippable(After(Started(new InvoiceRemedy(Sealed), Coupon), new PlanCommand.Refuse("plan_1.1", "TITLE_MISSING")), "plan_1.1");
        NotSkippable(Running(), "plan_1.2");
        NotSkippable(After(Started(new CompensationRemedy(GrantKind.Cash, Money.Cny(1)), Coupon), new PlanCommand.Refuse("plan_1.1", "KIND_NOT_ALLOWED")), "plan_1.1");
        NotSkippable(After(Started(Coupon), new PlanCommand.Refuse("plan_1.1", "BUDGET_EXHAUSTED")), "plan_1.1");
        var failed = After(
            Started(new RefundRemedy([Line("1", 1)], null), Coupon),
            new PlanCommand.Answer("plan_1.1", "rfd_1", false), new PlanCommand.FollowRefund("plan_1.1", "rfd_1", RefundMove.Failed, 1));
        NotSkippable(failed, "plan_1.1");

        static void NotSkippable(Plan plan, string step) => Decide(plan, Skip(step)).Refusal!.Reason.ShouldBe(PlanReasons.StepNotSkippable);
    }

    [Fact]
    public void R_RET_2_a_refused_replacement_is_replaced_by_a_refund_of_the_same_units()
    {
        var refused = After(Started(new ReplacementRemedy([new("1", 2)], Grounds, null)), new PlanCommand.Refuse("plan_1.1", "REPLACEMENT_NOT_ALLOWED"));
        var units = refused.Steps[0].Units;
        var plan = After(refused, Instead("plan_1.1", new RefundRemedy([], null)));
        plan.Steps.Select(s => s.Stage).ShouldBe([StepStage.Skipped, StepStage.Starting]);
        plan.Steps[1].Units.ShouldBe(units);
        (((PayBack)plan.Steps[1].Task).Lines.Single(), plan.Steps[1].By).ShouldBe((Line("1", 2), Senior));
        plan.Edits.Single().Added.ShouldBe(["plan_1.2"]);
        After(plan, new PlanCommand.FollowRefund("plan_1.2", "rfd_1", RefundMove.Paid)).Stage.ShouldBe(PlanStage.Done);
        Decide(refused, Instead("plan_1.1", new ReplacementRemedy([new("1", 3)], Grounds, null))).Refusal!.Reason.ShouldBe(PlanReasons.StepNotReplaceable);
    }

    [Fact]
    public void R_RET_8_of_an_exchange_that_fails_the_goods_that_came_back_are_refunded()
    {
        var plan = After(
            Started(new ExchangeRemedy([new("1", 2)])),
            new PlanCommand.Answer("plan_1.1", "ret_1", false),
            new PlanCommand.FollowReturn("ret_1", ReturnMove.Settled) { IsOver = true, Accepted = [Line("1", 1)] },
            new PlanCommand.Refuse("plan_1.2", "OUT_OF_STOCK"),
            Instead("plan_1.2", new RefundRemedy([], null)));
        var pay = plan.Steps[2].Task.ShouldBeOfType<PayBack>();
        (pay.Lines.Single(), pay.Return, pay.AfterReturn, plan.Steps[2].Stage).ShouldBe((Line("1", 1), "ret_1", true, StepStage.Starting));
        plan.Steps[0].Units.ShouldHaveSingleItem("the return goes on holding what came back");
    }

    [Fact]
    public void A_refused_coupon_is_replaced_by_another_compensation_with_what_pays_it()
    {
        var refused = After(Started(Coupon), new PlanCommand.Refuse("plan_1.1", "AUTHORITY_EXCEEDED"));
        var plan = After(refused, Instead("plan_1.1", new CompensationRemedy(GrantKind.Cash, Money.Cny(5_00))));
        plan.Steps.Select(s => s.Task.GetType().Name).ShouldBe(["Compensate", "Compensate", "PayBack"]);
        plan.Steps[2].DependsOn.ShouldBe(["plan_1.2"]);
        Decide(refused, Instead("plan_1.1", new RefundRemedy([], null))).Refusal!.Reason.ShouldBe(PlanReasons.StepNotReplaceable);
        Decide(plan, Instead("plan_1.2", Coupon)).Refusal!.Reason.ShouldBe(CaseReasons.CaseStateInvalid);
    }

    [Fact]
    public void Something_is_added_with_units_of_its_own_and_nothing_to_a_plan_that_is_over()
    {
        var running = Started(Coupon);
        var units = Units.Choose(Order, [new Step("new", new PayBack([Line("2", 1)], null, null, false), [])], Facts, Free)[0].Units;
        var add = new PlanEditCommand.Add(new RefundRemedy([Line("2", 1)], null), [], Senior, Sealed, "d", units);
        var plan = After(running, add);
        (plan.Steps.Length, plan.Steps[1].Stage, plan.Edits.Single().Kind).ShouldBe((2, StepStage.Starting, PlanEditKind.Added));
        Decide(running, add with { Units = [] }).Refusal!.Reason.ShouldBe(CaseReasons.UnitAlreadyHeld);
        Decide(running, add with { Remedy = new ReturnRemedy([Line("2", 1)], null) }).Refusal!.Fields.Single().Field.ShouldBe("remedy");
        var over = After(running, new PlanCommand.Answer("plan_1.1", "cmp_1", true));
        Decide(over, add).Refusal!.Metadata["allowed"].ShouldBe("RUNNING,BLOCKED");
    }

    [Fact]
    public void R_RET_2_what_is_released_late_is_paid_even_where_steps_were_added_meanwhile()
    {
        var first = Released(1, Line("1", 1));
        var returned = After(Running(), new PlanCommand.FollowReturn("ret_1", ReturnMove.Settled, first));
        var won = Released(2, Line("1", 1));
        Step[] drafts = [new("plan_1.3", PlanDecider.PayFor("ret_1", won, afterReturn: false), [])];
        var late = Units.Choose(Order, drafts, Facts, returned.Steps[0].Units.ToDictionary(unit => unit, _ => PlanId));
        var edited = After(returned, new PlanEditCommand.Add(new PartRemedy(Line("1", 1), "lid"), [], Senior, Sealed, "d", []));
        var told = new PlanCommand.FollowReturn("ret_1", ReturnMove.Settled, first, won) { Late = late };
        var paid = After(edited, told);
        paid.Steps.Select(s => s.Id).ShouldBe(["plan_1.1", "plan_1.2", "plan_1.3", "plan_1.4"]);
        Decide(paid, told).Events.ShouldBeEmpty();
    }

    private static PlanEditCommand.Skip Skip(string step) => new(step, Senior, Sealed, "d");

    private static PlanEditCommand.Replace Instead(string step, Remedy alternative) => new(step, alternative, Senior, Sealed, "d", []);
}
