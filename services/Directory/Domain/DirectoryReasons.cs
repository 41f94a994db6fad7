using Aftersales.Kernel;

namespace Aftersales.Directories.Domain;

/// <summary>Why Directory refuses.</summary>
public static class DirectoryReasons
{
    public static readonly Reason PersonNotFound = new("PERSON_NOT_FOUND", RefusalKind.NotFound);
    public static readonly Reason PersonExists = new("PERSON_EXISTS", RefusalKind.AlreadyExists);
    public static readonly Reason PersonInactive = new("PERSON_INACTIVE", RefusalKind.Precondition);
    public static readonly Reason MerchantNotFound = new("MERCHANT_NOT_FOUND", RefusalKind.NotFound);
    public static readonly Reason InvalidRequest = new("INVALID_REQUEST", RefusalKind.Invalid);
    public static readonly Reason ApiKeyInvalid = new("API_KEY_INVALID", RefusalKind.Unauthenticated);
    public static readonly Reason ApiKeyRevoked = new("API_KEY_REVOKED", RefusalKind.Unauthenticated);
    public static readonly Reason ApiKeyExpired = new("API_KEY_EXPIRED", RefusalKind.Unauthenticated);
    public static readonly Reason ApiKeyNotFound = new("API_KEY_NOT_FOUND", RefusalKind.NotFound);
    public static readonly Reason ApiKeysFull = new("API_KEYS_FULL", RefusalKind.Exhausted);
    public static readonly Reason ApiKeyRoleDenied = new("API_KEY_ROLE_DENIED", RefusalKind.Precondition);
    public static readonly Reason ApiKeyOver = new("API_KEY_OVER", RefusalKind.Precondition);
    public static readonly Reason SubscriptionNotFound = new("SUBSCRIPTION_NOT_FOUND", RefusalKind.NotFound);
    public static readonly Reason SubscriptionsFull = new("SUBSCRIPTIONS_FULL", RefusalKind.Exhausted);
    public static readonly Reason SubscriptionStateInvalid = new("SUBSCRIPTION_STATE_INVALID", RefusalKind.Precondition);
    public static readonly Reason DeliveryNotFound = new("DELIVERY_NOT_FOUND", RefusalKind.NotFound);
    public static readonly Reason DeliveryStateInvalid = new("DELIVERY_STATE_INVALID", RefusalKind.Precondition);
    public static readonly Reason ShiftOverlaps = new("SHIFT_OVERLAPS", RefusalKind.Precondition);
    public static readonly Reason ShiftsFull = new("SHIFTS_FULL", RefusalKind.Exhausted);
    public static readonly Reason ShiftNotFound = new("SHIFT_NOT_FOUND", RefusalKind.NotFound);
    public static readonly Reason ShopNotFound = new("SHOP_NOT_FOUND", RefusalKind.NotFound);
    public static readonly Reason ShopsFull = new("SHOPS_FULL", RefusalKind.Exhausted);
    public static readonly Reason MerchantExists = new("MERCHANT_EXISTS", RefusalKind.AlreadyExists);

    public static Refusal Invalid(string field, string description) =>
        new Refusal(InvalidRequest, $"{field}: {description}").Field(field, description);
}
