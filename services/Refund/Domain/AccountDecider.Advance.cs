using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Refunds.Domain;

public static partial class AccountDecider
{
    // R-REF-5. An inspection also settles what was given up before, and so does a later one: a dispute was won, or goods turned up.
    private static IEnumerable<RefundEvent> ClosedBy(EndedReturn ended, Account? account, Deadlines deadlines, Instant now) =>
        (account?.Refunds ?? [])
            .Where(refund => refund.ReturnId == ended.ReturnId && refund.IsLive && refund.Advance is { } claim && IsNews(ended, claim))
            .SelectMany(refund => Close(refund, ended, deadlines, now));

    private static bool IsNews(EndedReturn ended, Advance claim) => ended.Accepted is null
        ? claim.State == AdvanceState.Open
        : !claim.Inspected || ended.Version > claim.ReturnVersion;

    // Goods that did not come back are not paid for where that can still be helped: before the acceptance the refund becomes smaller, after it the
    // invoice is being cleared of the whole and it is called off; once the channel may have paid, the rest is collected. What was made smaller before
    // is called off too where more came back after all: the plan asks for all of it anew. What is paid, or may be, is not: the plan asks for the rest.
    private static IEnumerable<RefundEvent> Close(Refund refund, EndedReturn ended, Deadlines deadlines, Instant now)
    {
        var (parts, back) = (refund.Parts, refund.Parts.CameBack(ended));
        var settled = back.Goods - (back.LessenedTotal - parts.LessenedTotal);
        var more = refund.Advance!.Inspected ? More(ended, parts) : ImmutableDictionary<string, int>.Empty;
        var news = more.Where(line => line.Value > refund.Advance.Unpaid.GetValueOrDefault(line.Key)).ToList();
        if (refund.State is RefundState.Paying or RefundState.Paid || refund.Contradiction is not null || (settled == parts.Goods && more.IsEmpty))
        {
            return
            [
                .. refund.Advance.Inspected && refund.Advance.Settled == settled ? (RefundEvent[])[] : [Closed(settled)],
                .. news.Count == 0 ? (RefundEvent[])[] : [new FellShort(now, refund.RefundId, refund.Advance.Unpaid.SetItems(news))],
            ];
        }

        return refund.IsAccepted || back.Goods == back.Deduction || !more.IsEmpty
            ? [new Cancelled(now, refund.RefundId, "GOODS_NOT_RETURNED")]
            : [new Reduced(now, refund.RefundId, back), Closed(back.Goods)];

        AdvanceClosed Closed(Money accepted) => new(now, refund.RefundId, accepted, ended.Accepted is not null, deadlines.Collect(now)) { ReturnVersion = ended.Version };
    }

    private static ImmutableDictionary<string, int> More(EndedReturn ended, Parts parts) => (
        from line in ended.Accepted ?? ImmutableDictionary<string, int>.Empty
        let more = line.Value - parts.Lines.Where(part => part.LineId == line.Key).Sum(part => part.Pieces.Length)
        where more > 0
        select KeyValuePair.Create(line.Key, more)).ToImmutableDictionary();

    private static Decision<AccountEvent> Record(RecordCollection record, Refund refund, Instant now)
    {
        if (refund.Advance?.Receipts.FirstOrDefault(receipt => receipt.Reference == record.Reference) is { } earlier)
            return Repeated(earlier.Amount == record.Amount, earlier.By == record.By, refund);
        if (Uncollectable(refund) is { } refusal)
            return refusal;
        var outstanding = refund.Advance!.Outstanding;
        var within = record.Amount.Currency == outstanding.Currency && Math.Sign(record.Amount.Minor) == Math.Sign(outstanding.Minor)
            && Math.Abs(record.Amount.Minor) <= Math.Abs(outstanding.Minor);
        return within
            ? new MoneyCollected(now, refund.RefundId, new(record.Reference, record.Amount, record.By, now))
            : new Refusal(RefundReasons.CollectionExceeded, "more than is to be collected, or given back").Rule("R-REF-5").With("allowed", $"{outstanding.Minor}");
    }

    // R-PPL-1: whoever had the advance requested does not let it go.
    private static Decision<AccountEvent> Forgo(ForgoClaim forgo, Refund refund, Instant now)
    {
        if (refund.Advance is { State: AdvanceState.WrittenOff, WriteOff: { } done })
            return Repeated(done.Reason == forgo.Reason, done.By == forgo.By, refund);
        if (Uncollectable(refund) is { } refusal)
            return refusal;
        if (refund.Checked(CheckStep.Request)?.By == forgo.By)
            return SamePerson(CheckStep.Request);
        var outstanding = refund.Advance!.Outstanding;
        return outstanding.IsPositive
            ? new ClaimWrittenOff(now, refund.RefundId, outstanding, new(forgo.By, forgo.Reason, now))
            : new Refusal(RefundReasons.CollectionExceeded, "what is owed to the customer is not written off").Rule("R-REF-5").With("allowed", $"{outstanding.Minor}");
    }

    private static Refusal? Uncollectable(Refund refund) =>
        refund.State != RefundState.Paid ? Refusal.WrongState(RefundReasons.RefundStateInvalid, $"{refund.State}", $"{RefundState.Paid}")
        : refund.Advance is not { State: AdvanceState.ToCollect }
            ? Refusal.WrongState(RefundReasons.AdvanceStateInvalid, $"{refund.Advance?.State}", $"{AdvanceState.ToCollect}")
        : null;
}
