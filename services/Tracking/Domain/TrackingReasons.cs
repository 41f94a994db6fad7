using Aftersales.Kernel;

namespace Aftersales.Tracking.Domain;

/// <summary>Why Tracking refuses.</summary>
public static class TrackingReasons
{
    public static readonly Reason OrderNotFound = new("ORDER_NOT_FOUND", RefusalKind.NotFound);
    public static readonly Reason RecipientUnknown = new("RECIPIENT_UNKNOWN", RefusalKind.Precondition);
    public static readonly Reason ImportFileInvalid = new("IMPORT_FILE_INVALID", RefusalKind.Invalid);
}
