namespace Aftersales.Complaints.Domain;

/// <summary>What is done for an accepted offer, or for a return that the customer requested directly: a process of steps in other services.</summary>
/// <param name="About">Type of the case: the cause of compensations and the reason of returns.</param>
/// <param name="By">Whose decision it is: the offering agent, or the customer of a direct return.</param>
public sealed record Plan(
    string Id,
    string Case,
    string Order,
    string Customer,
    CaseType About,
    ResponsibleParty Party,
    ImmutableArray<string> Evidence,
    Person By,
    ImmutableArray<Step> Steps)
{
    public PlanStage Stage { get; init; } = PlanStage.Running;

    /// <summary>Since when it is on that stage.</summary>
    public Instant Since { get; init; }

    /// <summary>When it was opened: from then on a return that it contains is owed for (R-REF-1).</summary>
    public Instant OpenedAt { get; init; }

    /// <summary>The stage that the case was told of.</summary>
    public PlanStage Reported { get; init; } = PlanStage.Running;

    /// <summary>The return that the customer requested directly; null otherwise.</summary>
    public string? DirectReturn { get; init; }

    /// <summary>What Returns has to be told of a return that it opened without us.</summary>
    public ReturnErrand Errand { get; init; }

    /// <summary>What people changed, oldest first.</summary>
    public ImmutableArray<PlanEdit> Edits { get; init; } = [];

    /// <summary>Id of a step that comes after all there are.</summary>
    /// <param name="further">How many others come before it.</param>
    public string NextStep(int further) => $"{Id}.{Steps.Length + 1 + further}";

    public Step? Step(string id) => Steps.FirstOrDefault(step => step.Id == id);

    /// <summary>The step that asks under a cause; null where none does any more.</summary>
    public Step? Asking(string cause) => Steps.FirstOrDefault(step => step.Asked == cause);

    /// <summary>What news of a refund undo.</summary>
    public SetBack SetBackOf(PlanCommand.FollowRefund told) => (Asking(told.Cause), told.Move) switch
    {
        ({ Stage: StepStage.Done } step, RefundMove.SentBack or RefundMove.Failed or RefundMove.Cancelled) when told.Version > step.Heard => SetBack.Reversal,
        ({ Stage: StepStage.Starting or StepStage.Running } step, RefundMove.SentBack) when told.Version >= step.Heard => SetBack.Correction,
        _ => SetBack.None,
    };

    /// <summary>Whether a step pays that release of the return already.</summary>
    public bool Pays(int release) => Steps.Any(step => step.Task is PayBack pay && pay.Release == release);

    /// <summary>
    /// Grants whose money or gift did not reach the customer: taken back when the plan is called off, so that something else can be granted for the
    /// same cause (R-COMP-5).
    /// </summary>
    public IEnumerable<Step> GrantedInVain() => Steps.Where(step =>
        step is { Task: Compensate, Stage: StepStage.Done } && Steps.Any(next => next.DependsOn.Contains(step.Id) && next.Stage != StepStage.Done));

    /// <summary>The one step that has goods come back; null where none do.</summary>
    public Step? Return => Steps.FirstOrDefault(step => step.Task is ReturnGoods);
}

/// <summary>Where a plan stands. The last two end a direct return without effect.</summary>
public enum PlanStage
{
    Unspecified,
    Running,
    Blocked,
    Done,
    Cancelled,
    Rejected,
    Withdrawn,
}

/// <summary>How a refund went backwards.</summary>
public enum SetBack
{
    None,

    /// <summary>It was not paid yet and has to be corrected.</summary>
    Correction,

    /// <summary>It was paid, and the money came back (R-REF-9).</summary>
    Reversal,
}

/// <summary>What a plan still has to tell Returns.</summary>
public enum ReturnErrand
{
    None,

    /// <summary>Which case a return belongs to.</summary>
    AttachCase,

    /// <summary>That the units are in another resolution already (R-RET-2).</summary>
    CancelReturn,
}
