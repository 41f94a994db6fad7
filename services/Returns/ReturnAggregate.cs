using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Store;
using Aftersales.Returns.Domain;
using Google.Protobuf;

namespace Aftersales.Returns;

/// <summary>What the platform has to know of a return: all of it follows from the state.</summary>
public sealed class ReturnAggregate : AggregateType<ReturnState, ReturnEvent>
{
    public override string Kind => "return";

    public override ReturnState Evolve(ReturnState? state, ReturnEvent happened) => ReturnEvolution.Evolve(state, happened);

    public override void Check(ReturnState state) => ReturnInvariants.Check(state);

    /// <summary>All of them, the earliest due first, and the same for each customer; see <see cref="ReturnLists"/>.</summary>
    public override IEnumerable<ListEntry> Lists(string id, ReturnState state) =>
        ReturnLists.Of(state).Select(list => new ListEntry(list, ReturnLists.Key(state), id, id));

    /// <summary>All returns of a line together stay within what was bought of it (R-RET-2). A called-off one gives back, an inspected one keeps what was accepted.</summary>
    public override IEnumerable<Share> Shares(string id, ReturnState state) =>
        state.Lines.Select(l => new Share(UnitsOf(state.OrderId, l.LineId), Held(state, l), l.Bought)).Where(s => s.Amount > 0);

    /// <inheritdoc/>
    public override IEnumerable<Due> Work(string id, ReturnState state)
    {
        if (state is { Due: { } due, IsEscalated: false })
            yield return new("deadline", due);
        if (state is { Stage: ReturnStage.Approved, Pickup: { IsBooked: false } pickup })
            yield return new("book-pickup", pickup.BookFrom);
        if (state.Stage.IsEnd() && state.Pickup is { IsDone: false, IsCalledOff: false } vain)
            yield return new("call-off-pickup", vain.BookFrom);
    }

    public override IEnumerable<IMessage> Publish(string id, ReturnState? before, ReturnEvent happened, ReturnState after, long version)
    {
        var snapshot = after.ToSnapshot(version);
        IMessage? told = happened switch
        {
            Requested => new Contracts.Returns.ReturnRequested { Return = snapshot },
            Approved => new Contracts.Returns.ReturnApproved { Return = snapshot },
            Rejected => new Contracts.Returns.ReturnRejected { Return = snapshot },
            Cancelled => new Contracts.Returns.ReturnCancelled { Return = snapshot },
            PickedUp or Shipped => new Contracts.Returns.ReturnPickedUp { Return = snapshot },
            Received => new Contracts.Returns.ReturnReceived { Return = snapshot },
            // Lost or never handed over: the verdict without the goods.
            Inspected or GoodsLost or GoodsNeverCame => new Contracts.Returns.ReturnInspected { Return = snapshot },
            RefundAllowed => new Contracts.Returns.ReturnRefundable { Return = snapshot },
            _ => null,
        };
        return told is null ? [] : [told];
    }

    /// <inheritdoc/>
    public override Refusal SumExceeded(Share share, long present) => UnitsExceeded(share, present);

    /// <summary>The sum of a line's pieces that are in returns and replacements.</summary>
    public static string UnitsOf(string orderId, string lineId) => $"return-units/{Plain(orderId)}/{Plain(lineId)}";

    /// <summary>The refusal when more pieces of a line are asked for than are free.</summary>
    public static Refusal UnitsExceeded(Share share, long present)
    {
        var lineId = Uri.UnescapeDataString(share.Counter[(share.Counter.LastIndexOf('/') + 1)..]);
        var free = share.Limit - present;
        return free > 0
            ? ReturnReasons.TooMany(lineId, (int)free).Rule("R-RET-2")
            : new Refusal(ReturnReasons.UnitAlreadyHeld, "in another return or replacement already").Rule("R-RET-2").With("line_id", lineId);
    }

    /// <summary>Pieces of the line that no other return can have.</summary>
    public static int Held(ReturnState state, ReturnLine line) => state.Stage switch
    {
        ReturnStage.Rejected or ReturnStage.Cancelled => 0,
        ReturnStage.Completed => line.Accepted,
        _ => line.Quantity,
    };

    // Others' ids may contain the slash that separates them here.
    private static string Plain(string id) => Uri.EscapeDataString(id);
}
