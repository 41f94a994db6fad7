using System.Collections.Immutable;
using Aftersales.Kernel;
using Aftersales.Refunds.Domain.Ledger;

namespace Aftersales.Refunds.Domain;

/// <summary>
/// An order's account: everything refunded or about to be, and what was booked for it. One aggregate, so that concurrent requests for the same
/// money meet on its version and R-REF-3 holds.
/// </summary>
/// <param name="Order">The facts that the latest request was decided on.</param>
/// <param name="Ledger">Grows only.</param>
public sealed record Account(PaidOrder Order, ImmutableArray<Refund> Refunds, ImmutableArray<LedgerEntry> Ledger)
{
    public static Account Of(PaidOrder order) => new(order, [], []);

    public Refund? Find(string refundId) => Refunds.FirstOrDefault(refund => refund.RefundId == refundId);

    /// <summary>Indices of a line's pieces that no refund holds.</summary>
    public ImmutableArray<int> FreePieces(PaidLine line)
    {
        var held = PartsOf(line).SelectMany(part => part.Pieces).ToHashSet();
        return [.. Enumerable.Range(0, line.Quantity).Where(piece => !held.Contains(piece))];
    }

    /// <summary>What was paid for the line and is not reserved; negative when the facts were lowered after a refund.</summary>
    public Money Left(PaidLine line) => line.Paid - Sum(PartsOf(line).Select(part => part.Amount)) - Sum(DifferencesOf(line));

    /// <summary>What each of the free pieces is worth: what is left of the line, shared by them to the fen. The line must not be overdrawn.</summary>
    public IReadOnlyList<Money> Worth(PaidLine line, int freePieces) => Left(line).Allocate([.. Enumerable.Repeat(1L, freePieces)]);

    /// <summary>Freight paid that is not reserved.</summary>
    public Money LeftOfFreight => Order.Freight - Sum(Live.Select(refund => refund.Parts.Freight));

    /// <summary>Paid for the whole order and not reserved.</summary>
    public Money LeftOfTotal => Order.Total - Sum(Live.Select(refund => refund.Parts.Restitution));

    private IEnumerable<Refund> Live => Refunds.Where(refund => refund.IsLive);

    private IEnumerable<LinePart> PartsOf(PaidLine line) => Live.SelectMany(refund => refund.Parts.Lines).Where(part => part.LineId == line.LineId);

    private IEnumerable<Money> DifferencesOf(PaidLine line) => Live.SelectMany(refund => refund.Parts.PriceDifferences)
        .Where(difference => difference.LineId == line.LineId)
        .Select(difference => difference.Amount);

    private Money Sum(IEnumerable<Money> amounts) => Money.Sum(amounts, Order.Total.Currency);

    internal Account Put(Refund refund)
    {
        var index = Refunds.Select(r => r.RefundId).ToList().IndexOf(refund.RefundId);
        return this with { Refunds = index < 0 ? Refunds.Add(refund) : Refunds.SetItem(index, refund) };
    }
}
