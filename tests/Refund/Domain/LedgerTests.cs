using Aftersales.Refunds.Domain;
using Aftersales.Refunds.Domain.Ledger;
using static Aftersales.Refunds.Tests.Domain.Scenario;

namespace Aftersales.Refunds.Tests.Domain;

public class LedgerTests
{
    private readonly Scenario order = new();

    [Fact]
    public void R_REF_6_acceptance_owes_the_customer_and_payment_clears_it()
    {
        order.Given(Request(Settled, "r1", [("1", 2)], freight: 6_00, compensation: 5_00)).GivenChecked();
        order.Balances.ShouldBe(new Dictionary<LedgerAccount, long>
        {
            [LedgerAccount.MerchantRefunds] = 6_67,
            [LedgerAccount.Freight] = 6_00,
            [LedgerAccount.Compensation] = 5_00,
            [LedgerAccount.Customer] = -17_67,
        }, ignoreOrder: true);
        order.GivenReleased().GivenPaid();
        order.Balances.ShouldNotContainKey(LedgerAccount.Customer);
        order.Balances[LedgerAccount.ChannelClearing].ShouldBe(-17_67);
    }

    [Fact]
    public void R_REF_6_nothing_is_booked_before_acceptance()
    {
        order.Given(Request(Settled, "r1", [("1", 2)]), new ProvidePayee("r1", Payee()), new PassCheck("r1", CheckStep.First, First));
        order.Account!.Ledger.ShouldBeEmpty();
    }

    [Fact]
    public void R_REF_6_entries_are_reversed_and_never_changed()
    {
        order.Given(Request(Order, "r1", [("1", 3)]), new ClearInvoice("r1")).GivenPaid();
        var before = order.Account!.Ledger;
        order.Given(order.Answer(new ChannelAnswer.Reversed("X")));
        order.Account!.Ledger.Take(before.Length).ShouldBe(before);
        order.Account!.Ledger.Skip(before.Length).Select(entry => entry.Reverses).ShouldBe(before.Reverse().Select(entry => (string?)entry.EntryId));
    }

    [Fact]
    public void R_REF_6_the_books_are_the_same_each_time_they_are_derived()
    {
        var again = new Scenario();
        foreach (var account in new[] { order, again })
            account.Given(Request(Order, "r1", [("1", 3)]), new ClearInvoice("r1")).GivenPaid();
        again.Account!.Ledger.Select(entry => entry.EntryId).ShouldBe(order.Account!.Ledger.Select(entry => entry.EntryId));
    }

    [Fact]
    public void R_REF_6_an_unbalanced_entry_stops_the_write()
    {
        order.Given(Request(Order, "r1", [("1", 3)]));
        var entry = order.Account!.Ledger[0];
        var broken = order.Account with { Ledger = [entry with { Postings = entry.Postings.RemoveAt(0) }] };
        Should.Throw<InvalidOperationException>(() => AccountInvariants.Check(broken));
    }

    [Fact]
    public void R_REF_3_a_piece_held_twice_stops_the_write()
    {
        order.Given(Request(Settled, "r1", [("1", 1)]), Request(Settled, "r2", [("1", 1)]));
        var broken = order.Account! with { Refunds = [order["r1"], order["r2"] with { Parts = order["r1"].Parts }] };
        Should.Throw<InvalidOperationException>(() => AccountInvariants.Check(broken)).Message.ShouldStartWith("R-REF-3");
    }
}
