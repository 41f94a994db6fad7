using Aftersales.Complaints.Domain;
using Aftersales.Complaints.Ports;
using Aftersales.Contracts.Returns;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Events;
using Aftersales.Platform.Identity;

namespace Aftersales.Complaints.Features;

/// <summary>
/// The customer objects to what the inspection of a return refused: the return's case hears of it like of any repeat (R-CASE-2), and one that was closed is
/// opened again (R-CASE-4).
/// </summary>
public sealed class FollowDispute(PlanDesk plans, Cases cases, CaseDesk desk, OrderBook orders, Teams teams, Vault vault) : IHandle<ReturnDisputed>
{
    public async Task Handle(ReturnDisputed happened, Call call)
    {
        if (await CaseOf(happened.Return, call) is not { } found)
            return;
        var (team, said) = (await teams.Find(call), vault.Seal("the customer disputes what the inspection of the return refused"));
        CaseCommand told = found.State.Stage == CaseStage.Closed
            ? new CaseCommand.Reopen(Person.Customer(found.State.Customer), said, team)
            : new CaseCommand.Repeat(said, [], await orders.Find(call, happened.Return.OrderId), team);
        try
        {
            await desk.Change(found.Id, call, told);
        }
        catch (RefusedException over) when (over.Refusal.Reason.Kind is not (RefusalKind.Unavailable or RefusalKind.Conflict))
        {
            // Closed too long ago, or another case is open about the same: the specialist decides the dispute all the same.
        }
    }

    private async Task<Versioned<Case>?> CaseOf(ReturnSnapshot told, Call call)
    {
        var plan = await plans.Following(told.ReturnId, call) is { } following ? await plans.Find(call, following) : null;
        var id = plan?.State.Case ?? told.CaseId;
        return id.Length == 0 ? null : await cases.Find(call.Merchant, id, call.Cancel);
    }
}
