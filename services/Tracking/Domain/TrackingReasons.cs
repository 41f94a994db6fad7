using Aftersales.Kernel;

namespace Aftersales.Tracking.Domain;

/// <summary>Why Tracking refuses.</summary>
public static class TrackingReasons
{
    public static readonly Reason InvalidRequest = new("INVALID_REQUEST", RefusalKind.Invalid);
    public static readonly Reason OrderNotFound = new("ORDER_NOT_FOUND", RefusalKind.NotFound);
    public static readonly Reason RecipientUnknown = new("RECIPIENT_UNKNOWN", RefusalKind.Precondition);
    public static readonly Reason ImportFileInvalid = new("IMPORT_FILE_INVALID", RefusalKind.Invalid);
    public static readonly Reason ItemNotFound = new("TRACKING_ITEM_NOT_FOUND", RefusalKind.NotFound);
    public static readonly Reason ItemStateInvalid = new("TRACKING_ITEM_STATE_INVALID", RefusalKind.Precondition);
    public static readonly Reason NotItemOwner = new("NOT_ITEM_OWNER", RefusalKind.Denied);
    public static readonly Reason AlreadyDecided = new("ALREADY_DECIDED", RefusalKind.Precondition);
    public static readonly Reason NotesFull = new("TRACKING_NOTES_FULL", RefusalKind.Exhausted);
    public static readonly Reason RegionUnknown = new("REGION_UNKNOWN", RefusalKind.Invalid);
    public static readonly Reason DisasterNotFound = new("DISASTER_NOT_FOUND", RefusalKind.NotFound);
    public static readonly Reason DisasterOver = new("DISASTER_OVER", RefusalKind.Precondition);
    public static readonly Reason DisastersFull = new("DISASTERS_FULL", RefusalKind.Exhausted);
    public static readonly Reason ReportNotFound = new("COMPLETION_REPORT_NOT_FOUND", RefusalKind.NotFound);
}
