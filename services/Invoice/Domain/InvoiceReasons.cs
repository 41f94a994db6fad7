using Aftersales.Kernel;

namespace Aftersales.Invoices.Domain;

/// <summary>Why invoices and batches refuse; names are those of the contract's <c>ErrorReason</c>. None is about an amount's size or an age (R-INV-1).</summary>
public static class InvoiceReasons
{
    public static readonly Reason InvalidRequest = new("INVALID_REQUEST", RefusalKind.Invalid);
    public static readonly Reason OrderNotFound = new("ORDER_NOT_FOUND", RefusalKind.NotFound);
    public static readonly Reason LineUnknown = new("LINE_UNKNOWN", RefusalKind.Invalid);
    public static readonly Reason QuantityExceeded = new("QUANTITY_EXCEEDED", RefusalKind.Precondition);
    public static readonly Reason TaxpayerNumberInvalid = new("TAXPAYER_NUMBER_INVALID", RefusalKind.Invalid);
    public static readonly Reason VatSpecialDataIncomplete = new("VAT_SPECIAL_DATA_INCOMPLETE", RefusalKind.Invalid);
    public static readonly Reason CategoryUnknown = new("CATEGORY_UNKNOWN", RefusalKind.Invalid);
    public static readonly Reason TitleNotFound = new("TITLE_NOT_FOUND", RefusalKind.NotFound);
    public static readonly Reason TitleMissing = new("TITLE_MISSING", RefusalKind.Precondition);
    public static readonly Reason AlreadyInvoiced = new("ALREADY_INVOICED", RefusalKind.AlreadyExists);
    public static readonly Reason AmountExceeded = new("INVOICE_AMOUNT_EXCEEDED", RefusalKind.Precondition);
    public static readonly Reason InvoiceNotFound = new("INVOICE_NOT_FOUND", RefusalKind.NotFound);
    public static readonly Reason InvoiceStateInvalid = new("INVOICE_STATE_INVALID", RefusalKind.Precondition);
    public static readonly Reason RedLetterNotFound = new("RED_LETTER_NOT_FOUND", RefusalKind.NotFound);
    public static readonly Reason RedLetterStateInvalid = new("RED_LETTER_STATE_INVALID", RefusalKind.Precondition);
    public static readonly Reason RedLetterExceedsLeft = new("RED_LETTER_EXCEEDS_LEFT", RefusalKind.Precondition);
    public static readonly Reason RedLetterMustBeWhole = new("RED_LETTER_MUST_BE_WHOLE", RefusalKind.Precondition);
    public static readonly Reason DocumentNotReady = new("DOCUMENT_NOT_READY", RefusalKind.Precondition);
    public static readonly Reason DocumentLinkInvalid = new("DOCUMENT_LINK_INVALID", RefusalKind.NotFound);
    public static readonly Reason AlreadyDecided = new("ALREADY_DECIDED", RefusalKind.Precondition);
    public static readonly Reason BatchNotFound = new("BATCH_NOT_FOUND", RefusalKind.NotFound);
    public static readonly Reason BatchStateInvalid = new("BATCH_STATE_INVALID", RefusalKind.Precondition);
    public static readonly Reason BatchEmpty = new("BATCH_EMPTY", RefusalKind.Precondition);
    public static readonly Reason SamePerson = new("SAME_PERSON", RefusalKind.Denied);
    public static readonly Reason Contended = new("CONTENDED", RefusalKind.Unavailable);
}
