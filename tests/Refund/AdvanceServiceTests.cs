using Aftersales.Contracts.Refunds;
using Aftersales.Contracts.Returns;
using Aftersales.Testing;
using static Aftersales.Refunds.Tests.RefundHost;

namespace Aftersales.Refunds.Tests;

/// <summary>R-REF-5 where the return ends before its advance is requested: events and requests come in any order.</summary>
public sealed class AdvanceServiceTests
{
    public static IEnumerable<object[]> Databases => TestService.Databases;

    [Theory, MemberData(nameof(Databases))]
    public async Task R_REF_5_an_advance_of_goods_that_were_accepted_before_it_was_requested_is_settled_at_once(string database)
    {
        await using var host = await Start(database);
        var order = await host.Order("o-1");
        await host.Request(order, "step-0", ("2", 10));
        await Inspected(host, order, accepted: 3);

        var refund = await Advance(host, order);
        (refund.State, refund.AdvanceState).ShouldBe((RefundState.AwaitingInvoice, AdvanceState.Settled));
        await host.Service.Drain();
        host.Service.Last<AdvanceSettled>().Refund.RefundId.ShouldBe(refund.RefundId);

        await host.Clear(refund);
        await host.Service.Drain();
        var paid = await host.Get(refund.RefundId);
        (paid.State, paid.AdvanceState, paid.DueTime).ShouldBe((RefundState.Paid, AdvanceState.Settled, null));
        var balances = (await host.Finance.GetTrialBalanceAsync(new())).Accounts.ToDictionary(account => account.Account, account => account.Balance.MinorUnits);
        (balances[LedgerAccount.Advances], balances[LedgerAccount.Collection]).ShouldBe((0, 0));
    }

    [Fact]
    public async Task R_REF_5_an_advance_of_goods_that_were_refused_before_it_was_requested_is_not_paid()
    {
        await using var host = await Start("sqlite");
        var order = await host.Order("o-1");
        await Inspected(host, order, accepted: 0);

        var refund = await Advance(host, order);
        (refund.State, refund.AdvanceState).ShouldBe((RefundState.Cancelled, AdvanceState.Unspecified));
        await host.Service.Drain();
        host.Service.Last<RefundCancelled>().Refund.RefundId.ShouldBe(refund.RefundId);
        host.Service.Published.ShouldNotContain(told => told.Type == RefundAccepted.Descriptor.FullName);
        (await host.Finance.GetTrialBalanceAsync(new())).Entries.ShouldBe(0);
    }

    [Fact]
    public async Task R_REF_5_an_advance_of_a_return_that_was_called_off_before_it_was_requested_is_not_paid()
    {
        await using var host = await Start("sqlite");
        var order = await host.Order("o-1");
        await host.Service.Deliver(new ReturnCancelled { Return = new() { ReturnId = "ret_1", OrderId = order, Version = 2 } }, Merchant, "returns");

        (await Advance(host, order)).State.ShouldBe(RefundState.Cancelled);
    }

    [Fact]
    public async Task R_REF_5_an_older_end_of_a_return_does_not_replace_the_newer_one()
    {
        await using var host = await Start("sqlite");
        var order = await host.Order("o-1");
        await Inspected(host, order, accepted: 3);
        await host.Service.Deliver(new ReturnCancelled { Return = new() { ReturnId = "ret_1", OrderId = order, Version = 2 } }, Merchant, "returns");

        (await Advance(host, order)).AdvanceState.ShouldBe(AdvanceState.Settled);
    }

    [Fact]
    public async Task R_REF_5_pieces_accepted_in_part_leave_the_rest_to_be_collected_and_a_dispute_that_is_won_settles_what_was_refused()
    {
        await using var host = await Start("sqlite");
        var order = await host.Order("o-1");
        await host.Request(order, "step-0", ("2", 10));
        var refund = await Advance(host, order);
        await host.Clear(refund);
        await host.Service.Drain();

        // Pieces of 3.34, 3.33 and 3.33: one accepted, one for 70 %, one refused; another that was released for good settles nothing.
        var told = Inspections.Of("ret_1", order, accepted: 1);
        told.Releases.Add(new RefundRelease { Number = 2, Basis = RefundBasis.Final });
        told.Lines[0].Units.Add(new ReturnUnits { Quantity = 1, Acceptance = Acceptance.Partly, ShareBasisPoints = 70_00, Release = 1 });
        told.Lines[0].Units.Add(new ReturnUnits { Quantity = 1, Acceptance = Acceptance.Refused, Release = 1 });
        told.Lines[0].Units.Add(new ReturnUnits { Quantity = 1, Acceptance = Acceptance.Accepted, Release = 2 });
        await host.Service.Deliver(new ReturnInspected { Return = told }, Merchant, "returns");
        (await host.Get(refund.RefundId)).Claim.Outstanding.MinorUnits.ShouldBe(3_33 + 1_00);

        var won = told.Clone();
        won.Version = 9;
        won.Lines[0].Units[2].Acceptance = Acceptance.Accepted;
        await host.Service.Deliver(new ReturnInspected { Return = won }, Merchant, "returns");
        await host.Service.Deliver(new ReturnInspected { Return = told }, Merchant, "returns");
        (await host.Get(refund.RefundId)).Claim.Outstanding.MinorUnits.ShouldBe(1_00);
        var balances = (await host.Finance.GetTrialBalanceAsync(new())).Accounts.ToDictionary(account => account.Account, account => account.Balance.MinorUnits);
        (balances[LedgerAccount.Advances], balances[LedgerAccount.Collection]).ShouldBe((0, 1_00));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task R_REF_5_an_advance_that_races_with_the_end_of_its_return_is_settled(string database)
    {
        await using var host = await Start(database);
        foreach (var n in Enumerable.Range(0, 12))
        {
            var order = await host.Order($"o-{n}");
            var asked = Advance(host, order, $"step-{n}", $"ret_{n}");
            await Task.WhenAll(asked, Inspected(host, order, accepted: 3, $"ret_{n}"));
            (await host.Get((await asked).RefundId)).AdvanceState.ShouldBe(AdvanceState.Settled);
        }
    }

    private static Task Inspected(RefundHost host, string order, int accepted, string returnId = "ret_1") => host.Service.Deliver(
        new ReturnInspected { Return = Inspections.Of(returnId, order, accepted) },
        Merchant, "returns");

    private static async Task<Refund> Advance(RefundHost host, string order, string cause = "step-1", string returnId = "ret_1")
    {
        var asked = Asked(order, cause, ("1", 3));
        (asked.Advance, asked.ReturnId) = (true, returnId);
        return (await host.Plan.RequestRefundAsync(asked)).Refund;
    }
}
