using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Refunds.Domain;

/// <summary>Where a refund stands; the contract's <c>RefundState</c> says what each means.</summary>
public enum RefundState
{
    AwaitingPayee,
    AwaitingFirstCheck,
    AwaitingSecondCheck,
    AwaitingThirdCheck,
    AwaitingInvoice,
    AwaitingBatch,
    Paying,
    Paid,
    Failed,
    Cancelled,
}

/// <summary>How a refund is paid: through the channel that took the money (R-REF-1), or by transfer after three checks (R-REF-2).</summary>
public enum RefundKind
{
    Normal,
    Abnormal,
}

/// <summary>What is owed to a customer for one cause, and how far it is paid.</summary>
/// <param name="RefundId">Follows from the cause, so that one cause has one refund.</param>
public sealed record Refund(string RefundId, Cause Cause, RefundKind Kind, RefundState State, Parts Parts, Instant RequestedAt)
{
    /// <summary>The return it belongs to; null when there is none.</summary>
    public string? ReturnId { get; init; }

    /// <summary>The claim on the goods where it is paid before they are back (R-REF-5); null otherwise.</summary>
    public Advance? Advance { get; init; }

    /// <summary>Who took which step in this round of the chain, the request first (R-PPL-1).</summary>
    public ImmutableArray<Check> Checks { get; init; } = [];

    /// <summary>Grows when it is sent back: a new round of checks, and another place in a batch.</summary>
    public int Round { get; init; } = 1;

    public Payee? Payee { get; init; }

    public string? BatchId { get; init; }

    /// <summary>Every attempt to pay it, oldest first. All but the last have ended without money.</summary>
    public ImmutableArray<Payout> Payouts { get; init; } = [];

    /// <summary>The latest attempt; null before the first.</summary>
    public Payout? Payout => Payouts.LastOrDefault();

    /// <summary>Whether the wait for invoices is over (R-REF-8): it is not waited for again after a correction.</summary>
    public bool InvoiceDone { get; init; }

    /// <summary>It went on without an answer of Invoice, and has none yet: a person has to look, unless it comes to nothing (R-REF-8).</summary>
    public bool InvoiceUncleared { get; init; }

    /// <summary>When it has to be paid at the latest; null until that is known.</summary>
    public Instant? PayBy { get; init; }

    /// <summary>When the present step is overdue; null once it has ended.</summary>
    public Instant? DueAt { get; init; }

    /// <summary>The present step's deadline has passed, or the channel took the payment back: a person has to look (R-CLK-4, R-REF-9).</summary>
    public bool Overdue { get; init; }

    /// <summary>Every step that outlasted its time, oldest first.</summary>
    public ImmutableArray<Escalation> Escalations { get; init; } = [];

    /// <summary>Who read the payee in clear (R-PPL-2), oldest first.</summary>
    public ImmutableArray<PayeeReading> PayeeReadings { get; init; } = [];

    public string? SentBackReason { get; init; }

    /// <summary>Who sent it back; null when the channel did.</summary>
    public string? SentBackBy { get; init; }

    /// <summary>Version of the policy that decided its kind and deadlines.</summary>
    public string PolicyVersion { get; init; } = "";

    /// <summary>Whether its parts are reserved: everything but failed and cancelled.</summary>
    public bool IsLive => State is not (RefundState.Failed or RefundState.Cancelled);

    /// <summary>Whether it was accepted in this round: the customer is owed it, and the ledger says so.</summary>
    public bool IsAccepted => State is RefundState.AwaitingInvoice or RefundState.AwaitingBatch or RefundState.Paying or RefundState.Paid;

    /// <summary>Sent back before Invoice had answered: the answer still comes, and is not given a second time.</summary>
    public bool IsCorrected => Round > 1 && !InvoiceDone && IsLive && !IsAccepted;

    /// <summary>
    /// A person has to find out what became of the payment: the channel has not said for too long, or no longer knows what it had confirmed.
    /// </summary>
    public bool IsPayoutUnclear =>
        Contradiction is not null || (Overdue && this is { State: RefundState.Paying, Payout.State: PayoutState.Unknown } or { State: RefundState.Paid });

    /// <summary>What a person said became of the unclear payment, and nobody has confirmed; null for none.</summary>
    public OutcomeStatement? Statement { get; init; }

    /// <summary>The channel says that it paid what two people said was not paid; null for none. Nothing more is paid before it is settled.</summary>
    public Contradiction? Contradiction { get; init; }

    /// <summary>
    /// The payment of which people can say what became: the channel has not told, or contradicts what was told before. Null for none. A payment under way comes
    /// first: it may have moved, too.
    /// </summary>
    public string? UnsettledPayout => this switch
    {
        { State: RefundState.Paying, Payout: { } attempt } => attempt.State == PayoutState.Unknown ? attempt.OutRequestNo : null,
        { Contradiction: { } contradiction } => contradiction.OutRequestNo,
        { State: RefundState.Paid, Overdue: true } => Payout!.OutRequestNo,
        _ => null,
    };

    public Payout? PayoutOf(string outRequestNo) => Payouts.FirstOrDefault(payout => payout.OutRequestNo == outRequestNo);

    /// <summary>The refund with one attempt changed.</summary>
    internal Refund With(string outRequestNo, Func<Payout, Payout> change) =>
        this with { Payouts = [.. Payouts.Select(payout => payout.OutRequestNo == outRequestNo ? change(payout) : payout)] };

    /// <summary>The refund with its latest attempt changed.</summary>
    internal Refund With(Func<Payout, Payout> change) => this with { Payouts = Payouts.SetItem(Payouts.Length - 1, change(Payouts[^1])) };

    public Check? Checked(CheckStep step) => Checks.FirstOrDefault(check => check.Step == step);
}

/// <summary>What started a refund, e.g. <c>PlanStep</c> and the step's id.</summary>
public sealed record Cause(string Kind, string Id);
