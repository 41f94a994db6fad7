using Aftersales.Complaints.Domain;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Identity;
using Contract = Aftersales.Contracts;
using Wire = Aftersales.Contracts.Complaints;

namespace Aftersales.Complaints;

/// <summary>Tasks in the contract's messages.</summary>
public static class TaskToContractMapping
{
    public static Wire.DeskTask ToContract(this Versioned<DeskTask> found, Vault vault)
    {
        var state = found.State;
        return new()
        {
            TaskId = state.Id,
            Version = found.Version,
            Kind = (Wire.TaskKind)state.Kind,
            CaseId = state.Case ?? "",
            Cause = state.Cause,
            Text = vault.Words(state.Text),
            State = (Wire.TaskState)state.Stage,
            Tier = (Contract.Tier)state.Tier,
            Skill = state.Skill,
            OwnerId = state.Owner ?? "",
            DueTime = state.Due.ToContract(),
            Overdue = state.Overdue,
            Note = vault.Words(state.Note),
            EndedBy = state.Ending?.By ?? "",
            OpenedTime = state.Opened.ToContract(),
            EndedTime = state.Ended?.ToContract(),
        };
    }
}
