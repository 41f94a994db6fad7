using Aftersales.Kernel;
using Aftersales.Refunds.Domain;
using Aftersales.Refunds.Domain.Ledger;
using NodaTime;
using static Aftersales.Refunds.Tests.Domain.Scenario;

namespace Aftersales.Refunds.Tests.Domain;

/// <summary>Two people say what became of a payment of which the channel does not.</summary>
public class OutcomeTests
{
    private const string Finder = "p_operator";
    private const string Confirmer = "p_head";

    private readonly Scenario order = new();

    /// <summary>A transfer that the channel leaves unanswered.</summary>
    private Scenario Unknown => order.Given(Request(Order, "r1", [("1", 2)])).GivenChecked().GivenReleased().Given(order.Answer(new ChannelAnswer.Unknown()));

    private string Number => order["r1"].Payouts[0].OutRequestNo;

    private int Booked => order.Account!.Ledger.Count(entry => entry.Text == "refund_paid");

    private ReportOutcome Report(string? channelNo, string by = Finder) => new("r1", Number, channelNo, null, "looked up in the channel's console", by);

    private ConfirmOutcome Confirm(string? channelNo, string by = Confirmer) => new("r1", Number, channelNo, by);

    [Fact]
    public void R_REF_4_what_two_people_say_was_paid_is_paid_and_booked_once()
    {
        Unknown.Given(Report("channel-1"));
        (order["r1"].State, Booked).ShouldBe((RefundState.Paying, 0), "one person's word is not enough");

        order.Given(Confirm("channel-1"));

        (order["r1"].State, order["r1"].Payout!.ChannelNo, Booked).ShouldBe((RefundState.Paid, "channel-1", 1));
        order["r1"].Payout!.Settled!.ConfirmedBy.ShouldBe(Confirmer);
        order.When(Confirm("channel-1")).Events.ShouldBeEmpty("a repeat");
        order.When(Confirm("channel-1", "p_third")).Refusal!.Reason.ShouldBe(RefundReasons.AlreadyDecided);
        Booked.ShouldBe(1);
    }

    [Theory]
    [InlineData(Finder)]
    [InlineData(Agent)]
    [InlineData(First)]
    [InlineData(Payer)]
    public void R_PPL_1_neither_who_reported_it_nor_who_took_a_step_confirms(string by) =>
        Unknown.Given(Report("channel-1")).When(Confirm("channel-1", by)).Refusal!.Reason.ShouldBe(RefundReasons.SamePerson);

    [Theory]
    [InlineData(null)]
    [InlineData("channel-2")]
    public void R_PPL_1_who_confirms_says_the_same_by_themselves(string? other)
    {
        Unknown.Given(Report("channel-1")).When(Confirm(other)).Refusal!.Reason.ShouldBe(RefundReasons.OutcomeDiffers);
        order["r1"].State.ShouldBe(RefundState.Paying);
    }

    [Fact]
    public void Another_report_takes_the_place_of_one_that_nobody_confirmed()
    {
        Unknown.Given(Report("channel-1"), Report("channel-1"));
        order.Given(Report("channel-2", Confirmer)).When(Confirm("channel-2", Confirmer)).Refusal!.Reason.ShouldBe(RefundReasons.SamePerson);
        order.Given(Confirm("channel-2", Finder));
        order["r1"].Payout!.ChannelNo.ShouldBe("channel-2");
    }

    [Fact]
    public void What_is_not_unclear_is_not_reported_on()
    {
        order.Given(Request(Order, "r1", [("1", 2)])).GivenChecked().GivenReleased();
        order.When(Report("channel-1")).Refusal!.Reason.ShouldBe(RefundReasons.RefundStateInvalid, "the channel was not asked yet");
        order.GivenPaid();
        order.When(Report("channel-1")).Refusal!.Reason.ShouldBe(RefundReasons.RefundStateInvalid, "paid");
        order.When(Confirm("channel-1")).Refusal!.Reason.ShouldBe(RefundReasons.OutcomeNotReported);
        Unknown2("r2").When(new ReportOutcome("r2", "pay_other", "channel-1", null, "why", Finder)).Refusal!.Reason.ShouldBe(RefundReasons.InvalidRequest);
        order.When(new ReportOutcome("r2", order["r2"].Payout!.OutRequestNo, "channel-1", order.Now + Duration.FromHours(1), "why", Finder)).Refusal!.Reason
            .ShouldBe(RefundReasons.InvalidRequest);
    }

