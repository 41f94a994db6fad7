using NodaTime;

namespace Aftersales.Returns.Domain;

// The numbers are those of the contract's enums, so that mapping is a cast; a test holds names and numbers against each other.

/// <summary>What a courier says.</summary>
public enum CourierStatus
{
    PickedUp = 1,
    InTransit,

    /// <summary>Handed over at the warehouse, which still has to count it.</summary>
    Arrived,
    Lost,

    /// <summary>On its way back to its sender.</summary>
    SentBack,
    AttemptFailed,

    /// <summary>The courier gave the booking up.</summary>
    BookingCancelled,
}

/// <summary>Why a pickup failed.</summary>
public enum AttemptFailure
{
    None,
    NobodyHome,
    AddressWrong,
    GoodsNotReady,
    RefusedByCourier,
}

/// <summary>Why only a person can see to it that goods are picked up.</summary>
public enum PickupProblem
{
    None,
    AttemptFailed,
    BookingCancelled,

    /// <summary>The courier did not take the new slot; the one before stands.</summary>
    SlotRefused,

    /// <summary>Nobody knows where the goods are.</summary>
    AddressMissing,
}

/// <summary>Why something that a courier said changed nothing.</summary>
public enum SetAsideReason
{
    None,
    Repeated,
    Late,
    OtherReturn,
    Unexpected,
    Unknown,
}

/// <summary>What a courier says about a booking or a parcel.</summary>
/// <param name="No">The courier's number of it: the same number is the same report.</param>
/// <param name="At">When it happened.</param>
/// <param name="BookingNo">Null where it names none.</param>
/// <param name="TrackingNo">Null where it names none.</param>
public sealed record CourierReport(string No, CourierStatus Status, Instant At, string? BookingNo, string? TrackingNo)
{
    /// <summary>Why an attempt failed.</summary>
    public AttemptFailure Failure { get; init; }

    public string Place { get; init; } = "";
}

/// <summary>Where a parcel was at a moment, as the courier says.</summary>
public sealed record Track(string ReportNo, CourierStatus Status, Instant At, string Place);

/// <summary>Something that a courier said and that changed nothing, kept for whoever has to find out.</summary>
/// <param name="At">When it came last.</param>
/// <param name="Count">How often it came without effect.</param>
public sealed record SetAside(CourierReport Report, SetAsideReason Why, Instant At, int Count)
{
    /// <summary>How many are kept.</summary>
    public const int Most = 20;
}
