using Aftersales.Kernel;

namespace Aftersales.Directories.Domain;

/// <summary>Why the delivery of messages refuses.</summary>
public static class DeliveryReasons
{
    public static readonly Reason ContactNotFound = new("CONTACT_NOT_FOUND", RefusalKind.NotFound);
    public static readonly Reason MessageNotFound = new("MESSAGE_NOT_FOUND", RefusalKind.NotFound);
    public static readonly Reason MessageStateInvalid = new("MESSAGE_STATE_INVALID", RefusalKind.Precondition);
}
