using Aftersales.Complaints.Domain;
using Aftersales.Kernel;
using static Aftersales.Complaint.Tests.Domain.Sample;

namespace Aftersales.Complaint.Tests.Domain;

/// <summary>Plans that grant what Refund pays or the order platform sends (R-COMP-1).</summary>
public partial class PlanTests
{
    private static readonly CompensationRemedy Gift = new(GrantKind.Gift, Money.Cny(20_00)) { Gift = "mug" };

    [Fact]
    public void R_COMP_1_a_gift_is_granted_then_sent_and_done_when_the_customer_has_it()
    {
        var plan = Started(Gift);
        Stages(plan).ShouldBe([StepStage.Starting, StepStage.Waiting]);
        plan = After(plan, new PlanCommand.Answer("plan_1.1", "cmp_1", true, Money.Cny(20_00)));
        Stages(plan).ShouldBe([StepStage.Done, StepStage.Starting]);
        var send = plan.Steps[1].Task.ShouldBeOfType<SendGoods>();
        (send.Supply, send.Lines.Single(), send.Holds.Length).ShouldBe((SupplyKind.Gift, new WantedLine("gift", 1, "mug"), 0));
        plan = After(plan, Supply("plan_1.2", SupplyMove.Moving));
        plan.Stage.ShouldBe(PlanStage.Running);
        After(plan, Supply("plan_1.2", SupplyMove.Done)).Stage.ShouldBe(PlanStage.Done);
    }

    [Fact]
    public void R_COMP_5_a_price_difference_is_paid_line_by_line_as_it_was_granted()
    {
        var plan = After(
            Started(new CompensationRemedy(GrantKind.PriceDifference, Money.Cny(7_00))),
            new PlanCommand.Answer("plan_1.1", "cmp_1", true, Money.Cny(7_00)) { Differences = [new("1", Money.Cny(5_00)), new("2", Money.Cny(2_00))] });
        Stages(plan).ShouldBe([StepStage.Done, StepStage.Starting]);
        var pay = plan.Steps[1].Task.ShouldBeOfType<PayBack>();
        (pay.Compensation, pay.Freight).ShouldBe((null, null));
        pay.PriceDifferences.ShouldBe([new("1", Money.Cny(5_00)), new("2", Money.Cny(2_00))]);
        plan.Steps.ShouldAllBe(step => step.Units.IsEmpty, "the customer keeps the goods");
    }

    [Fact]
    public void R_COMP_5_freight_is_paid_as_freight_and_cash_as_compensation_of_what_was_granted()
    {
        var plan = After(
            Started(new CompensationRemedy(GrantKind.Freight, Money.Cny(6_00)), new CompensationRemedy(GrantKind.Cash, Money.Cny(10_00))),
            new PlanCommand.Answer("plan_1.1", "cmp_1", true, Money.Cny(6_00)),
            new PlanCommand.Answer("plan_1.3", "cmp_2", true, Money.Cny(4_00)));
        ((PayBack)plan.Steps[1].Task).ShouldSatisfyAllConditions(pay => pay.Freight.ShouldBe(Money.Cny(6_00)), pay => pay.Compensation.ShouldBeNull());
        ((PayBack)plan.Steps[3].Task).ShouldSatisfyAllConditions(pay => pay.Freight.ShouldBeNull(), pay => pay.Compensation.ShouldBe(Money.Cny(4_00)));
    }

    [Fact]
    public void R_COMP_1_small_goodwill_keeps_its_defect_and_its_own_pieces()
    {
        var scratch = new CompensationRemedy(GrantKind.Coupon, Money.Cny(2_00)) { Part = GoodwillPart.Scratch, About = [Line("2", 1)] };
        var task = Started(scratch).Steps.Single().Task.ShouldBeOfType<Compensate>();
        (task.Part, task.About.Single()).ShouldBe((GoodwillPart.Scratch, Line("2", 1)));
        ((Compensate)Started(new CompensationRemedy(GrantKind.Coupon, Money.Cny(2_00))).Steps.Single().Task).About.ShouldBe([Line("1", 1)], "the case's");
    }

    [Fact]
    public void R_COMP_5_what_was_granted_in_vain_is_taken_back_when_the_plan_is_called_off()
    {
        var stuck = After(
            Started(Gift, new CompensationRemedy(GrantKind.Coupon, Money.Cny(1_00)) { Part = GoodwillPart.Scratch }),
            new PlanCommand.Answer("plan_1.1", "cmp_1", true, Money.Cny(20_00)),
            new PlanCommand.Answer("plan_1.3", "cmp_2", true, Money.Cny(1_00)),
            Supply("plan_1.2", SupplyMove.Ended, "REPLACEMENT_FAILED"));
        stuck.Stage.ShouldBe(PlanStage.Blocked);
        stuck.GrantedInVain().ShouldHaveSingleItem().Target.ShouldBe("cmp_1", "the coupon is with the customer");
        Decide(stuck, new PlanCommand.Revoke("plan_1.1")).Events.ShouldBeEmpty("nothing is taken back of a plan that may go on");

        var off = After(stuck, new PlanCommand.CallOff());
        off.GrantedInVain().Select(step => step.Id).ShouldBe(["plan_1.1"]);
        var revoked = After(off, new PlanCommand.Revoke("plan_1.1"));
        Stages(revoked).ShouldBe([StepStage.Skipped, StepStage.Skipped, StepStage.Done]);
        revoked.GrantedInVain().ShouldBeEmpty();
        Decide(revoked, new PlanCommand.Revoke("plan_1.1")).Events.ShouldBeEmpty();
        Decide(revoked, new PlanCommand.Revoke("plan_1.3")).Events.ShouldBeEmpty();
    }
}
