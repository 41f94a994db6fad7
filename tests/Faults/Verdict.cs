using Aftersales.Contracts.Refunds;
using Aftersales.Platform.Calls;
using Aftersales.Refunds.Domain;
using Aftersales.Refunds.Ports;
using Aftersales.Refunds.Queries;
using Microsoft.Extensions.DependencyInjection;
using Money = Aftersales.Kernel.Money;
using Refund = Aftersales.Refunds.Domain.Refund;
using RefundState = Aftersales.Refunds.Domain.RefundState;
using Role = Aftersales.Contracts.Role;

namespace Aftersales.Faults.Tests;

/// <summary>What has to hold when money is about to move, and once fate has calmed down.</summary>
internal sealed partial class Simulation
{
    private const int Patience = 3000;
    private const int ChannelTurns = 40;

    /// <summary>Nothing goes wrong any more, at the channel last; everybody does what waits for them.</summary>
    private async Task CalmDown()
    {
        story.Add($"{Now} fate calms down");
        for (var turn = 0; !await IsAtRest(); turn++)
        {
            Hold(turn < Patience, "everything comes to its end");
            if (turn == ChannelTurns)
                await Tell("the channel calms down", CalmChannel);
        }

        CalmChannel();
    }

    private void CalmChannel()
    {
        Oracle.IsCalm = true;
        Oracle.Arrive();
    }

    private async Task<bool> IsAtRest()
    {
        while (actors.Count > 0)
            await Resume(actors[0]);
        ReadPublished();
        while (letters.Count > 0)
        {
            await letters[0].Deliver();
            letters.RemoveAt(0);
        }

        var refunds = (await Accounts()).SelectMany(account => account.Refunds).ToList();
        foreach (var refund in refunds)
            await GoOn(refund);
        while (actors.Count > 0)
            await Resume(actors[0]);
        var backlog = await inspector.Backlog(Now, None);
        if (backlog.Due > 0 || backlog.Unpublished > 0)
        {
            // Leases and pauses of those that were killed run out.
            time.Advance(TimeSpan.FromSeconds(31));
            await StartWork(replicas[0], most: 20);
            await StartRelay(replicas[0]);
        }
        else if (refunds.TrueForAll(HasEnded))
        {
            return true;
        }
        else if (refunds.Where(refund => !HasEnded(refund)).SelectMany(refund => new[] { refund.DueAt, refund.Payout?.AskAt }).Min() is { } due)
        {
            await Tell("what is next comes due", () => clock.MoveTo(due));
        }

        return false;
    }

    private static bool HasEnded(Refund refund) => !refund.IsLive || refund is { State: RefundState.Paid, DueAt: null, Payout.AskAt: null };

    // R-REF-4: the number was committed before it is used, with the amount.
    private async Task CheckOrdered(PaymentOrder order)
    {
        var payouts = (await Accounts()).SelectMany(account => account.Refunds).SelectMany(refund => refund.Payouts).ToList();
        Hold(payouts.Exists(payout => payout.OutRequestNo == order.OutRequestNo && payout.Amount == order.Amount),
            "R-REF-4: what the channel is asked for was stored before");
    }

    private async Task Judge()
    {
        var accounts = await Accounts();
        foreach (var account in accounts)
        {
            foreach (var refund in account.Refunds)
                CheckPayments(refund);
            CheckOrder(account);
            await CheckTold(account);
        }

        var refunds = accounts.SelectMany(account => account.Refunds).ToList();
        var numbers = refunds.SelectMany(refund => refund.Payouts).Select(payout => payout.OutRequestNo).ToHashSet();
        Hold(Oracle.Payments.Keys.All(numbers.Contains), "R-REF-4: the channel knows no number that the service does not");
        Hold(answeredRefunds.IsSubsetOf(refunds.Select(refund => refund.RefundId)), "what was answered stands");
        await CheckTrialBalance(refunds);
    }

