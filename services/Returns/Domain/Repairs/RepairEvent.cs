using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Returns.Domain.Repairs;

/// <summary>Something that happened to a repair.</summary>
public abstract record RepairEvent;

/// <param name="State">As it begins.</param>
public sealed record Requested(Repair State) : RepairEvent;

public sealed record Quoted(Quote Quote, Instant Due, string PolicyVersion) : RepairEvent;

/// <summary>The customer is to be reminded of the price.</summary>
public sealed record QuoteReminded(Instant Due) : RepairEvent;

/// <param name="Collecting">Null where the goods are in the workshop already.</param>
public sealed record QuoteAccepted(string By, Collecting? Collecting, Instant Due) : RepairEvent;

/// <param name="Due">When the goods go back at the latest; null where the customer has them.</param>
public sealed record QuoteDeclined(Ending Ending, Instant? Due) : RepairEvent;

public sealed record CollectionAsked(Instant AskAt) : RepairEvent;

/// <summary>The courier knows that nobody is to be visited any more.</summary>
public sealed record CollectionCalledOff : RepairEvent;

/// <param name="ByCourier">The booked courier has them.</param>
public sealed record Collected(Handover Inbound, bool ByCourier, Instant Due) : RepairEvent;

public sealed record Received(string By, Instant Due) : RepairEvent;

/// <param name="Ending">Why it could not be repaired; null where it was.</param>
public sealed record Finished(string By, Ending? Ending, Instant Due) : RepairEvent;

public sealed record SentBack(Handover Outbound, Instant Due) : RepairEvent;

/// <param name="Stage">Done where the goods were repaired.</param>
public sealed record Delivered(string By, RepairStage Stage) : RepairEvent;

public sealed record Cancelled(Ending Ending) : RepairEvent, IReasoned
{
    string IReasoned.Reason => Ending.Reason;
}

/// <summary>The goods are lost.</summary>
public sealed record Failed(Ending Ending) : RepairEvent;

/// <param name="Due">When the next verdict falls; null where only a person can go on.</param>
public sealed record Overdue(Instant? Due) : RepairEvent;
