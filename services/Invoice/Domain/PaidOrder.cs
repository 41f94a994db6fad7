using System.Collections.Immutable;
using Aftersales.Kernel;

namespace Aftersales.Invoices.Domain;

/// <summary>What Invoice keeps of an order's facts.</summary>
/// <param name="CustomerId">The buyer's pseudonym.</param>
/// <param name="Total">Paid for goods and freight; before payment what is payable.</param>
/// <param name="Freight">Contained in it.</param>
public sealed record PaidOrder(string CustomerId, bool IsPaid, ImmutableArray<PaidLine> Lines, Money Total, Money Freight);

/// <param name="Category">As the policy names it.</param>
/// <param name="Paid">For the whole line, without freight.</param>
public sealed record PaidLine(string LineId, string Category, int Quantity, Money Paid);
