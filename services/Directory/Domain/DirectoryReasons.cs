using Aftersales.Kernel;

namespace Aftersales.Directories.Domain;

/// <summary>Why Directory refuses.</summary>
public static class DirectoryReasons
{
    public static readonly Reason PersonNotFound = new("PERSON_NOT_FOUND", RefusalKind.NotFound);
    public static readonly Reason PersonExists = new("PERSON_EXISTS", RefusalKind.AlreadyExists);
    public static readonly Reason PersonInactive = new("PERSON_INACTIVE", RefusalKind.Precondition);
    public static readonly Reason MerchantNotFound = new("MERCHANT_NOT_FOUND", RefusalKind.NotFound);
    public static readonly Reason MerchantExists = new("MERCHANT_EXISTS", RefusalKind.AlreadyExists);
}
