using Aftersales.Complaints.Domain;
using Aftersales.Complaints.Ports;
using Aftersales.Contracts.Returns;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Events;

namespace Aftersales.Complaints.Features;

/// <summary>Follows replacements and repairs that a plan's steps started; the cause names the step.</summary>
public sealed class FollowSupply(PlanDesk plans)
    : IHandle<ReplacementDelivered>, IHandle<ReplacementFailed>, IHandle<ReplacementCancelled>, IHandle<RepairEnded>
{
    public Task Handle(ReplacementDelivered happened, Call call) => Follow(happened.Replacement, call);

    public Task Handle(ReplacementFailed happened, Call call) => Follow(happened.Replacement, call);

    public Task Handle(ReplacementCancelled happened, Call call) => Follow(happened.Replacement, call);

    public Task Handle(RepairEnded happened, Call call) => Follow(
        happened.Repair.CauseId, happened.Repair.RepairId, SupplyPort.Move(happened.Repair.State), SupplyPort.Why(happened.Repair.State), call);

    private Task Follow(ReplacementSnapshot told, Call call) =>
        Follow(told.CauseId, told.ReplacementId, SupplyPort.Move(told.State), SupplyPort.Why(told.State), call);

    private async Task Follow(string cause, string target, SupplyMove move, string why, Call call)
    {
        if (cause.LastIndexOf('.') is > 0 and var end && await plans.Find(call, cause[..end]) is { } plan)
            await plans.Change(plan.Id, call, new PlanCommand.FollowSupply(cause, target, move, why));
    }
}
