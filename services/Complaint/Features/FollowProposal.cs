using Aftersales.Complaints.Domain;
using Aftersales.Complaints.Ports;
using Aftersales.Contracts.Compensations;
using Aftersales.Platform;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Events;
using CaseType = Aftersales.Complaints.Domain.CaseType;

namespace Aftersales.Complaints.Features;

/// <summary>
/// A customer asks for cash instead of the coupon that a rule owes them (R-COMP-4). Only a plan starts money: the case and its plan follow from the
/// proposal's id and are made once. Nobody has to decide anything, so a case about the same problem that is open stays as it is.
/// </summary>
public sealed class FollowProposal(CaseDesk desk, PlanDesk plans, OrderBook orders, Teams teams) : IHandle<CashRequested>
{
    public async Task Handle(CashRequested happened, Call call)
    {
        var told = happened.Proposal;
        var making = call with { EventId = null };
        var open = new CaseCommand.OpenForCash(
            Ids.Derived("case", told.ProposalId),
            TypeOf(told.Cause),
            told.CustomerId,
            told.OrderId,
            new(told.ProposalId, Money.Cny(told.Cash.MinorUnits)),
            Ids.Derived("plan", told.ProposalId),
            await orders.Find(making, told.OrderId),
            await teams.Find(making));
        var opened = await desk.Change(open.Id, making, open);
        await plans.Open(opened.State, making);
    }

    private static CaseType TypeOf(CompensationCause cause) => cause switch
    {
        CompensationCause.ShortPick => CaseType.ShortPick,
        CompensationCause.Oversold => CaseType.Oversold,
        CompensationCause.MissingItem => CaseType.MissingItem,
        _ => CaseType.LateDispatch,
    };
}
