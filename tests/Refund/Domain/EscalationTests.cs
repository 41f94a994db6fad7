using Aftersales.Kernel;
using Aftersales.Refunds.Domain;
using NodaTime;
using static Aftersales.Refunds.Tests.Domain.Scenario;

namespace Aftersales.Refunds.Tests.Domain;

/// <summary>R-CLK-4: a check that outlasts its time is told once, and a supervisor may take it. The requests are of Tuesday 2026-03-10, 10:00.</summary>
public class EscalationTests
{
    private readonly Scenario order = new Scenario().Given(Request(Order, "r1", [("1", 2)]), new ProvidePayee("r1", Payee()));

    private static PassCheck Deputy(CheckStep step, string by = Third) => new("r1", step, by) { AsDeputy = true };

    private Scenario Overdue() => order.At(order["r1"].DueAt!.Value).Given(new PassDeadline("r1"));

    [Fact]
    public void R_CLK_4_each_step_that_outlasts_its_time_is_told_once()
    {
        Overdue().Given(new PassDeadline("r1"), new PassDeadline("r1"));
        order.Given(new PassCheck("r1", CheckStep.First, First));
        order["r1"].Overdue.ShouldBeFalse();
        Overdue();
        order.Given(new PassCheck("r1", CheckStep.Second, Second), new PassCheck("r1", CheckStep.Third, Third), new ClearInvoice("r1"));
        Overdue();
        order["r1"].Escalations.Select(told => told.Step).ShouldBe([RefundState.AwaitingFirstCheck, RefundState.AwaitingSecondCheck, RefundState.AwaitingBatch]);
        order["r1"].Escalations.ShouldAllBe(told => told.At == told.DueAt);
    }

    [Fact]
    public void R_CLK_4_a_step_that_is_entered_again_can_be_overdue_again()
    {
        Overdue().Given(new SendBack("r1", [CheckStep.First], First, "no photo"), new ProvidePayee("r1", Payee()));
        Overdue();
        order["r1"].Escalations.Length.ShouldBe(2);
    }

    [Fact]
    public void R_REF_2_every_step_has_a_time_within_the_time_to_payment()
    {
        order.Given(new PassCheck("r1", CheckStep.First, First));
        var payBy = order["r1"].PayBy!.Value;
        order["r1"].DueAt.ShouldBe(BusinessCalendar.Default.AfterWorkingDays(order.Now, 1));
        order.At(payBy - Duration.FromHours(1)).Given(new PassCheck("r1", CheckStep.Second, Second));
        order["r1"].DueAt.ShouldBe(payBy, "not a working day later");
    }

    [Fact]
    public void R_CLK_4_a_supervisor_takes_an_overdue_check_as_deputy()
    {
        Overdue().Given(Deputy(CheckStep.First));
        var check = order["r1"].Checked(CheckStep.First)!;
        (check.By, check.AsDeputy).ShouldBe((Third, true));
        order["r1"].State.ShouldBe(RefundState.AwaitingSecondCheck);
    }

    [Fact]
    public void R_PPL_1_a_deputy_takes_no_other_step_of_the_refund()
    {
        Overdue().When(Deputy(CheckStep.First, Agent)).Refusal!.Reason.ShouldBe(RefundReasons.SamePerson);
        order.Given(Deputy(CheckStep.First), new PassCheck("r1", CheckStep.Second, Second));
        order.When(new PassCheck("r1", CheckStep.Third, Third)).Refusal!.Reason.ShouldBe(RefundReasons.SamePerson);
        order.Given(new PassCheck("r1", CheckStep.Third, "p_supervisor_2"));
    }

    [Fact]
    public void R_REF_2_before_it_is_overdue_a_check_is_its_own_roles()
    {
        var refusal = order.When(Deputy(CheckStep.First)).Refusal.ShouldNotBeNull();
        (refusal.Reason, refusal.Metadata["step"], refusal.Metadata["until"]).ShouldBe((RefundReasons.StepNotYours, "First", "2026-03-12T16:00:00Z"));
    }

    [Fact]
    public void R_REF_9_a_payment_taken_back_is_told_with_where_it_stood()
    {
        order.Given(new PassCheck("r1", CheckStep.First, First), new PassCheck("r1", CheckStep.Second, Second), new PassCheck("r1", CheckStep.Third, Third))
            .GivenReleased().GivenPaid().Given(order.Answer(new ChannelAnswer.Reversed("BACK")));
        order["r1"].Escalations.ShouldHaveSingleItem().Step.ShouldBe(RefundState.Paid);
    }
}
