using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Refunds.Domain.Ledger;

/// <summary>
/// What is booked for an event (R-REF-6). Acceptance: what it was for is debited, the customer credited. Payment: the customer is debited, the
/// channel credited. An advance's claim moves between advances, merchant refunds and collection, and from there to receipts and write-offs. Whatever
/// is taken back is reversed entry by entry.
/// </summary>
internal static class Bookkeeping
{
    private const string Collected = "advance_collected";
    private const string WrittenOff = "advance_written_off";

    public static IEnumerable<LedgerEntry> Of(Account account, Refund? before, Refund after, RefundEvent happened) => happened switch
    {
        Accepted => [Entry(account, 0, after, "refund_accepted", happened.At, [.. Cost(after), new(LedgerAccount.Customer, -after.Parts.Total)])],
        Paid => [Entry(account, 0, after, "refund_paid", happened.At,
            [new(LedgerAccount.Customer, after.Parts.Total), new(LedgerAccount.ChannelClearing, -after.Parts.Total)])],
        AdvanceClosed or MoneyCollected or ClaimWrittenOff when before!.IsAccepted => Moved(account, before, after, happened),
        SentBack or PaymentReversed or Failed or Cancelled => Reversed(account, after, happened.At),
        _ => [],
    };

    private static IEnumerable<Posting> Cost(Refund refund) =>
    [
        .. Goods(refund),
        new(LedgerAccount.MerchantRefunds, refund.Parts.PriceDifference - refund.Parts.Deduction),
        new(LedgerAccount.Freight, refund.Parts.Freight),
        new(LedgerAccount.Compensation, refund.Parts.Compensation),
        new(LedgerAccount.InvoicePostage, refund.Parts.Postage),
    ];

    private static IEnumerable<Posting> Goods(Refund refund) => refund.Advance switch
    {
        null => [new(LedgerAccount.MerchantRefunds, refund.Parts.Goods)],
        { State: AdvanceState.Open } open => [new(LedgerAccount.Advances, open.Goods)],
        var closed => [new(LedgerAccount.MerchantRefunds, closed.Settled), new(LedgerAccount.Collection, closed.ToCollect)],
    };

    // What came of a claim that was not settled by goods: not part of the refund, so it stays booked when the refund is reversed.
    private static IEnumerable<Posting> Pursued(Refund refund) => refund.Advance is not { } claim ? [] :
    [
        new(LedgerAccount.Receipts, claim.Collected),
        new(LedgerAccount.WriteOffs, claim.WrittenOff),
        new(LedgerAccount.Collection, -(claim.Collected + claim.WrittenOff)),
    ];

    private static IEnumerable<LedgerEntry> Moved(Account account, Refund before, Refund after, RefundEvent happened) =>
        new[]
        {
            (Text: after.Advance!.ToCollect.IsZero ? "advance_settled" : "advance_to_collect", Postings: Difference(Goods(before), Goods(after))),
            (Text: happened is MoneyCollected ? Collected : WrittenOff, Postings: Difference(Pursued(before), Pursued(after))),
        }
        .Where(moved => moved.Postings.Any())
        .Select((moved, index) => Entry(account, index, after, moved.Text, happened.At, moved.Postings));

    private static IEnumerable<Posting> Difference(IEnumerable<Posting> before, IEnumerable<Posting> after) =>
        after.Concat(before.Select(posting => posting with { Amount = -posting.Amount }))
            .GroupBy(posting => posting.Account)
            .Select(group => new Posting(group.Key, group.Select(posting => posting.Amount).Aggregate((a, b) => a + b)))
            .Where(posting => !posting.Amount.IsZero);

    private static IEnumerable<LedgerEntry> Reversed(Account account, Refund refund, Instant at)
    {
        var reversed = account.Ledger.Select(entry => entry.Reverses).ToHashSet();
        return account.Ledger
            .Where(entry => entry.RefundId == refund.RefundId && entry.Reverses is null && entry.Text is not (Collected or WrittenOff) && !reversed.Contains(entry.EntryId))
            .Reverse()
            .Select((entry, index) => Entry(account, index, refund, "reversal", at, entry.Postings.Select(p => p with { Amount = -p.Amount })) with
            {
                Reverses = entry.EntryId,
            });
    }

    private static LedgerEntry Entry(Account account, int index, Refund refund, string text, Instant at, IEnumerable<Posting> postings) => new(
        Ids.Derived("ent", $"{refund.RefundId}/{account.Ledger.Length + index}"), refund.RefundId, text, at,
        [.. postings.Where(posting => !posting.Amount.IsZero)]);
}
