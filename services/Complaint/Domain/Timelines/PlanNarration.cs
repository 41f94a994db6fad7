using System.Collections.Frozen;

namespace Aftersales.Complaints.Domain;

/// <summary>How the events of a plan stand in its case's timeline; for staff, and only those that tell something.</summary>
public static class PlanNarration
{
    private static readonly FrozenDictionary<Type, Func<PlanEvent, Both?>> Rows = new Dictionary<Type, Func<PlanEvent, Both?>>
    {
        [typeof(PlanOpened)] = Row<PlanOpened>(e => new($"计划共{e.Plan.Steps.Length}步", $"a plan of {e.Plan.Steps.Length} steps")),
        [typeof(StepStarted)] = Row<StepStarted>(e => Step(e.Step, "开始", "is being asked for")),
        [typeof(StepRunning)] = Row<StepRunning>(e => Step(e.Step, $"进行中（{e.Target}）", $"runs as {e.Target}")),
        [typeof(StepDone)] = Row<StepDone>(e => Step(e.Step, "完成", "is done")),
        [typeof(StepRefused)] = Row<StepRefused>(e => Step(e.Step, $"被拒绝（{e.Reason}）", $"was refused: {e.Reason}")),
        [typeof(StepSkipped)] = Row<StepSkipped>(e => Step(e.Step, "无需执行", "is not needed")),
        [typeof(PlanEdited)] = Row<PlanEdited>(e => new($"{e.Edit.By}修改计划：{e.Edit.Kind}", $"{e.Edit.By} changed the plan: {Words.Of(e.Edit.Kind)}")),
        [typeof(RefundAdded)] = Row<RefundAdded>(e => Step(e.Step.Id, "追加退款", "was added: more is to be refunded")),
        [typeof(GrantRevoked)] = Row<GrantRevoked>(e => Step(e.Step, "补偿已收回", "was taken back")),
        [typeof(RefundReversed)] = Row<RefundReversed>(e => Step(e.Step, "款项退回，重新支付", "came back and is paid again")),
        [typeof(PlanMoved)] = Row<PlanMoved>(e => new($"计划状态：{e.Stage}", $"the plan is {Words.Of(e.Stage)}")),
        // Details of what the rows above tell.
        [typeof(UnitsFreed)] = Silent,
        [typeof(RefundFixed)] = Silent,
        [typeof(CompensationFixed)] = Silent,
        [typeof(RefundHeard)] = Silent,
        [typeof(PlanReported)] = Silent,
        [typeof(ErrandDone)] = Silent,
    }.ToFrozenDictionary();

    public static IEnumerable<Type> Known => Rows.Keys;

    /// <summary>Null where an event tells nothing of its own.</summary>
    public static Line? Of(PlanEvent happened)
    {
        var summary = Rows.TryGetValue(happened.GetType(), out var row) ? row(happened) : Both.Same(happened.GetType().Name);
        return summary is null ? null : new(EntryKind.Plan, false, summary, SealedText.Empty);
    }

    private static Func<PlanEvent, Both?> Row<T>(Func<T, Both> summary)
        where T : PlanEvent => e => summary((T)e);

    private static Both? Silent(PlanEvent happened) => null;

    private static Both Step(string id, string zh, string en)
    {
        var number = id[(id.LastIndexOf('.') + 1)..];
        return new($"第{number}步{zh}", $"step {number} {en}");
    }
}
