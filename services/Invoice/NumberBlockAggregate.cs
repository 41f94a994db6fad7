using Aftersales.Invoices.Domain.Numbering;
using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Store;

namespace Aftersales.Invoices;

/// <summary>A block of invoice numbers in the store. A serial number is claimed, so that none gets two numbers, also from two replicas at once.</summary>
public sealed class NumberBlockAggregate : AggregateType<NumberBlock, NumbersIssued>
{
    public const string Name = "invoice-numbers";

    public override string Kind => Name;

    /// <summary>The blocks of a series, in order.</summary>
    public static string Blocks(NumberSeries series) => $"numbers:{series.Year:D2}-{series.Province}";

    public static string Claim(string serialNo) => $"numbered/{serialNo}";

    public override NumberBlock Evolve(NumberBlock? state, NumbersIssued happened) => NumberDecider.Evolve(state, happened);

    public override void Check(NumberBlock state)
    {
        if (state.Issued.Length is 0 or > NumberBlock.Size || state.Issued.DistinctBy(numbered => numbered.SerialNo).Count() != state.Issued.Length)
            throw new InvalidOperationException("broken: a block gives out up to its size, each number to another serial number");
    }

    public override IEnumerable<ListEntry> Lists(string id, NumberBlock state) => [new(Blocks(state.Series), id, id, id)];

    public override IEnumerable<Claim> Claims(string id, NumberBlock state) => state.Issued.Select(numbered => new Claim(Claim(numbered.SerialNo), id));

    public override Refusal ClaimHeld(string claim, string holder) => new(PlatformReasons.Contended, "another replica numbered it");
}
