using Aftersales.Kernel;

namespace Aftersales.Invoices.Domain;

/// <summary>Why invoices and batches refuse; names are those of the contract's <c>ErrorReason</c>. None is about an amount or an age (R-INV-1).</summary>
public static class InvoiceReasons
{
    public static readonly Reason OrderNotFound = new("ORDER_NOT_FOUND", RefusalKind.NotFound);
    public static readonly Reason TaxpayerNumberInvalid = new("TAXPAYER_NUMBER_INVALID", RefusalKind.Invalid);
    public static readonly Reason AlreadyInvoiced = new("ALREADY_INVOICED", RefusalKind.AlreadyExists);
    public static readonly Reason InvoiceNotFound = new("INVOICE_NOT_FOUND", RefusalKind.NotFound);
    public static readonly Reason InvoiceStateInvalid = new("INVOICE_STATE_INVALID", RefusalKind.Precondition);
    public static readonly Reason AlreadyDecided = new("ALREADY_DECIDED", RefusalKind.Precondition);
    public static readonly Reason BatchNotFound = new("BATCH_NOT_FOUND", RefusalKind.NotFound);
    public static readonly Reason BatchStateInvalid = new("BATCH_STATE_INVALID", RefusalKind.Precondition);
    public static readonly Reason BatchEmpty = new("BATCH_EMPTY", RefusalKind.Precondition);
    public static readonly Reason SamePerson = new("SAME_PERSON", RefusalKind.Denied);
    public static readonly Reason Contended = new("CONTENDED", RefusalKind.Unavailable);
}
