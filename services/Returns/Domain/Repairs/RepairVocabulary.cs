using Aftersales.Kernel;

namespace Aftersales.Returns.Domain.Repairs;

// The numbers are those of the contract's enums, so that mapping is a cast; a test holds names and numbers against each other.

/// <summary>Where a repair stands.</summary>
public enum RepairStage
{
    Requested = 1,
    Quoted,
    Accepted,
    Collected,
    InWorkshop,
    Ready,
    SentBack,
    Done,
    Declined,
    Cancelled,
    Failed,
}

/// <summary>What desks work through.</summary>
public enum RepairWorkList
{
    All,
    ToQuote,
    ToRepair,
    ToSend,
    Claims,
}

/// <summary>Stages as callers name them, and why repairs are refused.</summary>
public static class RepairStages
{
    public static readonly Reason RepairNotFound = new("REPAIR_NOT_FOUND", RefusalKind.NotFound);
    public static readonly Reason StateInvalid = new("REPAIR_STATE_INVALID", RefusalKind.Precondition);

    /// <summary>No such repair, or another customer's: the answer does not tell which.</summary>
    public static Refusal NotFound { get; } = new(RepairNotFound, "no such repair");

    /// <summary>Nothing happens to it any more.</summary>
    public static bool IsEnd(this RepairStage stage) => stage is RepairStage.Done or RepairStage.Declined or RepairStage.Cancelled or RepairStage.Failed;

    public static Refusal WrongStage(Repair state, params IEnumerable<RepairStage> allowed) =>
        Refusal.WrongState(StateInvalid, Name(state.Stage), allowed.Select(Name));

    /// <summary>Another person decided this, or the same person otherwise.</summary>
    public static Refusal Decided(Repair state) => new Refusal(ReturnReasons.AlreadyDecided, "this was decided before").With("current", Name(state.Stage));

    private static string Name(RepairStage stage) => stage switch
    {
        RepairStage.InWorkshop => "IN_WORKSHOP",
        RepairStage.SentBack => "SENT_BACK",
        _ => stage.ToString().ToUpperInvariant(),
    };
}
