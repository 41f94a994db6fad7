using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Invoices.Domain;

/// <summary>What Invoice keeps of an order's facts.</summary>
/// <param name="CustomerId">The buyer's pseudonym.</param>
/// <param name="Total">Paid for goods and freight; before payment what is payable.</param>
/// <param name="Freight">Contained in it.</param>
public sealed record PaidOrder(string CustomerId, bool IsPaid, ImmutableArray<PaidLine> Lines, Money Total, Money Freight)
{
    /// <summary>An invoice was ticked at the order, as its latest version says (R-INV-3).</summary>
    public bool IsTicked { get; init; }

    public bool IsCancelled { get; init; }

    public Instant? DispatchedAt { get; init; }

    public Instant? ReceivedAt { get; init; }
}

/// <param name="Category">As the policy names it.</param>
/// <param name="Paid">For the whole line, without freight.</param>
public sealed record PaidLine(string LineId, string Category, int Quantity, Money Paid)
{
    /// <summary>List price of one piece; null when not told.</summary>
    public Money? UnitList { get; init; }
}
