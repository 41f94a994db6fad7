using Aftersales.Kernel;
using Aftersales.Refunds.Domain;
using NodaTime;
using static Aftersales.Refunds.Tests.Domain.Scenario;

namespace Aftersales.Refunds.Tests.Domain;

public class PaymentTests
{
    private readonly Scenario order = new();

    private Scenario NormalPaying => order.Given(Request(Order, "r1", [("1", 3)]), new ClearInvoice("r1"));

    private Scenario TransferPaying => order.Given(Request(Order, "r1", [("1", 2)])).GivenChecked().GivenReleased();

    [Fact]
    public void R_REF_8_a_normal_refund_is_paid_once_its_invoices_are_cleared()
    {
        order.Given(Request(Order, "r1", [("1", 3)]));
        order["r1"].Payout.ShouldBeNull();
        order.Given(new ClearInvoice("r1"));
        order["r1"].State.ShouldBe(RefundState.Paying);
        order["r1"].Payout!.State.ShouldBe(PayoutState.Decided);
        order["r1"].Payout!.AskAt.ShouldBe(order.Now);
        order.When(new ClearInvoice("r1")).Events.ShouldBeEmpty();
    }

    [Fact]
    public void R_REF_4_a_payment_without_answer_keeps_its_number_and_is_asked_about_at_growing_intervals()
    {
        var number = NormalPaying["r1"].Payout!.OutRequestNo;
        var pauses = new List<long>();
        for (var i = 0; i < 11; i++)
        {
            order.Given(order.Answer(new ChannelAnswer.Unknown()));
            pauses.Add((long)(order["r1"].Payout!.AskAt!.Value - order.Now).TotalSeconds);
            order.At(order["r1"].Payout!.AskAt!.Value);
            order["r1"].Payout!.OutRequestNo.ShouldBe(number);
            order["r1"].Payout!.State.ShouldBe(PayoutState.Unknown);
        }

        pauses.ShouldBe([10, 20, 40, 80, 160, 320, 640, 1280, 2560, 3600, 3600]);
    }

    [Fact]
    public void R_CLK_4_a_channel_that_stays_silent_is_a_persons_matter()
    {
        NormalPaying.Given(order.Answer(new ChannelAnswer.Unknown()), order.Answer(new ChannelAnswer.Unknown()));
        order["r1"].Overdue.ShouldBeFalse();
        order.Given(order.Answer(new ChannelAnswer.Unknown()));
        order["r1"].Overdue.ShouldBeTrue();
        order.Given(order.Answer(order.Paid));
        order["r1"].State.ShouldBe(RefundState.Paid);
    }

    [Fact]
    public void R_CLK_4_a_payment_decided_on_long_ago_is_a_persons_matter_however_seldom_the_channel_was_asked()
    {
        NormalPaying.Wait(Duration.FromMinutes(59)).Given(order.Answer(new ChannelAnswer.Unknown()));
        order["r1"].IsPayoutUnclear.ShouldBeFalse();
        order.Wait(Duration.FromMinutes(1)).Given(order.Answer(new ChannelAnswer.Unknown()));
        order["r1"].IsPayoutUnclear.ShouldBeTrue();
        (order["r1"].Payout!.AskAt!.Value - order.Now).ShouldBe(Duration.FromSeconds(20), "the channel is asked on");
        order.Given(order.Answer(order.Paid));
        order["r1"].IsPayoutUnclear.ShouldBeFalse();
    }

    [Fact]
    public void R_REF_4_an_answer_that_leaves_it_open_is_kept_with_its_code()
    {
        NormalPaying.Given(order.Answer(new ChannelAnswer.Unknown("ACQ.SYSTEM_ERROR")));
        order["r1"].Payout!.Failure.ShouldBe("ACQ.SYSTEM_ERROR");
        order.Given(order.Answer(new ChannelAnswer.Unknown()));
        order["r1"].Payout!.Failure.ShouldBeNull();
    }

