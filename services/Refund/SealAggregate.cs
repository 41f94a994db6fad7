using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Store;
using Aftersales.Refunds.Domain.Ledger;
using Aftersales.Refunds.Queries;

namespace Aftersales.Refunds;

/// <summary>A seal in the store; the id is its number, so that each number is sealed once.</summary>
public sealed class SealAggregate : AggregateType<Seal, SealEvent>
{
    public const string Name = "seal";

    public override string Kind => Name;

    public override Seal Evolve(Seal? state, SealEvent happened) => happened switch
    {
        Sealed made when state is null => made.Seal,
        _ => throw new InvalidOperationException("a seal never changes"),
    };

    public override void Check(Seal state)
    {
        if (state.Balances.Values.Sum() != 0)
            throw new InvalidOperationException("R-REF-6: the sum over all accounts is zero at every moment");
    }

    public override IEnumerable<ListEntry> Lists(string id, Seal state) => Seals.Lists(id, state);
}
