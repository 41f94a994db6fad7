using System.Collections.Immutable;
using Aftersales.Kernel;
using Aftersales.Refunds.Domain;
using Aftersales.Refunds.Domain.Ledger;
using static Aftersales.Refunds.Tests.Domain.Scenario;

namespace Aftersales.Refunds.Tests.Domain;

/// <summary>R-REF-5: what becomes of an advance of 10.00 whose goods did not come back.</summary>
public class CollectionTests
{
    private readonly Scenario order = new Scenario()
        .Given(Request(Order, "r1", [("1", 3)], advance: true, returnId: "ret_1"), new ClearInvoice("r1")).GivenPaid().Given(new CloseReturn(new("ret_1", null)));

    private Advance Claim => order["r1"].Advance!;

    private static RecordCollection Received(long fen, string reference = "R-1", string by = Payer) => new("r1", reference, Money.Cny(fen), by);

    private static ForgoClaim Forgo(string by = Third, string reason = "gone away") => new("r1", by, reason);

    private static CloseReturn Inspected(int accepted) => new(new("ret_1", ImmutableDictionary<string, int>.Empty.Add("1", accepted)));

    [Fact]
    public void R_REF_5_the_customer_pays_in_parts_until_nothing_is_left()
    {
        order.Given(Received(4_00), Received(6_00, "R-2"));
        (Claim.State, Claim.Collected.Minor, Claim.Outstanding.Minor, order["r1"].DueAt).ShouldBe((AdvanceState.Collected, 10_00, 0, null));
        order.Balances.ShouldBe(new Dictionary<LedgerAccount, long> { [LedgerAccount.Receipts] = 10_00, [LedgerAccount.ChannelClearing] = -10_00 },
            ignoreOrder: true);
    }

    [Fact]
    public void R_REF_5_a_supervisor_writes_the_rest_off_with_a_reason()
    {
        order.Given(Received(4_00), Forgo());
        (Claim.State, Claim.WrittenOff.Minor, Claim.WriteOff!.Reason).ShouldBe((AdvanceState.WrittenOff, 6_00, "gone away"));
        order.Balances[LedgerAccount.WriteOffs].ShouldBe(6_00);
        order.Balances.ShouldNotContainKey(LedgerAccount.Collection);
    }

    [Fact]
    public void R_PPL_1_whoever_requested_the_advance_does_not_write_it_off() =>
        order.When(Forgo(by: Agent)).Refusal!.Reason.ShouldBe(RefundReasons.SamePerson);

    [Theory, InlineData(10_01), InlineData(-1), InlineData(0)]
    public void R_REF_5_not_more_is_collected_than_is_to_be(long fen) =>
        order.When(Received(fen)).Refusal!.Metadata["allowed"].ShouldBe("1000");

    [Fact]
    public void R_REF_5_a_receipt_counts_once()
    {
        order.Given(Received(4_00));
        order.When(Received(4_00)).Events.ShouldBeEmpty();
        order.When(Received(4_00, by: "p_finance_2")).Refusal!.Reason.ShouldBe(RefundReasons.AlreadyDecided);
        order.When(Received(5_00)).Refusal!.Reason.ShouldBe(RefundReasons.RefundStateInvalid);
        Claim.Collected.Minor.ShouldBe(4_00);
    }

    [Fact]
    public void A_repeated_write_off_changes_nothing_and_another_persons_is_refused()
    {
        order.Given(Forgo());
        order.When(Forgo()).Events.ShouldBeEmpty();
        order.When(Forgo(by: "p_supervisor_2")).Refusal!.Reason.ShouldBe(RefundReasons.AlreadyDecided);
        order.When(Received(1)).Refusal!.Reason.ShouldBe(RefundReasons.AdvanceStateInvalid);
    }

