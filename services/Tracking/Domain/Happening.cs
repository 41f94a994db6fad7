using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Aftersales.Kernel;

namespace Aftersales.Tracking.Domain;

/// <summary>What can happen to an order.</summary>
[JsonDerivedType(typeof(Placed), "placed")]
[JsonDerivedType(typeof(Paid), "paid")]
[JsonDerivedType(typeof(Dispatched), "dispatched")]
[JsonDerivedType(typeof(Scanned), "scanned")]
[JsonDerivedType(typeof(Signed), "signed")]
[JsonDerivedType(typeof(Refused), "refused")]
[JsonDerivedType(typeof(Settled), "settled")]
[JsonDerivedType(typeof(Cancelled), "cancelled")]
[JsonDerivedType(typeof(Shortage), "shortage")]
[JsonDerivedType(typeof(Accepted), "accepted")]
public abstract record Happening
{
    /// <summary>What it is about: facts of one slot replace each other, facts of different slots do not.</summary>
    public virtual string Slot => Kind;

    /// <summary>As the contract names it.</summary>
    public string Kind => GetType().Name.ToLowerInvariant();
}

/// <param name="BuyerId">A pseudonym.</param>
/// <param name="Lines">At least one.</param>
/// <param name="Payable">For goods and freight together.</param>
/// <param name="Freight">Contained in it.</param>
/// <param name="SealedContact">A sealed <see cref="Contact"/>.</param>
public sealed record Placed(
    string BuyerId, ImmutableArray<Line> Lines, Money Payable, Money Freight, bool InvoiceTicked, SealedText SealedContact, string ShopId) : Happening
{
    /// <summary>Code of the region that it goes to; empty when not known.</summary>
    public string Region { get; init; } = "";
}

/// <param name="Paid">For the whole line, without freight; before payment what is payable.</param>
/// <param name="PromisedUnitPrice">What the page promised for one piece; null where that is not known to differ from what was paid.</param>
public sealed record Line(
    string Id, string Sku, string Barcode, string Title, Category Category, int Quantity, Money UnitListPrice, Money Paid, Money? PromisedUnitPrice = null)
{
    /// <summary>The set that it was sold in; empty when on its own.</summary>
    public string Set { get; init; } = "";
}

/// <param name="Amount">For goods and freight together.</param>
/// <param name="TradeNo">The channel's number of the payment.</param>
public sealed record Paid(Money Amount, string Channel, string TradeNo) : Happening;

/// <summary>Something about a parcel: all that couriers and warehouses can speak of.</summary>
/// <param name="TrackingNo">The courier's number; empty when the whole order is meant.</param>
public abstract record OfParcel(string TrackingNo) : Happening
{
    public override string Slot => TrackingNo.Length == 0 ? Kind : $"parcel/{TrackingNo}/{Kind}";
}

public sealed record Dispatched(string TrackingNo, string Courier) : OfParcel(TrackingNo)
{
    /// <summary>The lines that it carries, in whole or in part; empty when not told.</summary>
    public ImmutableArray<string> Lines { get; init; } = [];
}

public sealed record Scanned(string TrackingNo) : OfParcel(TrackingNo);

/// <param name="SealedSigner">Who signed, sealed; empty when not told.</param>
public sealed record Signed(string TrackingNo, SealedText SealedSigner) : OfParcel(TrackingNo);

/// <summary>It was not handed over at the door, and goes back.</summary>
public sealed record Refused(string TrackingNo, DoorReason Reason) : OfParcel(TrackingNo);

public sealed record Settled : Happening;

public sealed record Cancelled(string Reason) : Happening;

/// <summary>A line was picked short, or is no longer.</summary>
/// <param name="Missing">Pieces; 0 when there are enough again.</param>
public sealed record Shortage(string LineId, int Missing, ShortageCause Cause) : Happening
{
    public override string Slot => $"{Prefix}{LineId}";

    /// <summary>What the slots of all lines' shortages begin with.</summary>
    public const string Prefix = "shortage/";
}

/// <summary>The warehouse took the order in.</summary>
public sealed record Accepted : Happening;

/// <summary>Why a line was picked short. The numbers are the contract's.</summary>
public enum ShortageCause
{
    Unspecified,
    Insufficient,
    None,
    NearExpiry,
    Expired,
}
