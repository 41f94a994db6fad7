using Aftersales.Complaints.Domain;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;
using DeskTask = Aftersales.Complaints.Domain.DeskTask;
using TaskKind = Aftersales.Complaints.Domain.TaskKind;

namespace Aftersales.Complaints.Queries;

/// <summary>Tasks by one filter, the earliest due first.</summary>
public sealed class ReadTasks(Tasks tasks, Vault vault)
{
    public async Task<GetTaskResponse> Handle(GetTaskRequest request, Call call) =>
        await tasks.Read(call.Merchant, request.TaskId, call.Cancel) is { } found
            ? new() { Task = found.ToContract(vault) }
            : throw new RefusedException(new(TaskReasons.TaskNotFound, "no such task"));

    public async Task<ListTasksResponse> Handle(ListTasksRequest request, Call call)
    {
        var page = await tasks.List(call, ListOf(request), request.PageSize, request.PageToken);
        return new()
        {
            Tasks = { page.Rows.Select(row => new Versioned<DeskTask>(row.Aggregate, row.State, row.Version).ToContract(vault)) },
            NextPageToken = page.NextPageToken,
        };
    }

    private static string ListOf(ListTasksRequest request)
    {
        string[] asked =
        [
            .. request.OwnerId.Length > 0 ? [TaskLists.OfOwner(request.OwnerId)] : (string[])[],
            .. request.Kind != 0 ? [TaskLists.OfKind((TaskKind)request.Kind)] : (string[])[],
            .. request.Tier != 0 ? [TaskLists.OfTier((Tier)request.Tier)] : (string[])[],
            .. request.VacantTier != 0 ? [TaskLists.Vacant((Tier)request.VacantTier)] : (string[])[],
            .. request.CaseId.Length > 0 ? [TaskLists.OfCase(request.CaseId)] : (string[])[],
            .. request.Overdue ? [TaskLists.Overdue] : (string[])[],
        ];
        return asked switch
        {
            [] => TaskLists.Open,
            [var one] => one,
            _ => throw new RefusedException(CaseReasons.Invalid("owner_id", "at most one filter is given")),
        };
    }
}