    [Fact]
    public void R_REF_4_a_payment_that_the_channel_keeps_as_failed_is_made_again_under_another_number()
    {
        var number = TransferPaying["r1"].Payout!.OutRequestNo;
        order.Given(order.Answer(new ChannelAnswer.Unknown()), order.Answer(new ChannelAnswer.Reversed("PAYEE_ACCOUNT_STATUS_ERROR")));
        order["r1"].State.ShouldBe(RefundState.AwaitingPayee);
        order.Balances.ShouldBeEmpty();
        order.GivenChecked().Given(new PayFromBatch("r1", "bat_2", Payer));
        order["r1"].Payout!.OutRequestNo.ShouldNotBe(number);
    }

    [Fact]
    public void R_REF_4_an_answer_about_another_number_changes_nothing() =>
        NormalPaying.When(new TakeAnswer("r1", "pay_other", order.Paid)).Events.ShouldBeEmpty();

    [Fact]
    public void R_REF_4_what_is_paid_is_paid_once()
    {
        NormalPaying.Given(order.Answer(order.Paid), order.Answer(order.Paid), order.Answer(new ChannelAnswer.Refused("X", RefusedBecause.ForGood)));
        order["r1"].State.ShouldBe(RefundState.Paid);
        order.Account!.Ledger.Count(entry => entry.Text == "refund_paid").ShouldBe(1);
    }

    [Fact]
    public void A_refusal_for_good_fails_and_gives_the_pieces_back()
    {
        NormalPaying.Given(order.Answer(new ChannelAnswer.Refused("ACQ.TRADE_NOT_EXIST", RefusedBecause.ForGood)));
        order["r1"].State.ShouldBe(RefundState.Failed);
        order["r1"].Payout!.Failure.ShouldBe("ACQ.TRADE_NOT_EXIST");
        order.Balances.ShouldBeEmpty();
        order.Given(Request(Order, "r2", [("1", 3)]));
    }

    [Fact]
    public void A_balance_that_does_not_suffice_is_waited_for()
    {
        NormalPaying.Given(order.Answer(new ChannelAnswer.Refused("ACQ.SELLER_BALANCE_NOT_ENOUGH", RefusedBecause.NotNow)));
        order["r1"].State.ShouldBe(RefundState.Paying);
        order["r1"].Payout!.Failure.ShouldBe("ACQ.SELLER_BALANCE_NOT_ENOUGH");
    }

    [Fact]
    public void R_REF_2_a_name_that_does_not_match_is_sent_back_for_correction()
    {
        var number = TransferPaying["r1"].Payout!.OutRequestNo;
        order.Given(order.Answer(new ChannelAnswer.Refused("PAYEE_USER_INFO_ERROR", RefusedBecause.PayeeWrong)));
        order["r1"].State.ShouldBe(RefundState.AwaitingPayee);
        order["r1"].SentBackReason.ShouldBe("PAYEE_USER_INFO_ERROR");
        order["r1"].Round.ShouldBe(2);
        order.Balances.ShouldBeEmpty();

        order.GivenChecked();
        order["r1"].State.ShouldBe(RefundState.AwaitingBatch, "the invoices were cleared in the first round");
        order.Given(new PayFromBatch("r1", "bat_2", Payer));
        order["r1"].Payout!.OutRequestNo.ShouldNotBe(number, "another payee under a used number would be refused");
        order["r1"].Payouts.Select(payout => (payout.State, payout.Failure)).ShouldBe([(PayoutState.Failed, "PAYEE_USER_INFO_ERROR"), (PayoutState.Decided, null)]);
        order.When(new TakeAnswer("r1", number, order.Paid)).Events.ShouldBeEmpty();
    }

    [Fact]
    public void R_REF_2_what_the_channel_no_longer_refunds_is_transferred()
    {
        NormalPaying.Given(order.Answer(new ChannelAnswer.Refused("ACQ.TRADE_HAS_FINISHED", RefusedBecause.Settled)));
        order["r1"].Kind.ShouldBe(RefundKind.Abnormal);
        order["r1"].State.ShouldBe(RefundState.AwaitingPayee);
        order.GivenChecked().Given(new PayFromBatch("r1", "bat_1", Payer)).GivenPaid();
        order["r1"].State.ShouldBe(RefundState.Paid);
    }

