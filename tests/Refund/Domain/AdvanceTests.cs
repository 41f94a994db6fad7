using System.Collections.Immutable;
using Aftersales.Kernel;
using Aftersales.Refunds.Domain;
using Aftersales.Refunds.Domain.Ledger;
using static Aftersales.Refunds.Tests.Domain.Scenario;

namespace Aftersales.Refunds.Tests.Domain;

public class AdvanceTests
{
    private readonly Scenario order = new();

    private Scenario PaidAdvance => order.Given(
        Request(Order, "r1", [("1", 3)], advance: true, returnId: "ret_1"), new ClearInvoice("r1")).GivenPaid();

    private static CloseReturn Inspected(int accepted) => new(new("ret_1", ImmutableDictionary<string, int>.Empty.Add("1", accepted)));

    private static CloseReturn Partly(int accepted, int pieces, int share) => new(Inspected(accepted).Return with
    {
        Partly = ImmutableDictionary<string, ImmutableArray<PartlyAccepted>>.Empty.Add("1", [new(pieces, share)]),
    });

    [Fact]
    public void R_REF_5_an_advance_is_a_claim_until_the_goods_are_back()
    {
        PaidAdvance["r1"].Advance!.State.ShouldBe(AdvanceState.Open);
        order.Balances[LedgerAccount.Advances].ShouldBe(10_00);
        order.Given(Inspected(3));
        order["r1"].Advance!.State.ShouldBe(AdvanceState.Settled);
        order.Balances.ShouldBe(new Dictionary<LedgerAccount, long> { [LedgerAccount.MerchantRefunds] = 10_00, [LedgerAccount.ChannelClearing] = -10_00 },
            ignoreOrder: true);
    }

    [Theory]
    [InlineData(0, 0, 10_00), InlineData(1, 3_34, 6_66), InlineData(2, 6_67, 3_33)]
    public void R_REF_5_goods_that_are_short_or_refused_go_to_the_collection_list(int accepted, long settled, long toCollect)
    {
        PaidAdvance.Given(Inspected(accepted));
        order["r1"].Advance!.State.ShouldBe(AdvanceState.ToCollect);
        order.Balances.GetValueOrDefault(LedgerAccount.MerchantRefunds).ShouldBe(settled);
        order.Balances[LedgerAccount.Collection].ShouldBe(toCollect);
        order.Balances.ShouldNotContainKey(LedgerAccount.Advances);
    }

    [Fact]
    public void R_REF_5_goods_that_never_come_are_collected_and_can_still_settle_the_claim()
    {
        PaidAdvance["r1"].DueAt.ShouldBe(BusinessCalendar.Default.EndOfDay(order.Now, 30));
        order.At(order["r1"].DueAt!.Value).Given(new GiveGoodsUp("r1"));
        order["r1"].Advance!.State.ShouldBe(AdvanceState.ToCollect);
        order["r1"].DueAt.ShouldBe(BusinessCalendar.Default.EndOfDay(order.Now, 90));
        order.Given(Inspected(3));
        order["r1"].Advance!.State.ShouldBe(AdvanceState.Settled);
        order.Balances.ShouldNotContainKey(LedgerAccount.Collection);
    }

    [Fact]
    public void R_REF_5_a_return_called_off_leaves_the_claim_to_be_collected()
    {
        PaidAdvance.Given(new CloseReturn(new("ret_1", null)));
        order["r1"].Advance!.State.ShouldBe(AdvanceState.ToCollect);
        order.When(new CloseReturn(new("ret_1", null))).Events.ShouldBeEmpty();
    }

    [Fact]
    public void R_REF_5_a_claim_is_closed_once()
    {
        PaidAdvance.Given(Inspected(3));
        order.When(Inspected(0)).Events.ShouldBeEmpty();
        order.When(new GiveGoodsUp("r1")).Events.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(1, 3_34), InlineData(2, 6_67), InlineData(3, 10_00)]
    public void R_REF_5_a_dispute_that_is_won_after_the_claim_was_closed_settles_it_further(int accepted, long settled)
    {
        PaidAdvance.Given(Inspected(0));
        order.Given(new CloseReturn(Inspected(accepted).Return with { Version = 2 }));
        (order["r1"].Advance!.Settled.Minor, order["r1"].Advance!.Outstanding.Minor).ShouldBe((settled, 10_00 - settled));
        order.When(new CloseReturn(Inspected(0).Return with { Version = 1 })).Events.ShouldBeEmpty();
    }

