using Aftersales.Complaints.Domain;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;

namespace Aftersales.Complaints.Features;

/// <summary>A task is done, or not needed any more; the note says what came of it, or why.</summary>
public sealed class EndTask(TaskDesk desk, Vault vault)
{
    public Task<CompleteTaskResponse> Handle(CompleteTaskRequest request, Call call) => desk.Change(
        request.TaskId, call, Ended(TaskStage.Done, request.Note, call), task => new CompleteTaskResponse { Task = task.ToContract(vault) });

    public Task<CancelTaskResponse> Handle(CancelTaskRequest request, Call call) => desk.Change(
        request.TaskId, call, Ended(TaskStage.Cancelled, request.Note, call), task => new CancelTaskResponse { Task = task.ToContract(vault) });

    private TaskCommand.End Ended(TaskStage stage, string note, Call call) => new(stage, call.Actor(), vault.Seal(note), vault.Pseudonym(note));
}
