namespace Aftersales.Complaints.Domain;

/// <summary>What happens to a plan.</summary>
public abstract record PlanEvent;

public sealed record PlanOpened(Plan Plan) : PlanEvent;

/// <param name="By">Who had it started again; null the first time.</param>
/// <param name="Units">Claims taken for it.</param>
/// <param name="Try">Greater than before when another refund is asked for.</param>
public sealed record StepStarted(string Step, Person? By, ImmutableArray<string> Units, Instant At, int Try = 1) : PlanEvent;

public sealed record StepRunning(string Step, string Target) : PlanEvent;

/// <param name="Units">Claims that it keeps for good.</param>
public sealed record StepDone(string Step, string? Target, ImmutableArray<string> Units) : PlanEvent;

public sealed record StepRefused(string Step, string Reason, string? Target, ImmutableArray<string> Units) : PlanEvent;

/// <summary>Not needed any more; its units are free.</summary>
public sealed record StepSkipped(string Step) : PlanEvent;

/// <summary>The customer has other goods instead: those that the step held are over, and free for a claim that follows (R-RET-9).</summary>
public sealed record UnitsFreed(string Step) : PlanEvent;

/// <summary>What a refund after a return pays back, or an exchange sends, is known now.</summary>
public sealed record RefundFixed(string Step, Release Release, string Return) : PlanEvent;

/// <summary>A return has more to refund than the plan had foreseen: pieces that were accepted before the others, or after a dispute.</summary>
public sealed record RefundAdded(Step Step) : PlanEvent;

/// <summary>How much money was granted, and so is paid, is known now (R-COMP-5).</summary>
public sealed record CompensationFixed(string Step, GrantKind Grant, Money Amount) : PlanEvent
{
    /// <summary>Of a price difference: what of it each line cost too much.</summary>
    public ImmutableArray<LineAmount> Differences { get; init; } = [];
}

/// <summary>What was granted for something that never came was taken back.</summary>
public sealed record GrantRevoked(string Step) : PlanEvent;

/// <summary>There was news of the refund.</summary>
public sealed record RefundHeard(string Step, long Version) : PlanEvent;

/// <summary>R-REF-9: the money came back; the refund runs again.</summary>
public sealed record RefundReversed(string Step) : PlanEvent;

public sealed record PlanMoved(PlanStage Stage, Instant At) : PlanEvent;

public sealed record PlanReported(PlanStage Stage) : PlanEvent;

public sealed record ErrandDone(ReturnErrand Errand) : PlanEvent;
