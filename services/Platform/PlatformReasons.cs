using Aftersales.Kernel;

namespace Aftersales.Platform;

/// <summary>Reasons that every service refuses with.</summary>
public static class PlatformReasons
{
    public static readonly Reason InvalidRequest = new("INVALID_REQUEST", RefusalKind.Invalid);
    public static readonly Reason RoleRequired = new("ROLE_REQUIRED", RefusalKind.Denied);
    public static readonly Reason ApiKeyMethodDenied = new("API_KEY_METHOD_DENIED", RefusalKind.Denied);
    public static readonly Reason RequestIdReused = new("REQUEST_ID_REUSED", RefusalKind.AlreadyExists);
    public static readonly Reason VersionChanged = new("VERSION_CHANGED", RefusalKind.Conflict);
    public static readonly Reason StoreUnavailable = new("STORE_UNAVAILABLE", RefusalKind.Unavailable);
    public static readonly Reason ServiceUnavailable = new("SERVICE_UNAVAILABLE", RefusalKind.Unavailable);
    public static readonly Reason Contended = new("CONTENDED", RefusalKind.Unavailable);
    public static readonly Reason PageTokenInvalid = new("PAGE_TOKEN_INVALID", RefusalKind.Invalid);

    public static readonly Reason TooManyWatches = new("TOO_MANY_WATCHES", RefusalKind.Exhausted);

    /// <summary>No facts about the order have arrived yet.</summary>
    public static readonly Reason OrderNotYetKnown = new("ORDER_NOT_YET_KNOWN", RefusalKind.Unavailable);

    /// <summary>What was asked for was erased with its customer's personal data.</summary>
    public static readonly Reason PersonalDataErased = new("PERSONAL_DATA_ERASED", RefusalKind.Precondition);

    public static Refusal Erased() => new(PersonalDataErased, "the customer's personal data was erased");

    public static Refusal Invalid(string field, string description) =>
        new Refusal(InvalidRequest, $"{field}: {description}").Field(field, description);
}
