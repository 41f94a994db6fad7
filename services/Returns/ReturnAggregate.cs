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

    public override string? Subject(string id, ReturnState state) => state.CustomerId;

    public override bool IsOpen(ReturnState state) => !state.Stage.IsEnd() || state.Due is not null;

    /// <summary>All of them, the earliest due first, and the same for each customer, and for desks; see <see cref="ReturnLists"/> and <see cref="ReturnWorkLists"/>.</summary>
    public override IEnumerable<ListEntry> Lists(string id, ReturnState state) =>
        ReturnLists.Of(state).Concat(ReturnWorkLists.Of(state)).Select(list => new ListEntry(list, ReturnLists.Key(state), id, id));

    /// <summary>All returns of a line together stay within what was bought of it (R-RET-2). A called-off one gives back, and so does a refusal.</summary>
    public override IEnumerable<Share> Shares(string id, ReturnState state) =>
        state.Lines.Select(l => new Share(UnitsOf(state.OrderId, l.LineId), Held(state, l), l.Bought)).Where(s => s.Amount > 0).Concat(ReturnSums.Of(state));

    /// <inheritdoc/>
    public override IEnumerable<Due> Work(string id, ReturnState state)
    {
        if (state.Next is { } next)
            yield return new("deadline", next.At);
        if (state.NeedsBooking)
            yield return new("book-pickup", state.Pickup!.BookFrom);
        // Each wish is work of its own: while one is told, another may have taken its place.
        if (state is { NeedsMove: true, Pickup.Move: { } move })
            yield return new($"move-pickup:{move.Number}", move.At);
        if (state.AwaitsCourier)
            yield return new("follow-pickup", state.Pickup!.AskAt!.Value);
        if (state.Followed.Min(p => p.AskAt) is { } askAt)
            yield return new("track-parcels", askAt);
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
            Inspected when !IsComplete(after) => new Contracts.Returns.ReturnUnitsInspected { Return = snapshot },
            RefundAllowed => new Contracts.Returns.ReturnRefundable { Return = snapshot },
            Disputed => new Contracts.Returns.ReturnDisputed { Return = snapshot },
            DisputeResolved => new Contracts.Returns.ReturnDisputeResolved { Return = snapshot },
            LossClaimed => new Contracts.Returns.ReturnLossClaimed { Return = snapshot },
            LossClosed => new Contracts.Returns.ReturnLossClosed { Return = snapshot },
            _ => null,
        };
        if (told is not null)
            yield return told;
        foreach (var collected in PickupContracts.Tell(happened, snapshot, before, after))
            yield return collected;
        if (happened is Received { Receipt: { IsFound: true } found })
            yield return new Contracts.Returns.ReturnGoodsFound { Return = snapshot, Lines = { found.Lines.ToContract() } };
        if (happened is Inspected { Restocked.IsEmpty: false } inspected)
            yield return inspected.Restocked.ToContract(snapshot);
        // Also where the last pieces were short, lost or never handed over: the verdict without the goods.
        if (happened is Inspected or Received or GoodsLost or GoodsNeverCame or DisputeResolved && IsComplete(after))
            yield return new Contracts.Returns.ReturnInspected { Return = snapshot };
    }

    private static bool IsComplete(ReturnState state) => state.Stage == ReturnStage.Completed;

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

    /// <summary>Pieces of the line that no other return can have: all that were not refused.</summary>
    public static int Held(ReturnState state, ReturnLine line) =>
        state.Ending is null ? line.Units.Count(u => u.Acceptance != Acceptance.Refused) : 0;

    // Others' ids may contain the slash that separates them here.
    private static string Plain(string id) => Uri.EscapeDataString(id);
}
