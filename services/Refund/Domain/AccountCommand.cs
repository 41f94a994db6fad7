using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Refunds.Domain;

/// <summary>What can be asked of an order's account.</summary>
public abstract record AccountCommand;

/// <param name="RefundId">Follows from the cause.</param>
/// <param name="Lines">Quantities of lines; a line may be named twice.</param>
/// <param name="Ended">How the return ended; null while it has not.</param>
/// <param name="By">The person on whose behalf it is requested.</param>
public sealed record RequestRefund(
    PaidOrder Order, string RefundId, Cause Cause, ImmutableArray<(string LineId, int Quantity)> Lines, Money Freight, Money Compensation,
    bool Advance, string? ReturnId, EndedReturn? Ended, string By) : AccountCommand
{
    /// <summary>What lines cost more than they should have; a line may be named twice.</summary>
    public ImmutableArray<PriceDifference> PriceDifferences { get; init; } = [];

    /// <summary>What the customer laid out to send a wrong invoice back (R-INV-3).</summary>
    public Money Postage { get; init; } = Money.Zero(Compensation.Currency);

    /// <summary>What is kept back of the goods (R-RET-7, R-RET-9).</summary>
    public Money Deduction { get; init; } = Money.Zero(Compensation.Currency);

    /// <summary>Of the deduction: the rest of pieces accepted in part, each line once (R-INV-6).</summary>
    public ImmutableArray<Lessened> Lessened { get; init; } = [];

    /// <summary>
    /// When the return was requested (R-REF-1), the compensation recorded, or the wrong invoice arrived (R-REF-2): deadlines count from then; null for now.
    /// </summary>
    public Instant? OwedSince { get; init; }

    internal bool IsOfNothing =>
        Lines.IsEmpty && PriceDifferences.IsEmpty && Freight.IsZero && Compensation.IsZero && Postage.IsZero;

    /// <summary>Of an advance whose goods were inspected before it was requested: what came back, where anything did.</summary>
    internal RequestRefund OfWhatCameBack()
    {
        if (!Advance || Ended?.Accepted is not { } accepted)
            return this;
        var back = Lines.GroupBy(line => line.LineId)
            .Select(line => (line.Key, Math.Min(line.Sum(part => part.Quantity), accepted.GetValueOrDefault(line.Key))))
            .Where(line => line.Item2 > 0)
            .ToImmutableArray();
        return back.IsEmpty ? this : this with { Lines = back };
    }
}

/// <summary>A command about one refund of the account.</summary>
public abstract record RefundCommand(string RefundId) : AccountCommand;

public sealed record ProvidePayee(string RefundId, Payee Payee) : RefundCommand(RefundId);

public sealed record PassCheck(string RefundId, CheckStep Step, string By) : RefundCommand(RefundId)
{
    /// <summary>The step is another role's; a supervisor may take it once it is overdue.</summary>
    public bool AsDeputy { get; init; }
}

/// <param name="Steps">The steps that the person's roles take.</param>
public sealed record RevealPayee(string RefundId, ImmutableArray<CheckStep> Steps, string By, RevealPurpose Purpose) : RefundCommand(RefundId);

/// <param name="Steps">The steps that the person's roles take.</param>
public sealed record SendBack(string RefundId, ImmutableArray<CheckStep> Steps, string By, string Reason) : RefundCommand(RefundId);

/// <summary>Invoice says that nothing invoiced stands in the way (R-REF-8).</summary>
public sealed record ClearInvoice(string RefundId) : RefundCommand(RefundId);

/// <summary>A command of a batch, which lists one round of a refund: one that was sent back meanwhile is none of its business any more.</summary>
public abstract record BatchedCommand(string RefundId, string BatchId) : RefundCommand(RefundId)
{
    /// <summary>The round that the batch lists; null for any.</summary>
    public int? Round { get; init; }
}

public sealed record JoinBatch(string RefundId, string BatchId) : BatchedCommand(RefundId, BatchId);

/// <summary>The batch was returned before it was paid: the refund can be in another.</summary>
public sealed record LeaveBatch(string RefundId, string BatchId) : BatchedCommand(RefundId, BatchId);

public sealed record PayFromBatch(string RefundId, string BatchId, string By) : BatchedCommand(RefundId, BatchId);

public sealed record TakeAnswer(string RefundId, string OutRequestNo, ChannelAnswer Answer) : RefundCommand(RefundId)
{
    /// <summary>Which confirmation it answers, by the time at which that was due; null for the answer to a payment, which confirms nothing however late it comes.</summary>
    public Instant? Confirms { get; init; }
}

/// <summary>A person says what became of a payment of which the channel does not (R-REF-4).</summary>
/// <param name="ChannelNo">The channel's number of the payment; null: it was not made.</param>
/// <param name="PaidAt">When it was paid; null for now, or where it was not.</param>
public sealed record ReportOutcome(string RefundId, string OutRequestNo, string? ChannelNo, Instant? PaidAt, string Reason, string By) : RefundCommand(RefundId);

/// <summary>Another person says the same.</summary>
public sealed record ConfirmOutcome(string RefundId, string OutRequestNo, string? ChannelNo, string By) : RefundCommand(RefundId);

/// <summary>The present step's deadline has come.</summary>
public sealed record PassDeadline(string RefundId) : RefundCommand(RefundId);

/// <summary>The goods of an advance did not come in time.</summary>
public sealed record GiveGoodsUp(string RefundId) : RefundCommand(RefundId);

/// <summary>Money was received from the customer for an advance whose goods did not come; negative where some was given back.</summary>
/// <param name="Reference">Number of the receipt.</param>
public sealed record RecordCollection(string RefundId, string Reference, Money Amount, string By) : RefundCommand(RefundId);

/// <summary>What is left of a claim is not pursued any more.</summary>
public sealed record ForgoClaim(string RefundId, string By, string Reason) : RefundCommand(RefundId);

/// <summary>A return ended, which closes the claims on its goods.</summary>
public sealed record CloseReturn(EndedReturn Return) : AccountCommand;
