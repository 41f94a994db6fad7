using Aftersales.Refunds.Domain;
using static Aftersales.Refunds.Tests.Domain.Scenario;

namespace Aftersales.Refunds.Tests.Domain;

/// <summary>R-PPL-2: a payee is shown in clear to the role whose step it is, and each reading is kept.</summary>
public class RevealTests
{
    private readonly Scenario order = new Scenario().Given(Request(Order, "r1", [("1", 2)]));

    private static RevealPayee By(string person, params CheckStep[] steps) => new("r1", [.. steps], person, RevealPurpose.Check);

    [Fact]
    public void R_PPL_2_whose_step_it_is_reads_it_and_every_reading_is_kept()
    {
        order.When(By(First, CheckStep.First)).Refusal!.Reason.ShouldBe(RefundReasons.RefundStateInvalid);
        order.Given(new ProvidePayee("r1", Payee()), By(First, CheckStep.First), By(First, CheckStep.First), new PassCheck("r1", CheckStep.First, First));
        order.Given(By(Second, CheckStep.Second), new PassCheck("r1", CheckStep.Second, Second), By(Third, CheckStep.Third));
        order.Given(new PassCheck("r1", CheckStep.Third, Third), new ClearInvoice("r1"), By(Payer, CheckStep.Pay), new PayFromBatch("r1", "b", Payer));
        order.Given(By(Payer, CheckStep.Pay));
        order["r1"].PayeeReadings.Select(reading => (reading.By, reading.Step)).ShouldBe(
        [
            (First, CheckStep.First), (First, CheckStep.First), (Second, CheckStep.Second), (Third, CheckStep.Third), (Payer, CheckStep.Pay),
            (Payer, CheckStep.Pay),
        ]);
        order.GivenPaid().When(By(Payer, CheckStep.Pay)).Refusal!.Reason.ShouldBe(RefundReasons.RefundStateInvalid);
    }

    [Fact]
    public void R_PPL_2_another_role_does_not_read_it_unless_the_step_is_overdue()
    {
        order.Given(new ProvidePayee("r1", Payee()));
        order.When(By(Third, CheckStep.Third)).Refusal!.Reason.ShouldBe(RefundReasons.StepNotYours);
        order.At(order["r1"].DueAt!.Value).Given(new PassDeadline("r1"), By(Third, CheckStep.Third));
        order.When(By(Second, CheckStep.Second)).Refusal!.Reason.ShouldBe(RefundReasons.StepNotYours);
    }

    [Fact]
    public void R_PPL_2_who_has_no_step_left_to_take_does_not_read_it()
    {
        order.Given(new ProvidePayee("r1", Payee()), new PassCheck("r1", CheckStep.First, First));
        order.When(By(First, CheckStep.First, CheckStep.Second)).Refusal!.Reason.ShouldBe(RefundReasons.SamePerson);
    }

    [Fact]
    public void What_goes_back_through_the_payment_has_no_payee()
    {
        var normal = new Scenario().Given(Request(Order, "r1", [("1", 3)]), new ClearInvoice("r1"));
        normal.When(By(Payer, CheckStep.Pay)).Refusal!.Reason.ShouldBe(RefundReasons.RefundStateInvalid);
    }
}
