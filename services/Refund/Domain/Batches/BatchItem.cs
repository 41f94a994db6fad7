using System.Collections.Immutable;
using Aftersales.Kernel;

namespace Aftersales.Refunds.Domain.Batches;

/// <summary>How far a batch got with a refund; the contract's <c>BatchItemState</c> says what each means.</summary>
public enum BatchProgress
{
    Listed,
    Locked,
    Released,
    Paid,
    SentBack,
    Failed,
    Freed,
}

/// <summary>One refund of a batch.</summary>
/// <param name="Round">The refund's round: a refund sent back after a payment failed can be in another batch.</param>
/// <param name="People">Who requested and checked it; none of them may pay it (R-PPL-1).</param>
public sealed record BatchItem(string RefundId, string OrderId, Money Amount, int Round, ImmutableArray<Check> People)
{
    /// <summary>The freight in it.</summary>
    public Money Freight { get; init; } = Money.Zero(Amount.Currency);

    /// <summary>The cash compensation in it.</summary>
    public Money Compensation { get; init; } = Money.Zero(Amount.Currency);

    /// <summary>The price differences in it.</summary>
    public Money PriceDifference { get; init; } = Money.Zero(Amount.Currency);

    /// <summary>The postage of an invoice in it.</summary>
    public Money Postage { get; init; } = Money.Zero(Amount.Currency);

    public BatchProgress Progress { get; init; }

    public Money Goods => Amount - Freight - Compensation - PriceDifference - Postage;

    public bool HasEnded => Progress is BatchProgress.Paid or BatchProgress.SentBack or BatchProgress.Failed;

    public static BatchItem Of(string orderId, Refund refund) => new(refund.RefundId, orderId, refund.Parts.Total, refund.Round, refund.Checks)
    {
        Freight = refund.Parts.Freight,
        Compensation = refund.Parts.Compensation,
        PriceDifference = refund.Parts.PriceDifference,
        Postage = refund.Parts.Postage,
    };

    /// <summary>What became of the refund once it was released; null while the channel is asked. A later round is none of this batch's.</summary>
    public BatchProgress? EndOf(Refund refund) => refund switch
    {
        _ when refund.Round > Round => BatchProgress.SentBack,
        { State: RefundState.Cancelled } => BatchProgress.SentBack,
        { State: RefundState.Failed } => BatchProgress.Failed,
        { State: RefundState.Paid } => BatchProgress.Paid,
        _ => null,
    };
}
