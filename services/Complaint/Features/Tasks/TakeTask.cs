using Aftersales.Complaints.Domain;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;

namespace Aftersales.Complaints.Features;

/// <summary>The caller does it, unless somebody who is at work does.</summary>
public sealed class TakeTask(TaskDesk desk, Teams teams, Vault vault)
{
    public async Task<TakeTaskResponse> Handle(TakeTaskRequest request, Call call)
    {
        var command = new TaskCommand.Take(call.Actor(), await teams.Find(call));
        return await desk.Change(request.TaskId, call, command, task => new TakeTaskResponse { Task = task.ToContract(vault) });
    }
}
