using Aftersales.Complaints.Domain;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Store;

namespace Aftersales.Complaints;

/// <summary>What the platform has to know of a task.</summary>
public sealed class TaskAggregate : AggregateType<DeskTask, TaskEvent>
{
    public override string Kind => "task";

    public override DeskTask Evolve(DeskTask? state, TaskEvent happened) => TaskEvolution.Evolve(state, happened);

    public override void Check(DeskTask state) => TaskEvolution.Check(state);

    public override string? Subject(string id, DeskTask state) => state.Customer;

    public override bool IsOpen(DeskTask state) => state.Stage == TaskStage.Open;

    public override IEnumerable<ListEntry> Lists(string id, DeskTask state)
    {
        var open = state.Stage == TaskStage.Open;
        var due = TimeKey.Of(open ? state.Due : Instant.MaxValue);
        return (open ? TaskLists.OfOpen(state) : []).Concat(state.Case is { } about ? [TaskLists.OfCase(about)] : []).Select(list => new ListEntry(list, due, id, id));
    }

    /// <summary>Tasks are shared out by the same load as cases (R-CASE-5).</summary>
    public override IEnumerable<Share> Shares(string id, DeskTask state) =>
        state is { Stage: TaskStage.Open, Owner: { } owner } ? [new(CaseLists.LoadOf(owner), 1, int.MaxValue)] : [];

    public override IEnumerable<Due> Work(string id, DeskTask state) => state.Stage == TaskStage.Open ? [new("due", state.Due)] : [];
}

/// <summary>Names of the lists that tasks stand in.</summary>
public static class TaskLists
{
    public const string Open = "tasks";

    /// <summary>The supervisor's (R-CLK-4).</summary>
    public const string Overdue = "tasks/overdue";

    public static string OfOwner(string owner) => $"tasks/owner/{owner}";

    public static string OfKind(TaskKind kind) => $"tasks/kind/{kind}";

    public static string OfTier(Tier tier) => $"tasks/tier/{tier}";

    /// <summary>Those of a tier that nobody does.</summary>
    public static string Vacant(Tier tier) => $"tasks/vacant/{tier}";

    /// <summary>Those of a case, ended ones last.</summary>
    public static string OfCase(string about) => $"tasks/case/{about}";

    /// <summary>The lists of an open task.</summary>
    public static IEnumerable<string> OfOpen(DeskTask task) =>
    [
        Open,
        OfKind(task.Kind),
        OfTier(task.Tier),
        task.Owner is { } owner ? OfOwner(owner) : Vacant(task.Tier),
        .. task.Overdue > 0 ? [Overdue] : (string[])[],
    ];
}