    private void CheckPayments(Refund refund)
    {
        var standing = Standing(refund).ToList();
        Hold(standing.Count <= 1, $"R-REF-4: one payout per entitlement at the channel: {refund.Cause.Id} has {standing.Count}");
        var paid = refund.State == RefundState.Paid ? refund.Parts.Total.Minor : 0;
        Hold(refund.Overdue || standing.Sum() == paid, $"R-REF-9: {refund.Cause.Id}: the service says {paid}, the channel {standing.Sum()}");
        Hold(refund.Checks.Select(check => check.By).Distinct().Count() == refund.Checks.Length, $"R-PPL-1: {refund.Cause.Id}");
    }

    // R-REF-3, of the money that really moved.
    private void CheckOrder(Account account)
    {
        var live = account.Refunds.Where(refund => Standing(refund).Any()).ToList();
        foreach (var line in account.Order.Lines)
        {
            var pieces = live.SelectMany(refund => refund.Parts.Lines).Where(part => part.LineId == line.LineId).ToList();
            Hold(Sum(pieces.Select(part => part.Amount)) <= line.Paid.Minor, $"R-REF-3: line {line.LineId} of {account.Order.OrderId}");
            Hold(pieces.SelectMany(part => part.Pieces).Distinct().Count() == pieces.Sum(part => part.Pieces.Length), "R-REF-3: a piece is refunded once");
        }

        Hold(Sum(live.Select(refund => refund.Parts.Freight)) <= account.Order.Freight.Minor, $"R-REF-3: freight of {account.Order.OrderId}");
        Hold(live.Sum(refund => Standing(refund).Sum() - refund.Parts.Compensation.Minor) <= account.Order.Total.Minor, $"R-REF-3: {account.Order.OrderId}");
    }

    // Each payment was told of, once under each event id.
    private async Task CheckTold(Account account)
    {
        var happened = await inspector.Events(Merchant, "account", account.Order.OrderId, 0, 500, None);
        foreach (var (stored, told) in new[]
        {
            (nameof(Paid), RefundPaid.Descriptor), (nameof(Failed), RefundFailed.Descriptor), (nameof(Cancelled), RefundCancelled.Descriptor),
            (nameof(Requested), RefundRequested.Descriptor),
        })
        {
            var ids = sidecar.Published.Where(e => e.Type == told.FullName && e.Subject == account.Order.OrderId).Select(e => e.Id).Distinct().Count();
            Hold(happened.Count(e => e.Type == stored) == ids, $"{stored} of {account.Order.OrderId} was told of {ids} times");
        }
    }

    // R-REF-6.
    private async Task CheckTrialBalance(List<Refund> refunds)
    {
        var balance = await replicas[0].Services.GetRequiredService<ReadLedger>()
            .Handle(new GetTrialBalanceRequest(), new Call(Person("p_finance", Role.Finance), "GetTrialBalance", Now, None));
        Hold(balance.Sum.MinorUnits == 0, "R-REF-6: the trial balance is zero");
        var balances = balance.Accounts.ToDictionary(of => of.Account, of => of.Balance.MinorUnits);
        Hold(balances[LedgerAccount.Customer] == 0, "R-REF-6: nobody is owed anything any more");
        var moved = refunds.Where(refund => refund.State == RefundState.Paid && !refund.Overdue).Sum(refund => Standing(refund).Sum());
        var inDoubt = refunds.Where(refund => refund.State == RefundState.Paid && refund.Overdue).Sum(refund => refund.Parts.Total.Minor);
        Hold(balances[LedgerAccount.ChannelClearing] == -(moved + inDoubt), $"R-REF-6: the ledger says {-balances[LedgerAccount.ChannelClearing]}, the channel {moved}");
    }

    private IEnumerable<long> Standing(Refund refund) => refund.Payouts
        .Select(payout => Oracle.Payments.GetValueOrDefault(payout.OutRequestNo))
        .Where(payment => payment is { IsReversed: false })
        .Select(payment => payment!.Amount);

    private static long Sum(IEnumerable<Money> amounts) => amounts.Sum(amount => amount.Minor);

    private static void Hold(bool holds, string law)
    {
        if (!holds)
            throw new VerdictException(law);
    }
}
