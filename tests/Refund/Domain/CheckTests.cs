using Aftersales.Refunds.Domain;
using static Aftersales.Refunds.Tests.Domain.Scenario;

namespace Aftersales.Refunds.Tests.Domain;

public class CheckTests
{
    private readonly Scenario order = new Scenario().Given(Request(Order, "r1", [("1", 2)]));

    [Fact]
    public void R_REF_2_the_chain_goes_from_the_payee_over_three_checks_to_the_batch()
    {
        order.Given(new ProvidePayee("r1", Payee()));
        order["r1"].State.ShouldBe(RefundState.AwaitingFirstCheck);
        order.Given(new PassCheck("r1", CheckStep.First, First));
        order["r1"].State.ShouldBe(RefundState.AwaitingSecondCheck);
        order.Given(new PassCheck("r1", CheckStep.Second, Second));
        order["r1"].State.ShouldBe(RefundState.AwaitingThirdCheck);
        order.Given(new PassCheck("r1", CheckStep.Third, Third));
        order["r1"].State.ShouldBe(RefundState.AwaitingInvoice);
        order.Given(new ClearInvoice("r1"));
        order["r1"].State.ShouldBe(RefundState.AwaitingBatch);
        order.Given(new JoinBatch("r1", "bat_1"), new PayFromBatch("r1", "bat_1", Payer));
        order["r1"].State.ShouldBe(RefundState.Paying);
        order["r1"].Checks.Select(check => check.By).ShouldBe([Agent, First, Second, Third, Payer]);
    }

    [Theory]
    [InlineData(CheckStep.First, CheckStep.Request, Agent)]
    [InlineData(CheckStep.Second, CheckStep.Request, Agent)]
    [InlineData(CheckStep.Second, CheckStep.First, First)]
    [InlineData(CheckStep.Third, CheckStep.Request, Agent)]
    [InlineData(CheckStep.Third, CheckStep.First, First)]
    [InlineData(CheckStep.Third, CheckStep.Second, Second)]
    public void R_PPL_1_nobody_takes_two_checks(CheckStep step, CheckStep before, string by)
    {
        order.Given(new ProvidePayee("r1", Payee()));
        foreach (var (earlier, who) in new[] { (CheckStep.First, First), (CheckStep.Second, Second) }.Where(check => check.Item1 < step))
            order.Given(new PassCheck("r1", earlier, who));
        var refusal = order.When(new PassCheck("r1", step, by)).Refusal.ShouldNotBeNull();
        refusal.Reason.ShouldBe(RefundReasons.SamePerson);
        refusal.Metadata["rule"].ShouldBe("R-PPL-1");
        refusal.Metadata["step"].ShouldBe($"{before}");
    }

    [Theory]
    [InlineData(Agent), InlineData(First), InlineData(Second), InlineData(Third)]
    public void R_PPL_1_nobody_pays_what_they_requested_or_checked(string by) =>
        order.GivenChecked().Given(new ClearInvoice("r1"), new JoinBatch("r1", "bat_1"))
            .When(new PayFromBatch("r1", "bat_1", by)).Refusal!.Reason.ShouldBe(RefundReasons.SamePerson);

    [Fact]
    public void A_repeated_check_changes_nothing_and_another_persons_is_refused()
    {
        order.Given(new ProvidePayee("r1", Payee()), new PassCheck("r1", CheckStep.First, First));
        order.When(new PassCheck("r1", CheckStep.First, First)).Events.ShouldBeEmpty();
        order.When(new PassCheck("r1", CheckStep.First, Second)).Refusal!.Reason.ShouldBe(RefundReasons.AlreadyDecided);
    }

    [Fact]
    public void A_check_out_of_turn_is_refused()
    {
        var refusal = order.When(new PassCheck("r1", CheckStep.Second, Second)).Refusal.ShouldNotBeNull();
        refusal.Reason.ShouldBe(RefundReasons.RefundStateInvalid);
        refusal.Metadata["current"].ShouldBe("AwaitingPayee");
        refusal.Metadata["allowed"].ShouldBe("AwaitingSecondCheck");
    }

    [Fact]
    public void R_REF_2_whoever_has_to_check_sends_it_back_and_the_chain_starts_anew()
    {
        order.Given(new ProvidePayee("r1", Payee()), new PassCheck("r1", CheckStep.First, First));
        order.Given(new SendBack("r1", [CheckStep.Second], Second, "photo missing"));
        order["r1"].State.ShouldBe(RefundState.AwaitingPayee);
        order["r1"].SentBackReason.ShouldBe("photo missing");
        order["r1"].Checks.ShouldHaveSingleItem().Step.ShouldBe(CheckStep.Request);
        order["r1"].Payee.ShouldBeNull();
        order.GivenChecked();
        order["r1"].SentBackReason.ShouldBeNull();
    }

    [Fact]
    public void Nobody_sends_back_what_has_not_come_to_them()
    {
        order.Given(new ProvidePayee("r1", Payee()));
        var refusal = order.When(new SendBack("r1", [CheckStep.Second], Second, "no")).Refusal.ShouldNotBeNull();
        refusal.Reason.ShouldBe(RefundReasons.RefundStateInvalid);
        refusal.Metadata["allowed"].ShouldBe("AwaitingSecondCheck,AwaitingThirdCheck,AwaitingInvoice,AwaitingBatch");
    }

    [Fact]
    public void Sending_back_is_repeated_without_effect_and_not_once_it_is_released()
    {
        order.Given(new ProvidePayee("r1", Payee()), new SendBack("r1", [CheckStep.First], First, "wrong"));
        order.When(new SendBack("r1", [CheckStep.First], First, "wrong")).Events.ShouldBeEmpty();
        order.When(new SendBack("r1", [CheckStep.First], Second, "wrong")).Refusal!.Reason.ShouldBe(RefundReasons.AlreadyDecided);
        order.When(new SendBack("r1", [CheckStep.First], First, "other")).Refusal!.Reason.ShouldBe(RefundReasons.RefundStateInvalid);
        order.GivenChecked().Given(new ClearInvoice("r1"), new PayFromBatch("r1", "bat_1", Payer));
        order.When(new SendBack("r1", [CheckStep.First, CheckStep.Second, CheckStep.Third], Third, "late")).Refusal!
            .Reason.ShouldBe(RefundReasons.RefundStateInvalid);
    }

    [Fact]
    public void The_payee_is_given_once()
    {
        order.Given(new ProvidePayee("r1", Payee("f")));
        order.When(new ProvidePayee("r1", Payee("f"))).Events.ShouldBeEmpty();
        order.When(new ProvidePayee("r1", Payee("f", by: Agent))).Refusal!.Reason.ShouldBe(RefundReasons.AlreadyDecided);
        order.When(new ProvidePayee("r1", Payee("g"))).Refusal!.Reason.ShouldBe(RefundReasons.RefundStateInvalid);
    }

    [Fact]
    public void An_unknown_refund_is_not_found()
    {
        order.When(new PassCheck("r9", CheckStep.First, First)).Refusal!.Reason.ShouldBe(RefundReasons.RefundNotFound);
        new Scenario().When(new ClearInvoice("r1")).Refusal!.Reason.ShouldBe(RefundReasons.RefundNotFound);
    }
}
