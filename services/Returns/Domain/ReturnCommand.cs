using System.Collections.Immutable;
using Aftersales.Kernel;

namespace Aftersales.Returns.Domain;

/// <summary>Something that is asked of a return.</summary>
public abstract record ReturnCommand;

/// <param name="Id">The return's id; follows from the plan's step where a plan asks.</param>
/// <param name="ByPlan">A plan asks: eligibility was decided with the offer.</param>
/// <param name="By">Who asks, or for whom a service does.</param>
public sealed record RequestReturn(
    string Id, Wish Wish, SealedText? SealedDescription, ImmutableArray<string> EvidenceIds, string? CaseId, bool ByPlan, Authority By) : ReturnCommand
{
    /// <summary>The return fee that the customer was shown; null where nothing was (R-RET-9).</summary>
    public Money? ConfirmedFee { get; init; }

    public ImmutableArray<OverrideWish> Overrides { get; init; } = [];

    /// <summary>A sealed <see cref="Address"/>; null where the order's recipient has the goods.</summary>
    public SealedText? SealedAddress { get; init; }
}

/// <summary>What is to come back and why; the same for the question whether it may.</summary>
/// <param name="Order">What is known of the order.</param>
/// <param name="Reason">Leaf that holds where <paramref name="LineReasons"/> has no other.</param>
public sealed record Wish(OrderFacts Order, ImmutableArray<Pieces> Lines, Leaf Reason, ImmutableDictionary<string, Leaf> LineReasons)
{
    public GoodsStatement Goods { get; init; } = new(false, false, false, false);

    public bool CustomerShips { get; init; }

    /// <summary>A full exchange of a carton (R-RET-4).</summary>
    public bool IsCartonExchange { get; init; }

    public Leaf ReasonOf(string lineId) => LineReasons.GetValueOrDefault(lineId, Reason);
}

/// <summary>What the customer says is not as it was delivered (R-RET-1).</summary>
public sealed record GoodsStatement(bool IsOpened, bool IsUsed, bool IsIncomplete, bool IsWithoutPackaging)
{
    public bool IsSound => !IsUsed && !IsIncomplete && !IsWithoutPackaging;
}

/// <summary>Who decides, and as what.</summary>
/// <param name="Roles">As the policy names them.</param>
public sealed record Authority(string Person, ImmutableHashSet<string> Roles)
{
    public bool MayAny(IEnumerable<string> roles) => roles.Any(Roles.Contains);
}

/// <summary>A rule to set aside.</summary>
public sealed record OverrideWish(string RuleId, string Why);

/// <summary>Pieces of a line, 0 or more.</summary>
public sealed record Pieces(string LineId, int Quantity);

/// <summary>The courier reports that goods of the order were refused at the door.</summary>
public sealed record HearOfRefusal(DoorReport Report) : ReturnCommand;

public sealed record StartReview(string By) : ReturnCommand;

public sealed record Approve(Authority By, bool BeyondResale) : ReturnCommand
{
    /// <summary>It was agreed that the parcel may come freight-collect (R-RET-10).</summary>
    public bool FreightCollect { get; init; }

    public ImmutableArray<OverrideWish> Overrides { get; init; } = [];
}

public sealed record Reject(string By, string Reason) : ReturnCommand;

public sealed record Cancel(string By, string Reason) : ReturnCommand;

/// <param name="Slot">When the courier says that it comes; null where it does not say.</param>
public sealed record ConfirmBooking(PickupSlot? Slot = null) : ReturnCommand;

public sealed record ConfirmCallOff : ReturnCommand;

public sealed record ConfirmPickup(string By, string TrackingNo) : ReturnCommand;

/// <param name="Lines">What is in the parcel; none for everything that was not sent yet.</param>
public sealed record RecordShipment(string By, string TrackingNo, params ImmutableArray<Pieces> Lines) : ReturnCommand
{
    /// <summary>Empty for the courier that picks goods up.</summary>
    public string Carrier { get; init; } = "";
}

/// <param name="Lines">What arrived.</param>
public sealed record Receive(string By, ImmutableArray<Pieces> Lines) : ReturnCommand
{
    public string? TrackingNo { get; init; }

    /// <summary>Another parcel is to come: what is missing is awaited on.</summary>
    public bool MoreToCome { get; init; }

    /// <summary>What the courier asked for at the door (R-RET-10).</summary>
    public Money? FreightCollect { get; init; }

    /// <summary>The goods had been given up: counted as short or lost, or as never handed over.</summary>
    public bool IsFound { get; init; }
}

/// <param name="Party">Who answers for it; null where it stays with whom the rule names.</param>
/// <param name="Recovered">What they paid altogether.</param>
/// <param name="Outcome">What came of it, in words.</param>
public sealed record CloseLoss(string By, LossKind Kind, ResponsibleParty? Party, Money Recovered, string Outcome) : ReturnCommand;

/// <param name="MayDecideManual">Whether the one who inspects decides on what an inspection left to a person.</param>
public sealed record Inspect(string By, ImmutableArray<Verdict> Lines, bool MayDecideManual = false) : ReturnCommand
{
    /// <summary>Photos of each line.</summary>
    public ImmutableDictionary<string, ImmutableArray<string>> Photos { get; init; } = ImmutableDictionary<string, ImmutableArray<string>>.Empty;
}

/// <summary>The verdict on pieces of a line.</summary>
/// <param name="Reason">Why not all were accepted in full.</param>
public sealed record Verdict(string LineId, int Accepted, int Refused, string? Reason)
{
    /// <summary>Pieces accepted for <see cref="Share"/> of their price.</summary>
    public int Partly { get; init; }

    public Percent? Share { get; init; }

    /// <summary>Pieces that a person has to decide on.</summary>
    public int Manual { get; init; }

    public Condition Condition { get; init; } = Condition.AsNew;

    public int Total => Accepted + Refused + Partly + Manual;
}

/// <param name="SealedStatement">What the customer says, encrypted.</param>
public sealed record OpenDispute(string By, SealedText SealedStatement, ImmutableArray<string> EvidenceIds) : ReturnCommand;

/// <param name="Accepted">Disputed pieces that are accepted after all.</param>
public sealed record ResolveDispute(string By, ImmutableArray<Pieces> Accepted, string Reason) : ReturnCommand;

/// <param name="Cost">What the courier asks for all parcels together.</param>
public sealed record RecordFreight(string By, Money Cost, Money Insurance) : ReturnCommand;

public sealed record AttachCase(string CaseId) : ReturnCommand;

/// <param name="PickedUpAs">The courier's number, when the courier says that it has the goods; null otherwise or when it does not say.</param>
public sealed record PassDeadline(string? PickedUpAs) : ReturnCommand;