    [Fact]
    public void R_REF_5_what_was_collected_before_a_dispute_was_won_is_given_back()
    {
        PaidAdvance.Given(Inspected(0), new RecordCollection("r1", "rcpt-1", Money.Cny(10_00), "p_finance"));
        order["r1"].Advance!.State.ShouldBe(AdvanceState.Collected);
        order.Given(new CloseReturn(Inspected(3).Return with { Version = 2 }));
        (order["r1"].Advance!.State, order["r1"].Advance!.Outstanding.Minor).ShouldBe((AdvanceState.ToCollect, -10_00));
    }

    // Pieces of 3.34, 3.33 and 3.33: the last ones are those accepted in part.
    [Theory]
    [InlineData(1, 50_00, 1_66)]
    [InlineData(3, 70_00, 3_00)]
    [InlineData(1, 1, 3_33)]
    [InlineData(1, 99_99, 0)]
    public void R_REF_5_the_rest_of_pieces_accepted_in_part_is_collected(int pieces, int share, long rest)
    {
        PaidAdvance.Given(Partly(3, pieces, share));
        (order["r1"].Advance!.Settled.Minor, order["r1"].Advance!.ToCollect.Minor).ShouldBe((10_00 - rest, rest));
        order.Balances.GetValueOrDefault(LedgerAccount.Collection).ShouldBe(rest);
    }

    [Fact]
    public void R_INV_6_an_advance_whose_goods_are_accepted_in_part_before_it_is_accepted_keeps_the_rest_back()
    {
        order.Given(Request(Settled, "r1", [("1", 3)], advance: true, returnId: "ret_1"), new ProvidePayee("r1", Payee()), Partly(3, 1, 50_00));
        var refund = order["r1"];
        (refund.Parts.Goods.Minor, refund.Parts.Total.Minor, refund.Advance!.State).ShouldBe((10_00, 8_34, AdvanceState.Settled));
        refund.Parts.Lessened.Single().ShouldBe(new Lessened("1", 1, Money.Cny(1_66)));
    }

    [Fact]
    public void R_INV_6_an_advance_that_is_requested_after_pieces_were_accepted_in_part_keeps_the_rest_back_once()
    {
        order.Given(Request(Order, "r1", [("1", 3)], advance: true, returnId: "ret_1", ended: Partly(3, 1, 50_00).Return));
        (order["r1"].Parts.Total.Minor, order["r1"].Parts.LessenedTotal.Minor, order["r1"].Advance!.State).ShouldBe((8_34, 1_66, AdvanceState.Settled));
        order.Given(new ClearInvoice("r1")).GivenPaid();
        order.Balances.ShouldNotContainKey(LedgerAccount.Collection);
    }

    [Fact]
    public void R_REF_5_an_advance_that_was_made_smaller_is_called_off_when_more_is_accepted_after_all_and_asked_for_anew()
    {
        order.Given(Request(Settled, "r1", [("1", 3)], advance: true, returnId: "ret_1"), new ProvidePayee("r1", Payee()), Inspected(1));
        order["r1"].Parts.Total.Minor.ShouldBe(3_34);
        order.Given(new CloseReturn(Inspected(3).Return with { Version = 2 }));
        order["r1"].State.ShouldBe(RefundState.Cancelled);
        order.Given(Request(Settled, "r2", [("1", 3)], advance: true, returnId: "ret_1", ended: Inspected(3).Return));
        order["r2"].Parts.Total.Minor.ShouldBe(10_00);
    }

    // It was made smaller before it was checked, and paid so.
    private Scenario PaidSmaller => order
        .Given(Request(Settled, "r1", [("1", 3)], advance: true, returnId: "ret_1"), new ProvidePayee("r1", Payee()), Inspected(1))
        .Given(new PassCheck("r1", CheckStep.First, First), new PassCheck("r1", CheckStep.Second, Second), new PassCheck("r1", CheckStep.Third, Third))
        .GivenReleased().GivenPaid();

    [Fact]
    public void R_REF_5_what_a_dispute_wins_after_a_smaller_advance_was_paid_is_told_once_and_is_free_to_be_refunded()
    {
        var won = new CloseReturn(Inspected(2).Return with { Version = 2 });
        PaidSmaller.When(won).Events.OfType<FellShort>().Single().Pieces["1"].ShouldBe(1);
        order.When(won).Events.ShouldBeEmpty();
        order.When(new CloseReturn(Inspected(3).Return with { Version = 3 })).Events.OfType<FellShort>().Single().Pieces["1"].ShouldBe(2);
        order.Given(Request(Settled, "r2", [("1", 2)], returnId: "ret_1"));
        (order["r1"].Parts.Total.Minor + order["r2"].Parts.Total.Minor).ShouldBe(10_00);
        order["r1"].Advance!.State.ShouldBe(AdvanceState.Settled);
    }

    [Fact]
    public void R_REF_5_an_advance_is_never_paid_a_second_time() =>
        PaidAdvance.When(Request(Order, "r2", [("1", 1)], returnId: "ret_1")).Refusal!.Reason.ShouldBe(RefundReasons.QuantityExceeded);

