using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;
using TaskKind = Aftersales.Complaints.Domain.TaskKind;

namespace Aftersales.Complaints.Features;

/// <summary>A person opens a task.</summary>
public sealed class OpenTask(TaskDesk desk, CaseDesk cases, Vault vault)
{
    public async Task<OpenTaskResponse> Handle(OpenTaskRequest request, Call call)
    {
        var about = request.CaseId.Length == 0 ? null : (await cases.Find(call, request.CaseId)).Id;
        var open = await desk.Opening(call, (TaskKind)request.Kind, about, $"{call.Person}/{call.RequestId}", request.Text);
        return await desk.Change(open.Id, call, open, task => new OpenTaskResponse { Task = task.ToContract(vault) });
    }
}
