using Aftersales.Refunds.Domain;
using Aftersales.Refunds.Domain.Batches;
using Aftersales.Refunds.Domain.Ledger;

namespace Aftersales.Refunds.Tests.Model;

/// <summary>What holds between the account, the model and the bank after every command.</summary>
internal static class Laws
{
    public static void Check(World world, Account? before)
    {
        var account = world.Account!;
        Hold(account.Refunds.Length == world.Owed.All.Count, "one refund for each cause");
        foreach (var refund in account.Refunds)
            CheckRefund(world, refund);
        CheckSums(world, account);
        CheckLedger(world, account, before);
    }

    /// <summary>R-REF-7: it is paid once, by one person, and lists what it locked.</summary>
    public static void CheckBatch(Batch? before, Batch after)
    {
        Hold(before?.PaidBy is null || (before.PaidBy, before.PaidAt) == (after.PaidBy, after.PaidAt), "R-REF-7: a batch is paid once");
        Hold(before is null || before.Items.Select(item => item.RefundId).SequenceEqual(after.Items.Select(item => item.RefundId)), "R-REF-7: a batch is locked");
        Hold(after.PaidBy is null || after.Items.All(item => item.People.All(check => check.By != after.PaidBy)), "R-PPL-1: who checked does not pay");
        Hold(after.PaidBy is null || after.ApprovedBy is not null, "R-REF-7: what is paid was approved");
        Hold(after.ApprovedBy is null || (after.ApprovedBy != after.CreatedBy && after.ApprovedBy != after.PaidBy), "R-PPL-1: who made or pays a batch does not approve it");
    }

    /// <summary>Once everything has come to its end: what is said to be paid is what the customer has, or a person looks into it.</summary>
    public static void CheckEnd(World world)
    {
        foreach (var refund in world.Account!.Refunds)
        {
            var paid = refund.State == RefundState.Paid ? world.Owed[refund.RefundId].Amount : 0;
            Hold(refund.Overdue || world.Bank.Standing(refund.RefundId) == paid, $"R-REF-9: the books say {paid}, the channel {world.Bank.Standing(refund.RefundId)}: {refund.RefundId}");
        }
    }

    public static void Hold(bool holds, string law)
    {
        if (!holds)
            throw new LawBrokenException(law);
    }

    private static void CheckRefund(World world, Refund refund)
    {
        var owed = world.Owed[refund.RefundId];
        Hold(refund.IsLive == owed.IsLive, $"what is given up is free again, and nothing else: {refund.RefundId}");
        Hold(refund.IsAccepted == owed.IsAccepted, $"R-REF-2: accepted after all checks, and not before: {refund.RefundId}");
        Hold(refund.Parts.Total.Minor == owed.Amount, $"what was asked for is what is refunded: {refund.RefundId}");
        Hold(refund.Parts.Lines.All(part => part.Pieces.SequenceEqual(owed.Goods[part.LineId].Pieces)) && refund.Parts.Lines.Length == owed.Goods.Count,
            $"R-REF-3: the pieces asked for are reserved: {refund.RefundId}");
        Hold(refund.Advance is not { } claim || (claim.Unpaid.Count == owed.Unpaid.Count && claim.Unpaid.All(line => owed.Unpaid.GetValueOrDefault(line.Key) == line.Value)),
            $"R-REF-5: what came back beyond an advance is told of: {refund.RefundId}");
        Hold(owed.People.Distinct().Count() == owed.People.Count, $"R-PPL-1: nobody takes two steps: {refund.RefundId}");

        Hold(world.Bank.Payments(refund.RefundId) <= 1, $"R-REF-4: one payout per entitlement: {refund.RefundId}");
        Hold(world.Bank.Standing(refund.RefundId) <= owed.Amount, $"no more is paid than is owed: {refund.RefundId}");
        Hold(refund.State != RefundState.Paid || world.Bank.Knows(refund.Payout!.OutRequestNo), $"R-REF-4: paid is what the channel paid: {refund.RefundId}");
        Hold(refund.State is RefundState.Paying or RefundState.Paid
                || (world.Bank.Standing(refund.RefundId) == 0 && !world.Bank.IsUnderway(refund.RefundId)),
            $"R-REF-4: nothing is given up while money may have moved: {refund.RefundId}");
        Hold(refund.State != RefundState.Paying || refund.Payout is { AskAt: not null }, $"R-REF-4: what is unknown is asked about: {refund.RefundId}");
        Hold(refund.State is RefundState.Paid or RefundState.Failed or RefundState.Cancelled || refund.Overdue || refund.DueAt is not null,
            $"R-CLK-4: nothing waits for ever: {refund.RefundId}");
    }