    [Fact]
    public void R_REF_4_the_channel_s_own_answer_comes_first_where_nobody_has_confirmed()
    {
        Unknown.Given(Report(null), order.Answer(order.Paid));
        (order["r1"].State, order["r1"].Statement, Booked).ShouldBe((RefundState.Paid, null, 1));
        order.When(Confirm(null)).Refusal!.Reason.ShouldBe(RefundReasons.OutcomeNotReported);
    }

    [Fact]
    public void R_REF_4_an_answer_that_comes_at_the_same_time_or_later_books_nothing_more()
    {
        Unknown.Given(Report("channel-1"));
        var (answer, confirmed) = (order.Answer(order.Paid), Confirm("channel-1"));
        order.Given(confirmed).When(answer).Events.ShouldBeEmpty();
        order.Given(order.Confirmed());
        Booked.ShouldBe(1);
    }

    [Fact]
    public void R_REF_9_a_channel_that_names_another_payment_than_people_did_is_a_persons_matter()
    {
        Unknown.Given(Report("channel-7"), Confirm("channel-7"), order.Confirmed());
        (order["r1"].IsPayoutUnclear, Booked).ShouldBe((true, 1));
        order.Given(Report("channel-1"), Confirm("channel-1"));
        (order["r1"].IsPayoutUnclear, order["r1"].Payout!.ChannelNo, Booked).ShouldBe((false, "channel-1", 1));
    }

    [Fact]
    public void R_REF_4_what_two_people_say_was_not_paid_is_paid_under_another_number_after_all_checks()
    {
        Unknown.Given(Report(null), Confirm(null));
        (order["r1"].State, order["r1"].Round, order["r1"].SentBackReason, order["r1"].SentBackBy).ShouldBe((RefundState.AwaitingPayee, 2, "NOT_PAID", Confirmer));
        order.Balances.ShouldBeEmpty();

        order.GivenChecked().Given(new PayFromBatch("r1", "bat_2", Payer));
        order["r1"].Payout!.OutRequestNo.ShouldNotBe(Number);
        order.GivenPaid();
        (order["r1"].State, Booked).ShouldBe((RefundState.Paid, 1));
    }

    [Fact]
    public void R_REF_4_the_channel_is_asked_on_whether_it_agrees_that_nothing_was_paid()
    {
        Unknown.Given(Report(null), Confirm(null));
        var hours = new List<double>();
        var settled = order.Now;
        while (order["r1"].Payouts[0].VerifyAt is { } due)
        {
            hours.Add((due - settled).TotalHours);
            order.At(due).Given(new TakeAnswer("r1", Number, new ChannelAnswer.NotMade()) { Confirms = due });
            order.When(new TakeAnswer("r1", Number, new ChannelAnswer.NotMade()) { Confirms = due }).Events.ShouldBeEmpty("one answer for each question");
        }

        hours.ShouldBe([1, 24]);
        order["r1"].IsPayoutUnclear.ShouldBeFalse();
    }

    public static IEnumerable<object[]> Rounds =>
    [
        ["at once", 0], ["after a check", 1], ["after all checks", 2],
    ];

    [Theory, MemberData(nameof(Rounds))]
    public void R_REF_4_a_channel_that_paid_after_all_stops_every_other_payment_until_people_have_settled_it(string when, int checks)
    {
        Unknown.Given(Report(null), Confirm(null));
        if (checks == 1)
            order.Given(new ProvidePayee("r1", Payee()), new PassCheck("r1", CheckStep.First, First));
        if (checks == 2)
            order.GivenChecked().Given(new JoinBatch("r1", "bat_2"));

        order.Given(new TakeAnswer("r1", Number, order.Paid));

        order["r1"].IsPayoutUnclear.ShouldBeTrue(when);
        Booked.ShouldBe(0);
        order.When(new TakeAnswer("r1", Number, order.Paid)).Events.ShouldBeEmpty();
        foreach (var command in Chain())
            order.When(command);
        order["r1"].State.ShouldNotBe(RefundState.Paying, "nothing more is paid");

        order.Given(Report("channel-1"), Confirm("channel-1"));
        (order["r1"].State, order["r1"].Payout!.OutRequestNo, order["r1"].IsPayoutUnclear, Booked).ShouldBe((RefundState.Paid, Number, false, 1));
        order.Given(order.Confirmed());
    }

