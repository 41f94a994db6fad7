using Aftersales.Kernel;
using Aftersales.Refunds.Domain.Ledger;

namespace Aftersales.Refunds.Domain;

/// <summary>What holds for every account at every moment; a breach is a defect and stops the write.</summary>
public static class AccountInvariants
{
    public static void Check(Account account)
    {
        CheckReservations(account);
        foreach (var refund in account.Refunds)
            CheckRefund(account, refund);
        CheckLedger(account);
    }

    // R-REF-3.
    private static void CheckReservations(Account account)
    {
        foreach (var line in account.Order.Lines)
        {
            var pieces = account.Refunds.Where(refund => refund.IsLive)
                .SelectMany(refund => refund.Parts.Lines)
                .Where(part => part.LineId == line.LineId)
                .SelectMany(part => part.Pieces)
                .ToList();
            Hold(pieces.Distinct().Count() == pieces.Count, "R-REF-3: a piece is refunded once");
            Hold(pieces.TrueForAll(piece => piece >= 0 && piece < line.Quantity), "R-REF-3: only what was bought is refunded");
            Hold(!account.Left(line).IsNegative, "R-REF-3: a line's refunds stay within what was paid for it");
        }

        Hold(!account.LeftOfFreight.IsNegative, "R-REF-3: freight refunds stay within the freight paid");
        Hold(!account.LeftOfTotal.IsNegative, "R-REF-3: refunds stay within what was paid");
    }

    private static void CheckRefund(Account account, Refund refund)
    {
        Hold(refund.Parts.Total.IsPositive, "a refund is of something");
        Hold(refund.Parts.LessenedTotal <= refund.Parts.Deduction, "what is not refunded of a price is kept back");
        Hold(refund.Checks.Select(check => check.By).Distinct().Count() == refund.Checks.Length, "R-PPL-1: nobody takes two steps of one refund");
        Hold(refund.State is not (RefundState.Paying or RefundState.Paid) || refund.Payout is not null, "a payment has a number");
        Hold(refund.Payouts.Count(payout => payout.MayHaveMoved) <= (refund.State is RefundState.Paying or RefundState.Paid ? 1 : 0),
            "R-REF-4: another attempt follows only where nothing moved under those before");
        Hold(refund.Payouts.Select(payout => payout.OutRequestNo).Distinct().Count() == refund.Payouts.Length, "R-REF-4: an attempt has a number of its own");
        Hold(refund.State is not RefundState.Paying || refund.Kind == RefundKind.Normal || refund.Checks.Length == 5,
            "R-REF-2: all checks come before the money");
        Hold(Balance(account, refund, LedgerAccount.ChannelClearing) == (refund.State == RefundState.Paid ? -refund.Parts.Total : Zero(account)),
            "R-REF-4: the channel paid exactly what is booked as paid");
        Hold(Balance(account, refund, LedgerAccount.Customer) ==
                (refund.IsAccepted && refund.State != RefundState.Paid ? -refund.Parts.Total : Zero(account)),
            "R-REF-6: the customer is owed exactly what is accepted and not paid");
        Hold(Balance(account, refund, LedgerAccount.Collection) == Collectable(account, refund), "R-REF-5: what is to be collected is what is booked so");
    }

    // R-REF-5.
    private static Money Collectable(Account account, Refund refund)
    {
        if (refund.Advance is not { } claim)
            return Zero(account);
        return (refund.IsAccepted ? claim.ToCollect : Zero(account)) - claim.Collected - claim.WrittenOff;
    }

    // R-REF-6.
    private static void CheckLedger(Account account)
    {
        foreach (var entry in account.Ledger)
            Hold(entry.Postings.Length > 1 && Sum(account, entry.Postings).IsZero, "R-REF-6: an entry is balanced");
        Hold(account.Ledger.Select(entry => entry.EntryId).Distinct().Count() == account.Ledger.Length, "R-REF-6: an entry is booked once");
        var reversed = account.Ledger.Select(entry => entry.Reverses).OfType<string>().ToList();
        Hold(reversed.Distinct().Count() == reversed.Count, "R-REF-6: an entry is reversed once");
    }

    private static Money Balance(Account account, Refund refund, LedgerAccount of) =>
        Sum(account, account.Ledger.Where(e => e.RefundId == refund.RefundId).SelectMany(e => e.Postings).Where(p => p.Account == of));

    private static Money Sum(Account account, IEnumerable<Posting> postings) => Money.Sum(postings.Select(p => p.Amount), account.Order.Total.Currency);

    private static Money Zero(Account account) => Money.Zero(account.Order.Total.Currency);

    private static void Hold(bool holds, string invariant)
    {
        if (!holds)
            throw new InvalidOperationException(invariant);
    }
}
