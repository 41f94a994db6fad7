using System.Collections.Immutable;
using NodaTime;

namespace Aftersales.Invoices.Domain;

/// <summary>What can be asked of an order's invoices.</summary>
public abstract record InvoiceCommand;

/// <param name="InvoiceId">Of the new invoice.</param>
public sealed record RequestInvoice(string InvoiceId, InvoiceKind Kind, PaidOrder Order, string SealedTitle, bool TaxpayerNumberWarning) : InvoiceCommand;

/// <param name="Order">The order's latest facts, which decide on what is invoiced; null when they are away.</param>
public sealed record CheckInvoice(string InvoiceId, string By, PaidOrder? Order) : InvoiceCommand;

/// <summary>The batch that the invoice is in got so far.</summary>
public sealed record FollowBatch(string InvoiceId, string BatchId, Batches.BatchState Reached) : InvoiceCommand;

public sealed record TakeIssueAnswer(string InvoiceId, TaxAnswer Answer) : InvoiceCommand;

public sealed record TakeRedLetterAnswer(string RedLetterId, TaxAnswer Answer) : InvoiceCommand;

/// <param name="Lines">A line may be named twice; freight is among them.</param>
public sealed record ClearRefund(string RefundId, string CustomerId, ImmutableArray<RefundedLine> Lines, bool GoodsReturned) : InvoiceCommand;

/// <summary>The refund will never be paid.</summary>
public sealed record DropRefund(ClearRefund Refund) : InvoiceCommand;

/// <summary>What the tax platform said. Silence is no answer.</summary>
public abstract record TaxAnswer
{
    public sealed record Issued(string Number, Instant At) : TaxAnswer;

    /// <summary>Not issued.</summary>
    public sealed record Refused(string Code) : TaxAnswer;

    /// <summary>Taken in; how it ended is asked for later.</summary>
    public sealed record Processing : TaxAnswer;
}
