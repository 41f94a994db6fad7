namespace Aftersales.Complaints.Domain;

/// <summary>What cases need to know of an order; nothing personal.</summary>
/// <param name="Buyer">The buyer's id, the same as the customer's.</param>
/// <param name="Paid">Paid for goods and freight together.</param>
public sealed record OrderFacts(string Order, string Buyer, Money Paid, ImmutableArray<OrderedLine> Lines)
{
    public Instant? PaidAt { get; init; }

    public Instant? DispatchedAt { get; init; }

    public Instant? SignedAt { get; init; }

    public Instant? CancelledAt { get; init; }

    /// <summary>From when on the channel refunds nothing by itself (R-REF-1); null before.</summary>
    public Instant? SettledAt { get; init; }

    /// <summary>Freight contained in <see cref="Paid"/>.</summary>
    public Money Freight { get; init; } = Money.Cny(0);

    public bool InvoiceTicked { get; init; }

    /// <summary>Parcels that were refused at the door and not signed for later, as the courier says.</summary>
    public ImmutableArray<DoorRefusal> Refusals { get; init; } = [];

    /// <summary>Code of the region that it goes to; empty when not known.</summary>
    public string Region { get; init; } = "";

    /// <summary>Disasters declared there that are known now; not kept with the order.</summary>
    public ImmutableArray<Standstill> Stops { get; init; } = [];

    public OrderedLine? Line(string id) => Lines.FirstOrDefault(line => line.Id == id);

    /// <summary>Null where remedies name what was bought, and exchange whole sets.</summary>
    public Refusal? Covers(IReadOnlyCollection<Remedy> remedies) =>
        Covers(remedies.SelectMany(remedy => remedy.Goods))
        ?? Covers(remedies.OfType<PartRemedy>().Select(part => part.Piece))
        ?? remedies.OfType<CompensationRemedy>().Select(compensation => Covers(compensation.About)).FirstOrDefault(refusal => refusal is not null)
        ?? CoversSets([.. remedies.OfType<ExchangeRemedy>().SelectMany(exchange => exchange.Goods)]);

    /// <summary>Null where all lines exist and no more pieces are named than were bought, counted over all entries of a line.</summary>
    public Refusal? Covers(IEnumerable<LineQuantity> wanted)
    {
        foreach (var group in wanted.GroupBy(w => w.Line))
        {
            if (Line(group.Key) is not { } line)
                return new Refusal(CaseReasons.LineUnknown, "the order has no such line").With("line_id", group.Key);
            if (group.Sum(w => (long)w.Quantity) > line.Quantity)
                return new Refusal(CaseReasons.QuantityExceeded, "more than was bought").With("line_id", line.Id).With("allowed", $"{line.Quantity}");
        }

        return null;
    }

    /// <summary>R-RET-8: null where whole sets are exchanged. A set is so many sets as its line of the fewest pieces has.</summary>
    public Refusal? CoversSets(IReadOnlyCollection<LineQuantity> exchanged)
    {
        foreach (var set in Lines.Where(line => line.Set.Length > 0).GroupBy(line => line.Set))
        {
            var sets = set.Min(line => line.Quantity);
            var wanted = set.Max(line => (Pieces(line) * sets + line.Quantity - 1) / line.Quantity);
            if (set.FirstOrDefault(line => Pieces(line) * sets < wanted * line.Quantity) is { } missing)
            {
                return new Refusal(CaseReasons.ExchangeSetIncomplete, "one piece of a set is exchanged with the whole set only")
                    .Rule("R-RET-8").With("line_id", missing.Id).With("set", set.Key);
            }
        }

        return null;

        int Pieces(OrderedLine line) => exchanged.Where(piece => piece.Line == line.Id).Sum(piece => piece.Quantity);
    }
}

/// <summary>One line of an order.</summary>
/// <param name="Quantity">Pieces bought.</param>
/// <param name="Paid">Paid for the whole line.</param>
public sealed record OrderedLine(string Id, Category Category, int Quantity, Money Paid)
{
    /// <summary>The set that it was sold in; empty when on its own.</summary>
    public string Set { get; init; } = "";

    /// <summary>The merchant's stock keeping unit; empty when not told.</summary>
    public string Sku { get; init; } = "";

    /// <summary>What the page promised for one piece; null where that is not known to differ from what was paid.</summary>
    public Money? Promised { get; init; }
}

/// <summary>A parcel that was refused at the door.</summary>
public sealed record DoorRefusal(string Parcel, Instant At, DoorReason Reason);

/// <summary>Why a parcel was not handed over at the door. Numbers are the contract's.</summary>
public enum DoorReason
{
    /// <summary>The courier does not say.</summary>
    Unspecified,
    Unwanted,

    /// <summary>The address is wrong, or nobody could be reached.</summary>
    Unreachable,
    Damaged,

    /// <summary>The courier turned back on their own.</summary>
    TurnedBack,
}
