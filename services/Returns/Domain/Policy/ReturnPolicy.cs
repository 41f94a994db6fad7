using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Returns.Domain;

/// <summary>What of the handbook's §5 a merchant can change.</summary>
public record ReturnPolicy
{
    public required string Version { get; init; }

    /// <summary>The reason catalogue: roots of the tree.</summary>
    public required ImmutableArray<ReasonNode> Reasons { get; init; }

    /// <summary>Goods of these categories keep for hours only, whatever the reason (R-RET-1).</summary>
    public required ImmutableHashSet<Category> PerishableCategories { get; init; }

    public required int PerishableHours { get; init; }

    /// <summary>What cannot be returned without a reason (R-RET-1).</summary>
    public required ImmutableArray<Exclusion> Exclusions { get; init; }

    /// <summary>Classes of reasons that count only until the order is settled; none by default.</summary>
    public required ImmutableHashSet<ReturnReason> RefusedOnceSettled { get; init; }

    /// <summary>What is scrapped where it is, with photos (R-RET-4).</summary>
    public required ImmutableArray<ScrapRule> ScrapList { get; init; }

    /// <summary>Goods whose unit list price is at most this are not collected where the reason says so (R-RET-4).</summary>
    public required Money NotCollectedUpTo { get; init; }

    /// <summary>Which roles may set a refusing rule aside; a rule that is missing stands.</summary>
    public required ImmutableDictionary<string, ImmutableArray<string>> Overrides { get; init; }

    public required FreightTerms Freight { get; init; }

    /// <summary>What a return without a reason costs (R-RET-9).</summary>
    public required FeeTerms Fee { get; init; }

    /// <summary>What the warehouse does with accepted goods; the first that fits counts.</summary>
    public required ImmutableArray<RestockRule> Restock { get; init; }

    /// <summary>Goods are collected by the end of this day after approval; then the refund is advanced (R-RET-4, R-RET-5).</summary>
    public required int PickupDays { get; init; }

    /// <summary>A customer who ships themselves does so by the end of this day; then what was not sent is called off.</summary>
    public required int ShipDays { get; init; }

    /// <summary>Goods in the courier's hands arrive by the end of this day; then they count as lost (R-RET-5).</summary>
    public required int TransitDays { get; init; }

    /// <summary>Received goods are inspected by the end of this day; then the return is escalated.</summary>
    public required int InspectionDays { get; init; }

    /// <summary>A pickup that was missed can be made good until the end of this day; then the goods never came back (R-REF-5).</summary>
    public required int MissedPickupDays { get; init; }

    /// <summary>Who answers for missing pieces is found out by the end of this day; then the return is escalated.</summary>
    public required int ClaimDays { get; init; }

    /// <summary>A refusal can be disputed until the end of this day.</summary>
    public required int DisputeDays { get; init; }

    /// <summary>A dispute is decided by the end of this day; then it is escalated.</summary>
    public required int ResolutionDays { get; init; }

    public required PickupTerms Pickup { get; init; }

    /// <summary>
    /// A return of goods that were refused at the door waits for the courier's report where customer and agent have confirmed it; off where couriers
    /// do not report: then those two are enough.
    /// </summary>
    public required bool AwaitDoorReport { get; init; }

    /// <summary>Leaves of the reason catalogue by what the courier says at the door, where nobody names one.</summary>
    public required ImmutableDictionary<DoorReason, string> DoorReasons { get; init; }

    /// <summary>The leaf of a code; null where the catalogue has none.</summary>
    public Leaf? Leaf(string code) => Leaves.FirstOrDefault(leaf => leaf.Code == code);

    /// <summary>The leaf that is meant where only the class is named: the first of the class.</summary>
    public Leaf Usual(ReturnReason reason) => Leaves.First(leaf => leaf.Reason == reason);

    /// <summary>All leaves, with what they inherit.</summary>
    public IEnumerable<Leaf> Leaves => Reasons.SelectMany(root => root.Leaves());
}

