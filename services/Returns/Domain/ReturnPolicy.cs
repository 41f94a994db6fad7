using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Returns.Domain;

/// <summary>The numbers of the handbook's §5 that a merchant can change.</summary>
public record ReturnPolicy
{
    public required string Version { get; init; }

    /// <summary>Days after signing within which a return for this reason can be requested; a reason that is missing has no window (R-RET-1).</summary>
    public required ImmutableDictionary<ReturnReason, int> WindowDays { get; init; }

    /// <summary>Goods of these categories keep for hours only, whatever the reason (R-RET-1).</summary>
    public required ImmutableHashSet<Category> PerishableCategories { get; init; }

    public required int PerishableHours { get; init; }

    /// <summary>Categories that cannot be returned without a reason (R-RET-1).</summary>
    public required ImmutableHashSet<Category> NoReasonExcludedCategories { get; init; }

    /// <summary>Reasons for which a customer has to show a photo first.</summary>
    public required ImmutableHashSet<ReturnReason> EvidenceReasons { get; init; }

    /// <summary>Who is to blame as long as nobody says otherwise.</summary>
    public required ImmutableDictionary<ReturnReason, ResponsibleParty> ResponsibleParties { get; init; }

    /// <summary>Goods whose unit list price is at most this are not collected for <see cref="NotCollectedReasons"/> (R-RET-4).</summary>
    public required Money NotCollectedUpTo { get; init; }

    public required ImmutableHashSet<ReturnReason> NotCollectedReasons { get; init; }

    /// <summary>Goods are collected by the end of this day after approval; then the refund is advanced (R-RET-4, R-RET-5).</summary>
    public required int PickupDays { get; init; }

    /// <summary>A customer who ships themselves does so by the end of this day; then the return is called off.</summary>
    public required int ShipDays { get; init; }

    /// <summary>Goods in the courier's hands arrive by the end of this day; then they count as lost (R-RET-5).</summary>
    public required int TransitDays { get; init; }

    /// <summary>Received goods are inspected by the end of this day; then the return is escalated.</summary>
    public required int InspectionDays { get; init; }

    /// <summary>A pickup that was missed can be made good until the end of this day; then the goods never came back (R-REF-5).</summary>
    public required int MissedPickupDays { get; init; }

    public required PickupTerms Pickup { get; init; }
}

/// <summary>How a pickup is booked.</summary>
/// <param name="From">Earliest time of day at which the courier comes.</param>
/// <param name="To">Latest time of day.</param>
/// <param name="PieceGrams">Assumed weight of one piece; the courier weighs.</param>
/// <param name="Warehouse">Where the goods go.</param>
public sealed record PickupTerms(LocalTime From, LocalTime To, int PieceGrams, Receiver Warehouse);

/// <summary>A desk of the merchant, not a person.</summary>
public sealed record Receiver(string Name, string Phone, string Address);

/// <summary>What a decision is taken under: the policy, the calendar and the moment.</summary>
public sealed record Terms(ReturnPolicy Policy, BusinessCalendar Calendar, Instant Now)
{
    /// <summary>The end of the n-th day from now; 0 is today.</summary>
    public Instant EndOfDay(int n) => Calendar.EndOfDay(Now, n);
}