    // R-REF-3, of the money that really moved.
    private static void CheckSums(World world, Account account)
    {
        var standing = world.Owed.All.Where(owed => world.Bank.Standing(owed.RefundId) > 0).ToList();
        foreach (var line in account.Order.Lines)
            Hold(standing.Sum(owed => owed.Of(line.LineId)) <= line.Paid.Minor, $"R-REF-3: line {line.LineId}");
        Hold(standing.Sum(owed => owed.Freight) <= account.Order.Freight.Minor, "R-REF-3: freight");
        Hold(standing.Sum(owed => world.Bank.Standing(owed.RefundId) - owed.Compensation - owed.Postage) <= account.Order.Total.Minor, "R-REF-3: the whole order");
    }

    // R-REF-6.
    private static void CheckLedger(World world, Account account, Account? before)
    {
        Hold(before is null || account.Ledger.Take(before.Ledger.Length).SequenceEqual(before.Ledger), "R-REF-6: entries are never changed");
        Hold(account.Ledger.Select(entry => entry.EntryId).Distinct().Count() == account.Ledger.Length, "R-REF-6: each entry is booked once");
        Hold(account.Ledger.All(entry => entry.Postings.Sum(posting => posting.Amount.Minor) == 0), "R-REF-6: each entry is balanced");

        var booked = account.Ledger.SelectMany(entry => entry.Postings)
            .GroupBy(posting => posting.Account).ToDictionary(of => of.Key, of => of.Sum(posting => posting.Amount.Minor));
        Hold(booked.Values.Sum() == 0, "R-REF-6: the trial balance is zero");
        foreach (var (of, balance) in Expected(world, account))
            Hold(booked.GetValueOrDefault(of) == balance, $"R-REF-6: {of} stands at {booked.GetValueOrDefault(of)} instead of {balance}");
    }

    private static IEnumerable<(LedgerAccount Of, long Balance)> Expected(World world, Account account)
    {
        var accepted = world.Owed.All.Where(owed => owed.IsAccepted).ToList();
        var paid = accepted.Where(owed => account.Find(owed.RefundId)!.State == RefundState.Paid).Sum(owed => owed.Amount);
        yield return (LedgerAccount.Customer, paid - accepted.Sum(owed => owed.Amount));
        yield return (LedgerAccount.ChannelClearing, -paid);
        yield return (LedgerAccount.Freight, accepted.Sum(owed => owed.Freight));
        yield return (LedgerAccount.Compensation, accepted.Sum(owed => owed.Compensation));
        yield return (LedgerAccount.InvoicePostage, accepted.Sum(owed => owed.Postage));

        // R-REF-5: the claim of an advance is open, settled by what came back, or to be collected.
        yield return (LedgerAccount.Advances, accepted.Where(IsOpen).Sum(owed => owed.Claim));
        yield return (LedgerAccount.MerchantRefunds, accepted.Sum(owed => owed.Difference + (IsOpen(owed) ? 0 : owed.Settled ?? owed.Claim)));
        yield return (LedgerAccount.Receipts, world.Owed.All.Sum(owed => owed.Collected));
        yield return (LedgerAccount.WriteOffs, world.Owed.All.Sum(owed => owed.WrittenOff));
        yield return (LedgerAccount.Collection,
            accepted.Sum(owed => owed.Settled is { } settled ? owed.Claim - settled : 0) - world.Owed.All.Sum(owed => owed.Collected + owed.WrittenOff));
    }

    private static bool IsOpen(Entitlement owed) => owed is { ReturnId: not null, Settled: null };
}

/// <summary>The subject, the model and the bank disagree.</summary>
internal sealed class LawBrokenException(string law) : Exception(law);
