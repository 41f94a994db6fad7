using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Invoices.Domain;

/// <summary>What can be asked of an order's invoices.</summary>
public abstract record InvoiceCommand;

/// <param name="InvoiceId">Of the new invoice.</param>
/// <param name="Lines">Parts of the order; empty for everything that is left of it.</param>
/// <param name="Replaces">The wrong invoice whose place it takes; null otherwise.</param>
public sealed record RequestInvoice(
    string InvoiceId, InvoiceKind Kind, PaidOrder Order, SealedText SealedTitle, bool TaxpayerNumberWarning, ImmutableArray<AskedPart> Lines,
    string? Replaces = null) : InvoiceCommand;

/// <param name="Quantity">Pieces, 0 where an amount is given.</param>
/// <param name="Amount">Tax included; null for the pieces' share of what is left.</param>
public sealed record AskedPart(string LineId, int Quantity, Money? Amount = null);

/// <summary>The order's facts changed. One that was ticked at the order is requested by itself.</summary>
/// <param name="InvoiceId">Of the invoice that it may begin.</param>
/// <param name="SealedTitle">The customer's default title; null without one.</param>
public sealed record FollowOrder(string InvoiceId, PaidOrder Order, SealedText? SealedTitle, bool TaxpayerNumberWarning) : InvoiceCommand;

/// <param name="SealedTitle">Null to keep the present one; kind and lines likewise.</param>
public sealed record CorrectInvoice(
    string InvoiceId, PaidOrder? Order, InvoiceKind? Kind, SealedText? SealedTitle, bool TaxpayerNumberWarning, ImmutableArray<AskedPart> Lines) : InvoiceCommand;

/// <param name="Order">The order's latest facts, which decide on what is invoiced; null when they are away.</param>
/// <param name="Contents">Contents that the specialist gave lines, by line.</param>
public sealed record CheckInvoice(string InvoiceId, string By, PaidOrder? Order, ImmutableDictionary<string, Content> Contents) : InvoiceCommand;

/// <summary>The batch that the invoice is in got so far.</summary>
public sealed record FollowBatch(string InvoiceId, string OrderId, string BatchId, Batches.BatchState Reached) : InvoiceCommand;

/// <summary>The supervisor did not approve it.</summary>
public sealed record SendBack(string InvoiceId, string BatchId, string Reason) : InvoiceCommand;

public sealed record TakeIssueAnswer(string InvoiceId, TaxAnswer Answer) : InvoiceCommand;

public sealed record Deliver(string InvoiceId, DeliveryMedium Medium, string Reference) : InvoiceCommand;

/// <summary>The customer sent the wrong original back.</summary>
/// <param name="InvoiceId">The invoice that takes its place.</param>
public sealed record SendOriginal(string InvoiceId, string TrackingNo) : InvoiceCommand;

/// <summary>The wrong original arrived.</summary>
public sealed record ReceiveOriginal(string InvoiceId, bool MerchantsFault) : InvoiceCommand;

/// <summary>The time has come to remind of, or to give up, the wrong original.</summary>
public sealed record AskForOriginal(string InvoiceId) : InvoiceCommand;

/// <summary>What Refund said about the postage: the refund's id, or the reason why there is none.</summary>
public sealed record TakePostageAnswer(string InvoiceId, string? RefundId, string? Refused) : InvoiceCommand;

public sealed record TakeRedLetterAnswer(string RedLetterId, TaxAnswer Answer) : InvoiceCommand;

/// <param name="Lines">Empty for everything that is left.</param>
public sealed record ApplyRedLetter(
    string InvoiceId, string RedLetterId, string By, RedLetterReason Reason, ImmutableArray<AskedPart> Lines) : InvoiceCommand;

public sealed record ConfirmRedLetter(string RedLetterId, string By) : InvoiceCommand;

public sealed record RejectRedLetter(string RedLetterId, string By, string Note) : InvoiceCommand;

/// <param name="Lines">A line may be named twice; freight is among them.</param>
public sealed record ClearRefund(string RefundId, string CustomerId, ImmutableArray<LinePart> Lines, bool GoodsReturned) : InvoiceCommand;

/// <summary>The refund will never be paid.</summary>
public sealed record DropRefund(ClearRefund Refund) : InvoiceCommand;

/// <summary>A date of an invoice or of a red letter's application came.</summary>
public sealed record Strike(InvoiceClock Clock, string Id) : InvoiceCommand;

public sealed record RecordBreach(string CustomerId, BreachKind Kind, string By) : InvoiceCommand;

public sealed record RevealTitle(string InvoiceId, string By, string Purpose) : InvoiceCommand;

public enum InvoiceClock
{
    DueSoon,
    Due,
    Confirmation,
}

/// <summary>What the tax platform said. Silence is no answer.</summary>
public abstract record TaxAnswer
{
    public sealed record Issued(string Number, Instant At) : TaxAnswer;

    /// <summary>Not issued.</summary>
    public sealed record Refused(string Code) : TaxAnswer;

    /// <summary>Taken in; how it ended is asked for later.</summary>
    public sealed record Processing : TaxAnswer;
}
