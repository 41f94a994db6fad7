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

    public OrderedLine? Line(string id) => Lines.FirstOrDefault(line => line.Id == id);

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
}

/// <summary>One line of an order.</summary>
/// <param name="Quantity">Pieces bought.</param>
/// <param name="Paid">Paid for the whole line.</param>
public sealed record OrderedLine(string Id, Category Category, int Quantity, Money Paid);
