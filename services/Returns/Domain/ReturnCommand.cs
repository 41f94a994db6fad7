using System.Collections.Immutable;

namespace Aftersales.Returns.Domain;

/// <summary>Something that is asked of a return.</summary>
public abstract record ReturnCommand;

/// <param name="Id">The return's id; follows from the plan's step where a plan asks.</param>
/// <param name="Order">What is known of the order.</param>
/// <param name="ByPlan">A plan asks: eligibility was decided with the offer.</param>
public sealed record RequestReturn(
    string Id,
    OrderFacts Order,
    ReturnReason Reason,
    ImmutableArray<Pieces> Lines,
    string? SealedDescription,
    ImmutableArray<string> EvidenceIds,
    string? CaseId,
    bool CustomerShips,
    bool ByPlan) : ReturnCommand;

/// <summary>Pieces of a line, 0 or more.</summary>
public sealed record Pieces(string LineId, int Quantity);

public sealed record StartReview(string By) : ReturnCommand;

public sealed record Approve(string By, bool BeyondResale) : ReturnCommand;

public sealed record Reject(string By, string Reason) : ReturnCommand;

public sealed record Cancel(string By, string Reason) : ReturnCommand;

public sealed record ConfirmBooking : ReturnCommand;

public sealed record ConfirmCallOff : ReturnCommand;

public sealed record ConfirmPickup(string By, string TrackingNo) : ReturnCommand;

public sealed record RecordShipment(string By, string TrackingNo) : ReturnCommand;

public sealed record Receive(string By, ImmutableArray<Pieces> Lines) : ReturnCommand;

public sealed record Inspect(string By, ImmutableArray<Verdict> Lines) : ReturnCommand;

public sealed record Verdict(string LineId, int Accepted, int Refused, string? Reason);

public sealed record AttachCase(string CaseId) : ReturnCommand;

/// <param name="PickedUpAs">The courier's number, when the courier says that it has the goods; null otherwise or when it does not say.</param>
public sealed record PassDeadline(string? PickedUpAs) : ReturnCommand;