    [Fact]
    public void R_REF_9_a_payment_taken_back_reopens_under_another_number_and_is_reversed_in_the_ledger()
    {
        TransferPaying.Given(order.Answer(order.Paid));
        var number = order["r1"].Payout!.OutRequestNo;
        order.Given(order.Answer(new ChannelAnswer.Reversed("PAYEE_ACCOUNT_STATUS_ERROR")));
        order["r1"].State.ShouldBe(RefundState.AwaitingPayee);
        order.Balances.ShouldBeEmpty();
        order.Account!.Ledger.Count(entry => entry.Reverses is not null).ShouldBe(2);

        order.GivenChecked().Given(new PayFromBatch("r1", "bat_2", Payer));
        order["r1"].Payout!.OutRequestNo.ShouldNotBe(number);
        order.When(new TakeAnswer("r1", number, order.Paid)).Events.ShouldBeEmpty();
        order.Given(order.Answer(order.Paid));
    }

    [Fact]
    public void R_REF_9_a_payment_taken_back_is_a_persons_matter_at_once_until_the_payee_is_named_again()
    {
        TransferPaying.Given(order.Answer(order.Paid), order.Answer(new ChannelAnswer.Reversed("PAYEE_ACCOUNT_STATUS_ERROR")));
        order["r1"].Overdue.ShouldBeTrue();
        order.Given(new ProvidePayee("r1", Payee()));
        order["r1"].Overdue.ShouldBeFalse();
    }

    [Fact]
    public void R_REF_9_a_payment_is_confirmed_some_times_and_then_left_alone()
    {
        NormalPaying.Given(order.Answer(order.Paid));
        var paidAt = order["r1"].Payout!.PaidAt!.Value;
        order.When(order.Answer(order.Paid)).Events.ShouldBeEmpty("an answer that comes twice confirms nothing");
        order["r1"].Payout!.AskAt.ShouldBe(paidAt + Duration.FromHours(1));
        order.Given(order.Confirmed());
        order["r1"].Payout!.AskAt.ShouldBe(paidAt + Duration.FromHours(24));
        order.Given(order.Confirmed());
        order["r1"].Payout!.AskAt.ShouldBeNull();
    }

    [Fact]
    public void R_REF_9_a_channel_that_does_not_say_whether_a_payment_stands_is_asked_again_after_the_policy_s_pauses()
    {
        NormalPaying.Given(order.Answer(order.Paid));
        var pauses = new List<long>();
        for (var i = 0; i < 3; i++)
        {
            order.At(order["r1"].Payout!.AskAt!.Value).Given(order.Confirmed(new ChannelAnswer.Unknown()));
            pauses.Add((long)(order["r1"].Payout!.AskAt!.Value - order.Now).TotalSeconds);
        }

        pauses.ShouldBe([10, 20, 40]);
        (order["r1"].State, order["r1"].Payout!.State, order["r1"].Overdue).ShouldBe((RefundState.Paid, PayoutState.Paid, false));
        order.Given(order.Confirmed());
        (order["r1"].Payout!.Unanswered, order["r1"].Payout!.AskAt).ShouldBe((0, order["r1"].Payout!.PaidAt + Duration.FromHours(24)));
        order.When(order.Answer(new ChannelAnswer.Unknown())).Events.ShouldBeEmpty("not an answer to this question");
    }

    [Fact]
    public void R_REF_9_a_channel_that_forgot_a_payment_is_a_persons_matter_and_never_paid_again()
    {
        NormalPaying.Given(order.Answer(order.Paid), order.Answer(new ChannelAnswer.NotMade()));
        order["r1"].State.ShouldBe(RefundState.Paid);
        order["r1"].IsPayoutUnclear.ShouldBeTrue();
        order["r1"].Payout!.AskAt.ShouldBeNull();
    }

    [Fact]
    public void Amounts_of_the_payout_and_the_refund_are_the_same() =>
        TransferPaying["r1"].Payout!.Amount.ShouldBe(Money.Cny(6_67));
}
