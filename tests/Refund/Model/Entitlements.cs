using Aftersales.Refunds.Domain;
using Aftersales.Refunds.Tests.Domain;

namespace Aftersales.Refunds.Tests.Model;

/// <summary>
/// The model: what an order's refunds may come to, worked out from what was asked for and by whom alone, with sums of its own. It knows nothing
/// of events, payouts or the ledger.
/// </summary>
internal sealed class Entitlements(PaidOrder order)
{
    private readonly Dictionary<string, Entitlement> all = [];

    public IReadOnlyCollection<Entitlement> All => all.Values;

    private IEnumerable<Entitlement> Live => all.Values.Where(owed => owed.IsLive);

    public Entitlement this[string refundId] => all[refundId];

    public bool Knows(string refundId) => all.ContainsKey(refundId);

    /// <summary>R-REF-3: what is free of each line, of the freight and of the whole.</summary>
    public bool Allows(RequestRefund request)
    {
        var asked = Asked(request);
        return asked.Amount > 0
            && request.Lines.GroupBy(line => line.LineId).All(line => line.Sum(l => l.Quantity) <= Free(line.Key).Count())
            && order.Lines.All(line => asked.Of(line.LineId) <= Left(line.LineId))
            && asked.Postage <= Scenario.Policy.InvoicePostageFen
            && Live.Sum(owed => owed.Freight) + asked.Freight <= order.Freight.Minor
            && Live.Sum(owed => owed.Restitution) + asked.Restitution <= order.Total.Minor;
    }

    public void Take(RequestRefund request) => all.Add(request.RefundId, Asked(request));

    /// <summary>R-REF-5: an advance of goods that were inspected before is of what came back, where anything did.</summary>
    public static RequestRefund OfWhatCameBack(RequestRefund request)
    {
        if (!request.Advance || request.Ended?.Accepted is not { } accepted)
            return request;
        var back = request.Lines.GroupBy(line => line.LineId)
            .Select(line => (line.Key, Quantity: Math.Min(line.Sum(l => l.Quantity), accepted.GetValueOrDefault(line.Key))))
            .Where(line => line.Quantity > 0).ToList();
        return back.Count == 0 ? request : request with { Lines = [.. back] };
    }

    private Entitlement Asked(RequestRefund request) => new(request.RefundId, request.By, IsNormal(request), request.Freight.Minor, request.Compensation.Minor)
    {
        Goods = request.Lines.GroupBy(line => line.LineId).ToDictionary(line => line.Key, line => Take(line.Key, line.Sum(l => l.Quantity))),
        Differences = request.PriceDifferences.GroupBy(line => line.LineId).ToDictionary(line => line.Key, line => line.Sum(l => l.Amount.Minor)),
        Postage = request.Postage.Minor,
        ReturnId = request.Advance && !request.Lines.IsEmpty ? request.ReturnId : null,
    };

    // R-REF-1.
    private bool IsNormal(RequestRefund request)
    {
        var quantities = request.Lines.GroupBy(line => line.LineId).ToDictionary(line => line.Key, line => line.Sum(l => l.Quantity));
        return !request.Order.IsSettled && request.Compensation.IsZero && request.Postage.IsZero && request.PriceDifferences.IsEmpty && quantities.Count > 0
            && quantities.All(line => line.Value == Line(line.Key).Quantity)
            && (request.Freight.IsZero || (quantities.Count == order.Lines.Length && request.Freight == order.Freight));
    }

    private IEnumerable<int> Free(string lineId)
    {
        var held = Live.SelectMany(owed => owed.Goods.TryGetValue(lineId, out var goods) ? goods.Pieces : []).ToHashSet();
        return Enumerable.Range(0, Line(lineId).Quantity).Where(piece => !held.Contains(piece));
    }

    private long Left(string lineId) => Line(lineId).Paid.Minor - Live.Sum(owed => owed.Of(lineId));

    // The first of what is free, each worth its share of what is left.
    private Goods Take(string lineId, int quantity)
    {
        int[] free = [.. Free(lineId)];
        return new([.. free.Take(quantity)], Goods.Share(Left(lineId), Math.Max(1, free.Length), quantity));
    }

    private PaidLine Line(string lineId) => order.Lines.Single(line => line.LineId == lineId);
}

/// <summary>What is owed for one cause, and who has taken which step towards it.</summary>
internal sealed record Entitlement(string RefundId, string RequestedBy, bool Normal, long Freight, long Compensation)
{
    /// <summary>Pieces of lines.</summary>
    public required Dictionary<string, Goods> Goods { get; set; }

    /// <summary>What lines cost more than they should have.</summary>
    public required Dictionary<string, long> Differences { get; init; }

    public required long Postage { get; init; }

