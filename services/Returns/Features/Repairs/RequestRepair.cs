using Aftersales.Contracts.Returns;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;
using Aftersales.Returns.Domain;
using Aftersales.Returns.Domain.Repairs;

namespace Aftersales.Returns.Features.Repairs;

/// <summary>Requests a repair for a plan's step, once, however often it asks.</summary>
public sealed class RequestRepair(RepairDesk desk, Documents<OrderFacts> orders, Vault vault)
{
    public async Task<RequestRepairResponse> Handle(RequestRepairRequest request, Call call)
    {
        var order = await orders.Find(call, request.OrderId)
            ?? throw new RefusedException(new Refusal(ReturnReasons.OrderNotYetKnown, "no facts about the order have arrived yet").With("order_id", request.OrderId));
        var id = Ids.Derived("fix", $"{request.Cause.Kind}/{request.Cause.Id}");
        var command = new RepairCommand.Request(
            id,
            request.Cause.Id,
            request.CaseId,
            order,
            [.. request.Lines.Select(l => new Pieces(l.LineId, l.Quantity))],
            vault.Seal(request.Wish),
            (ResponsibleParty)request.ResponsibleParty);
        return await desk.Change(id, call, command, made => new RequestRepairResponse { Repair = made });
    }
}