/// <summary>What cannot be returned without a reason (R-RET-1): goods of a category, or whose code begins so.</summary>
/// <param name="OnceOpened">Only once they were opened.</param>
public sealed record Exclusion(
    string Id, ImmutableArray<Category> Categories, ImmutableArray<string> SkuPrefixes, bool OnceOpened, string Zh, string En)
{
    public bool Covers(OrderLine line, bool opened) =>
        (opened || !OnceOpened)
        && (Categories.Contains(line.Category) || SkuPrefixes.Any(p => line.Sku.StartsWith(p, StringComparison.OrdinalIgnoreCase)));
}

/// <summary>An entry of the scrap list (R-RET-4).</summary>
/// <param name="Reasons">Leaves of the reason catalogue.</param>
/// <param name="Categories">Of the goods; none for all.</param>
/// <param name="PartialOnly">A full exchange of a carton is collected all the same.</param>
public sealed record ScrapRule(string Id, ImmutableArray<string> Reasons, ImmutableArray<Category> Categories, bool PartialOnly);

/// <summary>What the way back costs as long as nobody says (R-RET-6).</summary>
/// <param name="FirstKilogram">For one parcel up to a kilogram.</param>
/// <param name="FurtherKilogram">For each further kilogram begun.</param>
/// <param name="KeepOfferAbove">Above this, keeping the goods is to be offered.</param>
/// <param name="OutboundWhenFree">The way there of an order that was sent free of freight, at the buyer's cost too where they have no reason.</param>
public sealed record FreightTerms(Money FirstKilogram, Money FurtherKilogram, Money KeepOfferAbove, Money OutboundWhenFree);

/// <param name="Rate">Of what was paid for the goods.</param>
/// <param name="Cap">At most this for a return.</param>
public sealed record FeeTerms(Percent Rate, Money Cap);

/// <param name="Conditions">None for all; the same for the others.</param>
public sealed record RestockRule(ImmutableArray<Condition> Conditions, ImmutableArray<Category> Categories, ImmutableArray<Fault> Faults, Restock To)
{
    public bool Covers(Condition condition, ReturnLine line) =>
        (Conditions.IsEmpty || Conditions.Contains(condition)) && (Categories.IsEmpty || Categories.Contains(line.Category))
        && (Faults.IsEmpty || Faults.Contains(line.Fault));
}

/// <summary>How a pickup is booked.</summary>
/// <param name="From">Earliest time of day at which the courier comes.</param>
/// <param name="To">Latest time of day.</param>
/// <param name="PieceGrams">Assumed weight of one piece; the courier weighs.</param>
/// <param name="Warehouse">Where the goods go.</param>
/// <param name="LeadHours">A slot that somebody chooses begins so many hours ahead at least.</param>
/// <param name="SlotMinutes">A slot that somebody chooses is so long at least.</param>
/// <param name="Reschedules">How often a customer can have the pickup moved.</param>
/// <param name="Attempts">How often the courier comes before only a person can have it come again.</param>
/// <param name="Rebooked">Failures after which the courier comes again by itself.</param>
/// <param name="AskHours">After a slot, and while parcels are under way, the courier is asked again after so many hours.</param>
/// <param name="UnmatchedDays">What fits no return is kept for so many days.</param>
public sealed record PickupTerms(
    LocalTime From, LocalTime To, int PieceGrams, Receiver Warehouse, int LeadHours, int SlotMinutes, int Reschedules, int Attempts,
    ImmutableArray<AttemptFailure> Rebooked, int AskHours, int UnmatchedDays)
{
    /// <summary>Whether the courier comes again by itself after the n-th attempt failed.</summary>
    public bool ComesAgain(AttemptFailure failure, int n) => n < Attempts && Rebooked.Contains(failure);
}

/// <summary>A desk of the merchant, not a person.</summary>
public sealed record Receiver(string Name, string Phone, string Address);

/// <summary>What a decision is taken under: the policy, the calendar and the moment.</summary>
public sealed record Terms(ReturnPolicy Policy, BusinessCalendar Calendar, Instant Now)
{
    /// <summary>The end of the n-th day from now; 0 is today.</summary>
    public Instant EndOfDay(int n) => Calendar.EndOfDay(Now, n);

    /// <summary>When a courier that was asked now is asked again.</summary>
    public Instant NextAsk => Now + Duration.FromHours(Policy.Pickup.AskHours);
}