    [Fact]
    public void Goods_refused_before_the_advance_was_accepted_are_not_paid_for()
    {
        order.Given(Request(Order, "r1", [("1", 2)], advance: true, returnId: "ret_1"), new ProvidePayee("r1", Payee()), Inspected(0));
        order["r1"].State.ShouldBe(RefundState.Cancelled);
        order.Account!.Ledger.ShouldBeEmpty();
    }

    [Fact]
    public void R_REF_5_goods_inspected_before_the_advance_was_requested_close_its_claim_at_once()
    {
        order.When(Request(Order, "r1", [("1", 3)], advance: true, returnId: "ret_1", ended: Inspected(3).Return)).Events
            .Select(happened => happened.GetType()).ShouldBe([typeof(OrderTold), typeof(Requested), typeof(AdvanceClosed), typeof(Accepted)]);
        order["r1"].Advance!.State.ShouldBe(AdvanceState.Settled);
        order.Balances.ShouldNotContainKey(LedgerAccount.Advances);
    }

    [Fact]
    public void R_REF_5_of_goods_inspected_before_the_advance_was_requested_only_the_accepted_are_refunded()
    {
        order.Given(Request(Order, "r1", [("1", 2), ("1", 1), ("2", 10)], advance: true, returnId: "ret_1", ended: Inspected(2).Return));
        order["r1"].Parts.Lines.ShouldHaveSingleItem().Pieces.ShouldBe([0, 1]);
        (order["r1"].Kind, order["r1"].Parts.Total.Minor, order["r1"].Advance!.State).ShouldBe((RefundKind.Abnormal, 6_67, AdvanceState.Settled));
    }

    [Fact]
    public void R_REF_5_goods_that_came_short_before_the_advance_was_accepted_make_it_smaller()
    {
        order.Given(Request(Settled, "r1", [("1", 3)], freight: 1_00, advance: true, returnId: "ret_1"), new ProvidePayee("r1", Payee()));
        order.Given(new PassCheck("r1", CheckStep.First, First), Inspected(1));
        (order["r1"].State, order["r1"].Parts.Total.Minor, order["r1"].Advance!.State).ShouldBe((RefundState.AwaitingSecondCheck, 4_34, AdvanceState.Settled));
        order.Account!.FreePieces(Settled.Line("1")!).Length.ShouldBe(2);
    }

    [Theory, InlineData(0), InlineData(2)]
    public void R_REF_5_goods_that_came_short_while_its_invoice_was_cleared_call_the_advance_off(int accepted)
    {
        order.Given(Request(Order, "r1", [("1", 3)], advance: true, returnId: "ret_1"), Inspected(accepted));
        order["r1"].State.ShouldBe(RefundState.Cancelled);
        order.Balances.ShouldBeEmpty();
        order.When(new ClearInvoice("r1")).Events.ShouldBeEmpty();
    }

    [Fact]
    public void R_REF_5_goods_that_came_short_while_the_channel_may_have_paid_are_collected()
    {
        order.Given(Request(Order, "r1", [("1", 3)], advance: true, returnId: "ret_1"), new ClearInvoice("r1"), Inspected(2)).GivenPaid();
        (order["r1"].State, order["r1"].Advance!.State, order["r1"].Advance!.Outstanding.Minor).ShouldBe((RefundState.Paid, AdvanceState.ToCollect, 3_33));
        order["r1"].DueAt.ShouldBe(order["r1"].Advance!.CollectBy);
    }

    [Theory, InlineData(3), InlineData(2)]
    public void R_REF_5_goods_refused_before_the_advance_was_requested_are_not_paid_for(int quantity)
    {
        order.When(Request(Order, "r1", [("1", quantity)], advance: true, returnId: "ret_1", ended: Inspected(0).Return)).Events
            .Select(happened => happened.GetType()).ShouldBe([typeof(OrderTold), typeof(Requested), typeof(Cancelled)]);
        order.Account!.Ledger.ShouldBeEmpty();
    }

    [Fact]
    public void Goods_accepted_before_the_advance_was_paid_are_an_ordinary_refund()
    {
        order.Given(Request(Order, "r1", [("1", 2)], advance: true, returnId: "ret_1"), Inspected(2)).GivenChecked();
        order.Balances[LedgerAccount.MerchantRefunds].ShouldBe(6_67);
        order.GivenReleased().GivenPaid();
        order["r1"].DueAt.ShouldBeNull();
    }

    [Fact]
    public void Another_return_is_none_of_its_business() =>
        PaidAdvance.When(new CloseReturn(new("ret_2", null))).Events.ShouldBeEmpty();
}
