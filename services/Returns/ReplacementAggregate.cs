using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Store;
using Aftersales.Returns.Domain.Replacements;
using Google.Protobuf;
using Wire = Aftersales.Contracts.Returns;

namespace Aftersales.Returns;

/// <summary>What the platform has to know of a replacement: all of it follows from the state.</summary>
public sealed class ReplacementAggregate : AggregateType<Replacement, ReplacementEvent>
{
    public override string Kind => "replacement";

    public override Replacement Evolve(Replacement? state, ReplacementEvent happened) => ReplacementEvolution.Evolve(state, happened);

    public override void Check(Replacement state) => ReplacementEvolution.Check(state);

    public override IEnumerable<ListEntry> Lists(string id, Replacement state) =>
        ReplacementLists.Of(state).Select(list => new ListEntry(list, ReplacementLists.Key(state), id, id));

    /// <summary>
    /// A piece is in one return or replacement at a time (R-RET-2). One that was delivered is free again: the customer has it as if it had come at
    /// first, and can claim anew (R-RET-9). What is exchanged the return holds, for good: its delivery gives as much back to the sum. A part leaves
    /// its piece alone.
    /// </summary>
    public override IEnumerable<Share> Shares(string id, Replacement state) => state switch
    {
        { Kind: ReplacementKind.Order } when !state.Stage.IsEnd() => Of(state, line => line.Quantity),
        { Kind: ReplacementKind.Exchange, DeliveredAt: not null } => Of(state, line => -line.Quantity),
        _ => [],
    };

    /// <inheritdoc/>
    public override IEnumerable<Due> Work(string id, Replacement state)
    {
        if (state.Due is { } due)
            yield return new("deadline", due);
        if (state is { Original: OriginalOutcome.ToRegister, ApprovedAt: { } approved })
            yield return new("register-original", approved);
        if (state is { Original: OriginalOutcome.ToWithdraw, Ending: { } ending })
            yield return new("withdraw-original", ending.At);
        if (!state.Stage.IsEnd() && state.Order is { } order)
            yield return new("follow-order", order.AskAt);
    }

    public override IEnumerable<IMessage> Publish(string id, Replacement? before, ReplacementEvent happened, Replacement after, long version)
    {
        var told = after.ToSnapshot(version);
        return happened switch
        {
            Requested => [new Wire.ReplacementRequested { Replacement = told }],
            OriginalRegistered => [new Wire.OriginalReturned { Replacement = told }],
            Placed => [new Wire.ReplacementPlaced { Replacement = told }],
            Dispatched => [new Wire.ReplacementDispatched { Replacement = told }],
            Delivered => [new Wire.ReplacementDelivered { Replacement = told }],
            Failed => [new Wire.ReplacementFailed { Replacement = told }],
            Cancelled => [new Wire.ReplacementCancelled { Replacement = told }],
            Overdue => [new Wire.ReplacementOverdue { Replacement = told }],
            _ => [],
        };
    }

    /// <inheritdoc/>
    public override Refusal SumExceeded(Share share, long present) => ReturnAggregate.UnitsExceeded(share, present);

    private static IEnumerable<Share> Of(Replacement state, Func<ReplacedLine, int> pieces) =>
        state.Lines.Select(line => new Share(ReturnAggregate.UnitsOf(state.OrderId, line.LineId), pieces(line), line.Bound));
}
