using Aftersales.Complaints.Domain;
using Aftersales.Contracts.Returns;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;
using Aftersales.Platform.Peers;

namespace Aftersales.Complaints.Ports;

/// <summary>What plans ask of Returns about goods that go out: replacements, exchanges, parts, repairs.</summary>
public sealed class SupplyPort(Peer<ReplacementsService.ReplacementsServiceClient> replacements, Peer<RepairsService.RepairsServiceClient> repairs, Vault vault)
{
    /// <summary>Requests the replacement of a step, once for each try.</summary>
    public async Task<PlanCommand> Send(Plan plan, Step step, SendGoods task, Call call)
    {
        var request = new RequestReplacementRequest
        {
            RequestId = StepRequest.Id(step.Asked),
            Cause = step.Cause(),
            CaseId = plan.Case,
            OrderId = plan.Order,
            Kind = (ReplacementKind)task.Supply,
            Lines =
            {
                task.Lines.Select(line => new ReplacementLine { LineId = line.Line, Quantity = line.Quantity, Sku = line.Sku ?? "", Part = task.Part ?? "" }),
            },
            ResponsibleParty = (Contracts.ResponsibleParty)plan.Party,
            Grounds = new()
            {
                WantsGoods = task.Grounds.WantsGoods,
                DeclinedRefund = task.Grounds.DeclinedRefund,
                CannotReorder = task.Grounds.CannotReorder,
                OriginalStopped = task.Grounds.OriginalStopped,
            },
            ReturnId = task.Return ?? "",
            FollowsReplacementId = task.Follows ?? "",
        };
        var answer = await replacements.Ask(
            StepCaller.Of(plan, step, call), (client, options) => client.RequestReplacementAsync(request, options), call.Cancel);
        return new PlanCommand.FollowSupply(step.Asked, answer.Replacement.ReplacementId, Move(answer.Replacement.State), Why(answer.Replacement.State));
    }

    /// <summary>Requests the repair of a step, once for each try.</summary>
    public async Task<PlanCommand> Repair(Plan plan, Step step, RepairGoods task, Call call)
    {
        var request = new RequestRepairRequest
        {
            RequestId = StepRequest.Id(step.Asked),
            Cause = step.Cause(),
            CaseId = plan.Case,
            OrderId = plan.Order,
            Lines = { task.Lines.ToContract() },
            Wish = vault.Words(task.Wish),
            ResponsibleParty = (Contracts.ResponsibleParty)plan.Party,
        };
        var answer = await repairs.Ask(StepCaller.Of(plan, step, call), (client, options) => client.RequestRepairAsync(request, options), call.Cancel);
        return new PlanCommand.FollowSupply(step.Asked, answer.Repair.RepairId, Move(answer.Repair.State), Why(answer.Repair.State));
    }

    /// <summary>What a replacement's state means to a plan.</summary>
    public static SupplyMove Move(ReplacementState state) => state switch
    {
        ReplacementState.Delivered => SupplyMove.Done,
        ReplacementState.Failed or ReplacementState.Cancelled => SupplyMove.Ended,
        _ => SupplyMove.Moving,
    };

    /// <summary>What a repair's state means to a plan.</summary>
    public static SupplyMove Move(RepairState state) => state switch
    {
        RepairState.Done => SupplyMove.Done,
        RepairState.Declined or RepairState.Cancelled or RepairState.Failed => SupplyMove.Ended,
        _ => SupplyMove.Moving,
    };

    /// <summary>The reason that a step shows; empty where it did not end without effect.</summary>
    public static string Why(ReplacementState state) => Move(state) == SupplyMove.Ended ? $"REPLACEMENT_{state.ToString().ToUpperInvariant()}" : "";

    /// <inheritdoc cref="Why(ReplacementState)"/>
    public static string Why(RepairState state) => Move(state) == SupplyMove.Ended ? $"REPAIR_{state.ToString().ToUpperInvariant()}" : "";
}