    [Fact]
    public void R_REF_5_goods_that_come_after_all_settle_what_was_written_off()
    {
        order.Given(Forgo(), Inspected(3));
        (Claim.State, Claim.WrittenOff.Minor).ShouldBe((AdvanceState.Settled, 0));
        order.Balances.ShouldBe(new Dictionary<LedgerAccount, long> { [LedgerAccount.MerchantRefunds] = 10_00, [LedgerAccount.ChannelClearing] = -10_00 },
            ignoreOrder: true);
    }

    [Fact]
    public void R_REF_5_goods_that_come_after_the_customer_had_paid_leave_something_to_give_back()
    {
        order.Given(Received(8_00), Inspected(3));
        (Claim.State, Claim.Outstanding.Minor).ShouldBe((AdvanceState.ToCollect, -8_00));
        order.When(Forgo()).Refusal!.Metadata["allowed"].ShouldBe("-800");
        order.When(Received(1, "R-2")).Refusal!.Reason.ShouldBe(RefundReasons.CollectionExceeded);
        order.Given(Received(-8_00, "R-2"));
        (Claim.State, Claim.Collected.Minor).ShouldBe((AdvanceState.Settled, 0));
        order.Balances.ShouldNotContainKey(LedgerAccount.Receipts);
    }

    [Fact]
    public void R_CLK_4_a_claim_that_grows_old_is_a_supervisors_matter_once()
    {
        var due = order["r1"].DueAt!.Value;
        order.When(new PassDeadline("r1")).Events.ShouldBeEmpty();
        order.At(due).Given(new PassDeadline("r1"));
        (Claim.Overdue, order["r1"].DueAt, order["r1"].Overdue).ShouldBe((true, null, false), "the payment itself is in order");
        order["r1"].Escalations.ShouldHaveSingleItem().DueAt.ShouldBe(due);
        order.When(new PassDeadline("r1")).Events.ShouldBeEmpty();
        order.Given(Forgo());
        Claim.Overdue.ShouldBeFalse();
    }

    [Fact]
    public void R_REF_9_money_that_the_customer_paid_back_stays_booked_when_the_channel_takes_the_payment_back()
    {
        order.Given(Received(4_00), order.Answer(new ChannelAnswer.Reversed("BACK")));
        order.Balances.ShouldBe(new Dictionary<LedgerAccount, long> { [LedgerAccount.Receipts] = 4_00, [LedgerAccount.Collection] = -4_00 }, ignoreOrder: true);
        order.When(Received(1, "R-2")).Refusal!.Reason.ShouldBe(RefundReasons.RefundStateInvalid);
        order.GivenChecked().Given(new PayFromBatch("r1", "bat_1", Payer)).GivenPaid();
        (Claim.State, Claim.Outstanding.Minor, order.Balances[LedgerAccount.Collection]).ShouldBe((AdvanceState.ToCollect, 6_00, 6_00));
    }

    [Fact]
    public void R_REF_5_goods_that_come_short_after_the_channel_took_the_payment_back_make_the_refund_smaller()
    {
        order.Given(Received(4_00), order.Answer(new ChannelAnswer.Reversed("BACK")), Inspected(2));
        (order["r1"].Parts.Total.Minor, Claim.Outstanding.Minor, Claim.Collected.Minor).ShouldBe((6_67, -4_00, 4_00));
        order.GivenChecked().Given(new PayFromBatch("r1", "bat_1", Payer)).GivenPaid().Given(Received(-4_00, "R-2"));
        Claim.State.ShouldBe(AdvanceState.Settled);
    }

    [Fact]
    public void What_is_no_advance_is_not_collected()
    {
        order.Given(Request(Order, "r2", [("2", 10)]), new ClearInvoice("r2")).GivenPaid("r2");
        var refusal = order.When(new RecordCollection("r2", "R-1", Money.Cny(1), Payer)).Refusal.ShouldNotBeNull();
        (refusal.Reason, refusal.Metadata["current"], refusal.Metadata["allowed"]).ShouldBe((RefundReasons.AdvanceStateInvalid, "", "ToCollect"));
    }
}
