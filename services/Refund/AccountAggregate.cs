using Aftersales.Contracts.Refunds;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Store;
using Aftersales.Refunds.Domain;
using Aftersales.Refunds.Queries;
using Google.Protobuf;

namespace Aftersales.Refunds;

/// <summary>An order's account in the store; the id is the order's.</summary>
public sealed class AccountAggregate : AggregateType<Account, AccountEvent>
{
    public override string Kind => "account";

    public override Account Evolve(Account? state, AccountEvent happened) => AccountEvolution.Evolve(state, happened);

    public override void Check(Account state) => AccountInvariants.Check(state);

    public override string? Subject(string id, Account state) => state.Order.CustomerId;

    public override bool IsOpen(Account state) => state.Refunds.Any(refund =>
        refund is { IsLive: true, State: not Domain.RefundState.Paid } or { Advance.State: Domain.AdvanceState.Open or Domain.AdvanceState.ToCollect } || Work(refund).Any());

    public override IEnumerable<ListEntry> Lists(string id, Account state) =>
        [.. state.Refunds.SelectMany(refund => RefundLists.Of(state, refund)), .. LedgerBooks.Lists(state), .. ReconciliationBooks.Lists(state)];

    /// <summary>A refund id stands for its cause: the same cause on another order is refused.</summary>
    public override IEnumerable<Claim> Claims(string id, Account state) => state.Refunds.Select(refund => new Claim($"refund/{refund.RefundId}", id));

    public override IEnumerable<Share> Shares(string id, Account state) => LedgerBooks.Shares(state);

    public override IEnumerable<Due> Work(string id, Account state) => state.Refunds.SelectMany(Work);

    public override IEnumerable<IMessage> Publish(string id, Account? before, AccountEvent happened, Account after, long version)
    {
        if (happened is not RefundEvent about)
            return [];
        var (was, refund) = (before!.Find(about.RefundId), after.Find(about.RefundId)!);
        var snapshot = refund.ToSnapshot(after, version);
        IEnumerable<IMessage> escalated = refund.Escalations.Length > (was?.Escalations.Length ?? 0) ? [new RefundEscalated { Refund = snapshot }] : [];
        return escalated.Concat(Told(was, happened, snapshot));
    }

    public override Refusal ClaimHeld(string claim, string holder) =>
        new Refusal(RefundReasons.InvalidRequest, "cause: refunds another order").Field("cause", "must not be another order's");

    private static IEnumerable<IMessage> Told(Domain.Refund? was, AccountEvent happened, RefundSnapshot snapshot) => happened switch
    {
        Requested => [new RefundRequested { Refund = snapshot }],
        Accepted when !was!.InvoiceDone => [new RefundAccepted { Refund = snapshot }],
        SentBack or PaymentReversed => [new RefundSentBack { Refund = snapshot }],
        Paid => [new RefundPaid { Refund = snapshot }],
        Failed => [new RefundFailed { Refund = snapshot }],
        Cancelled => [new RefundCancelled { Refund = snapshot }],
        AdvanceClosed when snapshot.AdvanceState == Contracts.Refunds.AdvanceState.Settled => [new AdvanceSettled { Refund = snapshot }],
        AdvanceClosed when snapshot.AdvanceState == Contracts.Refunds.AdvanceState.ToCollect => [new AdvanceToCollect { Refund = snapshot }],
        FellShort e =>
        [
            new AdvanceFellShort
            {
                Refund = snapshot,
                Lines = { e.Pieces.OrderBy(line => line.Key, StringComparer.Ordinal).Select(line => new Contracts.LineQuantity { LineId = line.Key, Quantity = line.Value }) },
            },
        ],
        MoneyCollected when snapshot.AdvanceState == Contracts.Refunds.AdvanceState.Collected => [new AdvanceCollected { Refund = snapshot }],
        ClaimWrittenOff => [new AdvanceWrittenOff { Refund = snapshot }],
        _ => [],
    };

    private static IEnumerable<Due> Work(Domain.Refund refund)
    {
        foreach (var payout in refund.Payouts)
            if (payout.VerifyAt is { } verify)
                yield return new($"verify:{payout.OutRequestNo}", verify);
        if (refund.State == Domain.RefundState.Paid)
        {
            if (refund.DueAt is { } awaited)
                yield return new($"{(refund.Advance!.State == Domain.AdvanceState.Open ? "goods" : "deadline")}:{refund.RefundId}", awaited);
            if (refund.Payout!.AskAt is { } confirm)
                yield return new($"confirm:{refund.RefundId}", confirm);
            yield break;
        }

        // What awaits the payee ends at its deadline, also where a person was told before (R-REF-9); not while it may have been paid already.
        if (refund is { DueAt: { } due, Contradiction: null } && (!refund.Overdue || refund.State == Domain.RefundState.AwaitingPayee))
            yield return new($"deadline:{refund.RefundId}", due);
        if (refund is { State: Domain.RefundState.Paying, Payout.AskAt: { } ask })
            yield return new($"payout:{refund.RefundId}", ask);
    }
}