    [Fact]
    public void People_who_insist_that_nothing_was_paid_begin_the_checks_anew()
    {
        Unknown.Given(Report(null), Confirm(null), new TakeAnswer("r1", Number, order.Paid));
        order.Wait(Duration.FromDays(30)).When(new PassDeadline("r1")).Events.ShouldBeEmpty("it may have been paid: its pieces are not given back");
        order.Given(Report(null), Confirm(null));
        (order["r1"].State, order["r1"].Round, order["r1"].IsPayoutUnclear).ShouldBe((RefundState.AwaitingPayee, 3, false));
        order.GivenChecked().Given(new PayFromBatch("r1", "bat_2", Payer)).GivenPaid();
        Booked.ShouldBe(1);
    }

    [Fact]
    public void R_REF_5_goods_that_did_not_come_back_leave_a_refund_there_that_may_have_been_paid_and_are_collected()
    {
        order.Given(Request(Order, "r1", [("1", 3)], advance: true, returnId: "ret_1"), new ClearInvoice("r1")).Given(order.Answer(new ChannelAnswer.Unknown()));
        order.Given(Report(null), Confirm(null), new TakeAnswer("r1", Number, order.Paid));

        order.Given(new CloseReturn(new("ret_1", null)));
        order["r1"].State.ShouldBe(RefundState.AwaitingPayee, "not called off: its money may be with the customer");

        order.Given(Report("channel-1"), Confirm("channel-1"));
        (order["r1"].State, order["r1"].Advance!.State, order["r1"].Payout!.EndedAt).ShouldBe((RefundState.Paid, AdvanceState.ToCollect, null));
        order.Balances[LedgerAccount.Collection].ShouldBe(10_00);
    }

    [Fact]
    public void R_CLK_4_what_is_to_be_collected_is_overdue_in_time_though_another_attempt_is_contradicted()
    {
        order.Given(Request(Order, "r1", [("1", 3)], advance: true, returnId: "ret_1"), new ClearInvoice("r1")).Given(order.Answer(new ChannelAnswer.Unknown()));
        order.Given(Report(null), Confirm(null)).GivenChecked().Given(new JoinBatch("r1", "bat_2"), new PayFromBatch("r1", "bat_2", Payer)).GivenPaid();
        order.Given(new TakeAnswer("r1", Number, order.Paid), new CloseReturn(new("ret_1", null)));
        order["r1"].IsPayoutUnclear.ShouldBeTrue();

        order.At(order["r1"].DueAt!.Value).Given(new PassDeadline("r1"));

        order["r1"].Advance!.Overdue.ShouldBeTrue();
        order["r1"].DueAt.ShouldBeNull();
    }

    [Fact]
    public void A_contradiction_after_another_payment_is_taken_note_of_and_books_nothing()
    {
        Unknown.Given(Report(null), Confirm(null));
        order.GivenChecked().Given(new PayFromBatch("r1", "bat_2", Payer)).GivenPaid().Given(new TakeAnswer("r1", Number, order.Paid));
        (order["r1"].State, order["r1"].IsPayoutUnclear, Booked).ShouldBe((RefundState.Paid, true, 1));
        order.Given(Report("channel-1"), Confirm("channel-1"));
        (order["r1"].State, order["r1"].IsPayoutUnclear, Booked).ShouldBe((RefundState.Paid, false, 1));
        order["r1"].Payout!.OutRequestNo.ShouldNotBe(Number);
    }

    [Fact]
    public void R_REF_9_a_payment_that_the_channel_forgot_is_settled_by_people_too()
    {
        order.Given(Request(Order, "r1", [("1", 2)])).GivenChecked().GivenReleased().GivenPaid().Given(order.Answer(new ChannelAnswer.NotMade()));
        order["r1"].IsPayoutUnclear.ShouldBeTrue();
        order.Given(Report(null), Confirm(null));
        (order["r1"].State, order["r1"].Payout!.State).ShouldBe((RefundState.AwaitingPayee, PayoutState.Reversed));
        order.Balances.ShouldBeEmpty();
    }

    private Scenario Unknown2(string refundId) => order.Given(Request(Order, refundId, [("2", 1)])).GivenChecked(refundId).GivenReleased(refundId)
        .Given(order.Answer(new ChannelAnswer.Unknown(), refundId));

    private static IEnumerable<AccountCommand> Chain() =>
    [
        new ProvidePayee("r1", Payee()), new PassCheck("r1", CheckStep.First, First), new PassCheck("r1", CheckStep.Second, Second), new PassCheck("r1", CheckStep.Third, Third),
        new JoinBatch("r1", "bat_3"), new PayFromBatch("r1", "bat_3", Payer),
    ];
}
