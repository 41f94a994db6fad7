using Aftersales.Refunds.Domain;
using static Aftersales.Refunds.Tests.Domain.Scenario;

namespace Aftersales.Refunds.Tests.Domain;

/// <summary>R-REF-2: any of the chain sends it back with a reason, until it is released for payment.</summary>
public class SendBackTests
{
    private readonly Scenario order = new Scenario().Given(Request(Order, "r1", [("1", 2)]));

    private static SendBack By(CheckStep step) => new("r1", [step], "p_somebody", "wrong");

    [Theory]
    [InlineData(RefundState.AwaitingFirstCheck, "First,Third")]
    [InlineData(RefundState.AwaitingSecondCheck, "First,Second,Third")]
    [InlineData(RefundState.AwaitingThirdCheck, "First,Second,Third")]
    [InlineData(RefundState.AwaitingInvoice, "First,Second,Third")]
    [InlineData(RefundState.AwaitingBatch, "First,Second,Third,Pay")]
    [InlineData(RefundState.Paying, "")]
    [InlineData(RefundState.Paid, "")]
    public void R_REF_2_whoever_has_seen_it_and_a_supervisor_at_any_step(RefundState state, string who)
    {
        Reach(state);
        var may = new[] { CheckStep.First, CheckStep.Second, CheckStep.Third, CheckStep.Pay }.Where(step => order.When(By(step), dry: true).Refusal is null);
        string.Join(',', may).ShouldBe(who);
    }

    [Theory, InlineData(RefundState.AwaitingSecondCheck), InlineData(RefundState.AwaitingInvoice), InlineData(RefundState.AwaitingBatch)]
    public void R_REF_2_what_was_sent_back_is_named_checked_and_accepted_anew(RefundState state)
    {
        Reach(state);
        order.Given(By(CheckStep.First));
        (order["r1"].State, order["r1"].SentBackReason, order["r1"].Round, order["r1"].Payee).ShouldBe((RefundState.AwaitingPayee, "wrong", 2, null));
        order["r1"].Checks.ShouldHaveSingleItem().Step.ShouldBe(CheckStep.Request);
        order.Balances.ShouldBeEmpty("what was booked is reversed");
        order.GivenChecked().GivenReleased().GivenPaid();
        order["r1"].State.ShouldBe(RefundState.Paid);
    }

    [Fact]
    public void R_REF_7_a_batch_does_not_pay_what_was_sent_back_meanwhile()
    {
        Reach(RefundState.AwaitingBatch);
        order.Given(new JoinBatch("r1", "bat_1") { Round = 1 }, By(CheckStep.Third)).GivenChecked();
        order.Given(new ClearInvoice("r1"), new PayFromBatch("r1", "bat_1", Payer) { Round = 1 }, new JoinBatch("r1", "bat_1") { Round = 1 });
        (order["r1"].State, order["r1"].BatchId).ShouldBe((RefundState.AwaitingBatch, null));
        order.Given(new JoinBatch("r1", "bat_2") { Round = 2 }, new PayFromBatch("r1", "bat_2", Payer) { Round = 2 });
        order["r1"].State.ShouldBe(RefundState.Paying);
    }

    [Fact]
    public void R_REF_8_an_answer_of_Invoice_that_comes_while_it_is_corrected_counts()
    {
        Reach(RefundState.AwaitingInvoice);
        order.Given(By(CheckStep.Third), new ClearInvoice("r1")).GivenChecked();
        order["r1"].State.ShouldBe(RefundState.AwaitingBatch, "it answers once for a refund");
    }

    [Fact]
    public void A_normal_refund_has_no_chain_to_send_it_back() =>
        new Scenario().Given(Request(Order, "r1", [("1", 3)])).When(By(CheckStep.Third)).Refusal!.Reason.ShouldBe(RefundReasons.RefundStateInvalid);

    private void Reach(RefundState state)
    {
        AccountCommand[] way =
        [
            new ProvidePayee("r1", Payee()), new PassCheck("r1", CheckStep.First, First), new PassCheck("r1", CheckStep.Second, Second),
            new PassCheck("r1", CheckStep.Third, Third), new ClearInvoice("r1"), new PayFromBatch("r1", "bat_0", Payer),
        ];
        foreach (var step in way.TakeWhile(_ => order["r1"].State != state))
            order.Given(step);
        if (state == RefundState.Paid)
            order.GivenPaid();
        order["r1"].State.ShouldBe(state);
    }
}
