using Aftersales.Complaints.Domain;
using Aftersales.Complaints.Ports;
using Aftersales.Contracts.Tracking;
using Aftersales.Platform;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Events;
using CaseType = Aftersales.Complaints.Domain.CaseType;
using Channel = Aftersales.Complaints.Domain.Channel;

namespace Aftersales.Complaints.Features;

/// <summary>
/// The tracking lists ask for a case, and say when the facts are right again (R-TRK-3). The case's id follows from theirs, so that it is opened once. Where
/// a case about the same is open, there is nothing to open (R-CASE-2).
/// </summary>
public sealed class FollowTracking(CaseDesk desk, Cases cases, OrderBook orders, Teams teams, Exposing exposing, Documents<TrackingCaseEnd> ends)
    : IHandle<TrackingCaseDue>, IHandle<TrackingCaseOver>
{
    public async Task Handle(TrackingCaseDue happened, Call call)
    {
        var (told, making) = (happened.Case, call with { EventId = null });
        if (await ends.Find(call, told.TrackingCaseId) is not null)
            return;
        if (await Open(told, making) && await ends.Find(call, told.TrackingCaseId) is not null)
            await desk.Change(IdOf(told), making, new CaseCommand.PutRight());
    }

    /// <summary>It may come first: then that is kept, and no case is opened.</summary>
    public async Task Handle(TrackingCaseOver happened, Call call)
    {
        var told = happened.Case;
        await ends.Keep(call, told.TrackingCaseId, told.Version, new());
        if (await cases.Find(call.Merchant, IdOf(told), call.Cancel) is { } open)
            await desk.Change(open.Id, call, new CaseCommand.PutRight());
    }

    private async Task<bool> Open(TrackingCase told, Call making)
    {
        var (id, type, facts) = (IdOf(told), TypeOf(told.List), await orders.Find(making, told.OrderId));
        var opening = new CaseCommand.Open(id, type, Channel.Tracking, told.BuyerId, told.OrderId, [], SealedText.Empty, [], facts, await teams.Find(making))
        {
            EarlierViolations = await exposing.Earlier(type, making),
        };
        try
        {
            await desk.Change(id, making, new CaseCommand.OpenForTracking(opening));
            return true;
        }
        catch (RefusedException open) when (open.Refusal.Reason == CaseReasons.CaseStateInvalid)
        {
            return false;
        }
    }

    private static string IdOf(TrackingCase told) => Ids.Derived("case", $"tracking/{told.TrackingCaseId}");

    private static CaseType TypeOf(TrackingList list) => list switch
    {
        TrackingList.ShortPicked => CaseType.ShortPick,
        TrackingList.Oversold => CaseType.Oversold,
        TrackingList.Undispatched or TrackingList.DispatchOverdue or TrackingList.DispatchLongOverdue => CaseType.LateDispatch,
        TrackingList.Unsigned or TrackingList.DeliveryOverdue or TrackingList.NoMovement => CaseType.NotDelivered,
        _ => CaseType.Inquiry,
    };
}

/// <summary>That a case which the tracking lists asked for is needed no more.</summary>
public sealed record TrackingCaseEnd;
