using Aftersales.Complaints.Domain;
using Aftersales.Complaints.Policy;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;
using Aftersales.Platform.Policies;

namespace Aftersales.Complaints;

/// <summary>Where features open tasks and have them decided on.</summary>
public sealed class TaskDesk(Tasks tasks, Cases cases, Teams teams, Policies<MerchantComplaintPolicy> policies, BusinessCalendar calendar, Vault vault)
{
    /// <summary>
    /// Opens a task, once for a kind and cause however often it is asked for: what happened before is left as it is, a task that is over too. For events,
    /// work and other methods' requests: neither the event nor the request is used up by it.
    /// </summary>
    /// <param name="caseId">The case it is about; null for none.</param>
    /// <param name="cause">What leads to it, unique in the merchant, e.g. an event's subject and version.</param>
    /// <param name="text">What is to be done, in clear, kept sealed; empty where the kind and the case say all.</param>
    /// <returns>The task's id.</returns>
    public async Task<string> Open(Call call, TaskKind kind, string? caseId, string cause, string text = "")
    {
        var open = await Opening(call, kind, caseId, cause, text);
        await Change(open.Id, call with { RequestId = null, EventId = null, ExpectedVersion = 0 }, open);
        return open.Id;
    }

    /// <summary>The command that opens a task.</summary>
    public async Task<TaskCommand.Open> Opening(Call call, TaskKind kind, string? caseId, string cause, string text) =>
        new(Ids.Derived("task", $"{kind}/{cause}"), kind, caseId, cause, vault.SealOrEmpty(text), await teams.Find(call))
        {
            Customer = caseId is null ? null : (await cases.Find(call.Merchant, caseId, call.Cancel))?.State.Customer,
        };

    public Task<Versioned<DeskTask>> Change(string id, Call call, TaskCommand command) => tasks.Change(id, call, state => Decide(call, state, command));

    /// <summary>Decides, commits and answers with the task as it is then.</summary>
    public Task<TReply> Change<TReply>(string id, Call call, TaskCommand command, Func<Versioned<DeskTask>, TReply> reply)
        where TReply : class, Google.Protobuf.IMessage<TReply>, new() => tasks.Change(id, call, state => Decide(call, state, command), reply);

    /// <summary>Who comes on shift gets tasks that nobody does; those of somebody who left are shared out again (R-CASE-5).</summary>
    public async Task Share(Worker worker, bool left, Call call)
    {
        if (worker.OnShift && worker.Tier != Tier.Unspecified)
            await Share(TaskLists.Vacant(worker.Tier), null, call);
        if (left)
            await Share(TaskLists.OfOwner(worker.Id), worker.Id, call);
    }

    private async Task Share(string list, string? left, Call call)
    {
        await foreach (var row in tasks.ListAll(call, list))
            await Change(row.Aggregate, call, new TaskCommand.Assign(left, await teams.Find(call)));
    }

    private Decision<TaskEvent> Decide(Call call, DeskTask? state, TaskCommand command) =>
        new TaskDecider(policies.For(call.Merchant).Tasks, calendar, call.Now).Decide(state, command);
}
