using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Refunds.Domain;

/// <summary>What became of the claim of an advance.</summary>
public enum AdvanceState
{
    Open,
    Settled,
    ToCollect,
    Collected,
    WrittenOff,
}

/// <summary>
/// The claim that an advance leaves on the goods (R-REF-5): open, settled by what was accepted, or to be collected from the customer until it is
/// paid back or written off.
/// </summary>
/// <param name="Goods">The whole claim; freight and compensation are none.</param>
/// <param name="Settled">The accepted goods' part.</param>
/// <param name="ToCollect">The missing or refused goods' part.</param>
/// <param name="Inspected">False while a later inspection can still settle it.</param>
public sealed record Advance(AdvanceState State, Money Goods, Money Settled, Money ToCollect, bool Inspected)
{
    /// <summary>What the customer paid back, less what they were given back, oldest first.</summary>
    public ImmutableArray<Receipt> Receipts { get; init; } = [];

    public Money WrittenOff { get; init; } = Money.Zero(Goods.Currency);

    /// <summary>Who wrote the rest off, and why; null while nobody did.</summary>
    public WriteOff? WriteOff { get; init; }

    /// <summary>Version of the return whose end closed it; an older one is no news.</summary>
    public long ReturnVersion { get; init; }

    /// <summary>Pieces of each line that came back after all, though it was made smaller by them and paid: another refund pays them.</summary>
    public ImmutableDictionary<string, int> Unpaid { get; init; } = ImmutableDictionary<string, int>.Empty;

    /// <summary>Since when it is to be collected; null before.</summary>
    public Instant? CollectSince { get; init; }

    /// <summary>When a supervisor has to decide on what is still to be collected.</summary>
    public Instant? CollectBy { get; init; }

    /// <summary>That time has passed.</summary>
    public bool Overdue { get; init; }

    public Money Collected => Money.Sum(Receipts.Select(receipt => receipt.Amount), Goods.Currency);

    /// <summary>Still to be collected; negative where goods came back after the customer had paid for them, which is to be given back.</summary>
    public Money Outstanding => ToCollect - Collected - WrittenOff;

    /// <summary>When the next person has to look at it; null where nobody has to.</summary>
    public Instant? CollectDue => State == AdvanceState.ToCollect && !Overdue ? CollectBy : null;

    /// <summary>A claim whose goods are awaited.</summary>
    public static Advance OpenOn(Money goods) => new(AdvanceState.Open, goods, Money.Zero(goods.Currency), Money.Zero(goods.Currency), false);

    /// <summary>The goods were inspected, and <paramref name="accepted"/> of the claim was settled by them; or they never came.</summary>
    public Advance ClosedWith(Money accepted, bool inspected, Instant at, Instant collectBy)
    {
        var toCollect = Goods - accepted;
        var stillWrittenOff = Money.Min(WrittenOff, Money.Max(Money.Zero(Goods.Currency), toCollect - Collected));
        return (this with
        {
            Settled = accepted,
            ToCollect = toCollect,
            Inspected = inspected,
            WrittenOff = stillWrittenOff,
            CollectSince = CollectSince ?? (toCollect.IsZero ? null : at),
            CollectBy = CollectBy ?? collectBy,
        }).Classified();
    }

    public Advance Received(Receipt receipt) => (this with { Receipts = Receipts.Add(receipt) }).Classified();

    public Advance Less(Money writtenOff, WriteOff writeOff) => (this with { WrittenOff = WrittenOff + writtenOff, WriteOff = writeOff }).Classified();

    private Advance Classified() => this with
    {
        State = !Outstanding.IsZero ? AdvanceState.ToCollect
            : WrittenOff.IsPositive ? AdvanceState.WrittenOff
            : Collected.IsPositive ? AdvanceState.Collected
            : AdvanceState.Settled,
        Overdue = Overdue && !Outstanding.IsZero,
    };
}

/// <summary>Money that the customer paid back for an advance; negative where it was given back to them.</summary>
/// <param name="Reference">Number of the receipt; one a payment.</param>
public sealed record Receipt(string Reference, Money Amount, string By, Instant At);

/// <summary>A claim that is not pursued any more.</summary>
public sealed record WriteOff(string By, string Reason, Instant At);