    /// <summary>The return whose goods an advance awaits; null for no advance.</summary>
    public required string? ReturnId { get; init; }

    public bool IsNormal { get; private set; } = Normal;

    public bool IsLive { get; private set; } = true;

    public bool HasPayee { get; private set; }

    /// <summary>Who took the steps of this round, the request first (R-PPL-1).</summary>
    public List<string> People { get; } = [RequestedBy];

    /// <summary>What the claim of an advance was settled by; null while it is open.</summary>
    public long? Settled { get; private set; }

    public bool Inspected { get; private set; }

    /// <summary>Version of the return that closed it.</summary>
    public long ReturnVersion { get; private set; }

    /// <summary>Pieces that came back after it was paid without them.</summary>
    public Dictionary<string, int> Unpaid { get; } = [];

    /// <summary>What the customer paid back of what was not settled.</summary>
    public long Collected { get; private set; }

    public long WrittenOff { get; private set; }

    /// <summary>Not settled, not paid back and not written off; below 0 the customer is owed it.</summary>
    public long Outstanding => Settled is { } settled ? Claim - settled - Collected - WrittenOff : 0;

    /// <summary>The claim that an advance leaves: the goods alone.</summary>
    public long Claim => Goods.Values.Sum(goods => goods.Amount);

    public long Difference => Differences.Values.Sum();

    public long Restitution => Claim + Difference + Freight;

    public long Amount => Restitution + Compensation + Postage;

    public bool IsAccepted => IsLive && (IsNormal || People.Count >= 4);

    /// <summary>R-REF-2, R-PPL-1: who pays it, if it is not a normal one, is the fifth person.</summary>
    public bool MayBePaid => IsLive && (IsNormal || (HasPayee && People.Count == 5));

    public void Name() => HasPayee = true;

    public void Pass(string by) => People.Add(by);

    public void SendBack()
    {
        (IsNormal, HasPayee) = (false, false);
        People.RemoveRange(1, People.Count - 1);
    }

    public void End() => IsLive = false;

    public void Collect(long amount) => Collected += amount;

    public void WriteOff() => WrittenOff += Outstanding;

    /// <summary>
    /// R-REF-5: the goods came back and were inspected, or (null) did not come. What did not come is not paid where that can still be helped: before
    /// the acceptance the rest is, after it nothing of it. What comes back beyond what is left of it has to be asked for anew.
    /// </summary>
    /// <param name="mayHaveMoved">It is being paid, or is paid.</param>
    /// <param name="isAccepted">It was accepted before.</param>
    public void Close(IReadOnlyDictionary<string, int>? accepted, long version, bool mayHaveMoved, bool isAccepted)
    {
        if (accepted is null ? Settled is not null : Inspected && version <= ReturnVersion)
            return;
        var more = (accepted ?? new Dictionary<string, int>())
            .Select(line => (line.Key, Pieces: line.Value - (Goods.GetValueOrDefault(line.Key)?.Pieces.Length ?? 0)))
            .Where(line => Inspected && line.Pieces > 0)
            .ToList();
        var back = Goods.ToDictionary(line => line.Key, line => line.Value.First(accepted?.GetValueOrDefault(line.Key) ?? 0));
        var worth = back.Values.Sum(goods => goods.Amount);
        if (!mayHaveMoved && (worth < Claim || more.Count > 0))
        {
            if (isAccepted || worth == 0 || more.Count > 0)
            {
                IsLive = false;
                return;
            }

            Goods = back.Where(line => line.Value.Pieces.Length > 0).ToDictionary();
        }

        foreach (var (line, pieces) in more)
            Unpaid[line] = Math.Max(pieces, Unpaid.GetValueOrDefault(line));
        if (Inspected && Settled == worth)
            return;
        (Settled, Inspected, ReturnVersion) = (worth, accepted is not null, version);
        WrittenOff = Math.Min(WrittenOff, Math.Max(0, Claim - worth - Collected));
    }

    /// <summary>What it takes of a line.</summary>
    public long Of(string lineId) => (Goods.GetValueOrDefault(lineId)?.Amount ?? 0) + Differences.GetValueOrDefault(lineId);
}

/// <summary>Pieces of one line, by their indices, and what they come to together.</summary>
internal sealed record Goods(int[] Pieces, long Amount)
{
    public Goods First(int quantity) => new([.. Pieces.Take(quantity)], Share(Amount, Pieces.Length, quantity));

    /// <summary>What the first so many of equal pieces come to; the fens that do not divide go to the first.</summary>
    public static long Share(long amount, int pieces, int quantity)
    {
        var counted = Math.Min(quantity, pieces);
        return (counted * (amount / pieces)) + Math.Min(counted, amount % pieces);
    }
}
