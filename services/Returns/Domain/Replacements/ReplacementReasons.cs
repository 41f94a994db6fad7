using Aftersales.Kernel;

namespace Aftersales.Returns.Domain.Replacements;

/// <summary>Why replacements are refused; each name is a value of the contract's ErrorReason.</summary>
public static class ReplacementReasons
{
    public static readonly Reason ReplacementNotFound = new("REPLACEMENT_NOT_FOUND", RefusalKind.NotFound);
    public static readonly Reason StateInvalid = new("REPLACEMENT_STATE_INVALID", RefusalKind.Precondition);
    public static readonly Reason NotEligible = new("REPLACEMENT_NOT_ELIGIBLE", RefusalKind.Precondition);
    public static readonly Reason SamePerson = new("SAME_PERSON", RefusalKind.Denied);

    /// <summary>No such replacement, or another customer's: the answer does not tell which.</summary>
    public static Refusal NotFound { get; } = new(ReplacementNotFound, "no such replacement");

    public static Refusal WrongStage(Replacement state, params IEnumerable<ReplacementStage> allowed) =>
        Refusal.WrongState(StateInvalid, state.Stage.ToName(), allowed.Select(s => s.ToName()));

    /// <summary>Another person decided this, or the same person otherwise.</summary>
    public static Refusal Decided(Replacement state) =>
        new Refusal(ReturnReasons.AlreadyDecided, "this was decided before").With("current", state.Stage.ToName());
}
