using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Store;
using Aftersales.Returns.Domain.Repairs;
using Google.Protobuf;
using Wire = Aftersales.Contracts.Returns;

namespace Aftersales.Returns;

/// <summary>What the platform has to know of a repair: all of it follows from the state.</summary>
public sealed class RepairAggregate : AggregateType<Repair, RepairEvent>
{
    public override string Kind => "repair";

    public override Repair Evolve(Repair? state, RepairEvent happened) => RepairEvolution.Evolve(state, happened);

    public override void Check(Repair state) => RepairEvolution.Check(state);

    public override string? Subject(string id, Repair state) => state.CustomerId;

    public override bool IsOpen(Repair state) => !state.Stage.IsEnd();

    public override IEnumerable<ListEntry> Lists(string id, Repair state) =>
        RepairLists.Of(state).Select(list => new ListEntry(list, RepairLists.Key(state), id, id));

    /// <summary>A piece is in one return, replacement or repair at a time (R-RET-2); the customer has it again afterwards.</summary>
    public override IEnumerable<Share> Shares(string id, Repair state) =>
        state.Stage.IsEnd() ? [] : state.Lines.Select(l => new Share(ReturnAggregate.UnitsOf(state.OrderId, l.LineId), l.Quantity, l.Bought));

    /// <inheritdoc/>
    public override IEnumerable<Due> Work(string id, Repair state)
    {
        if (state.Due is { } due)
            yield return new("deadline", due);
        if (state.Collecting is { IsOver: false } collecting)
            yield return state.Stage == RepairStage.Accepted ? new("follow-collection", collecting.AskAt) : new("call-off-collection", state.RequestedAt);
    }

    public override IEnumerable<IMessage> Publish(string id, Repair? before, RepairEvent happened, Repair after, long version)
    {
        var told = after.ToSnapshot(version);
        return happened switch
        {
            Requested => [new Wire.RepairRequested { Repair = told }],
            Quoted => [new Wire.RepairQuoted { Repair = told }],
            QuoteReminded => [new Wire.RepairQuoteReminded { Repair = told }],
            SentBack => [new Wire.RepairSentBack { Repair = told }],
            Overdue => [new Wire.RepairOverdue { Repair = told }],
            _ when after.Stage.IsEnd() && before?.Stage.IsEnd() is false => [new Wire.RepairEnded { Repair = told }],
            _ => [],
        };
    }

    /// <inheritdoc/>
    public override Refusal SumExceeded(Share share, long present) => ReturnAggregate.UnitsExceeded(share, present);
}
