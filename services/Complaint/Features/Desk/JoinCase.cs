using Aftersales.Complaints.Domain;
using Aftersales.Complaints.Ports;
using Aftersales.Platform;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Work;

namespace Aftersales.Complaints.Features;

/// <summary>
/// A case that was attached to another one: that gets its words and evidence and counts a repeat, once. Nothing is lost where it ended meanwhile: then the
/// attached case is open again, as what it turned out to be about, or is attached to whichever case is open about that by now.
/// </summary>
public sealed class JoinCase(Cases cases, CaseDesk desk, OrderBook orders, Teams teams, Exposing exposing) : IWork
{
    public async Task Run(WorkItem item, Call call)
    {
        if (await cases.Find(call.Merchant, item.Aggregate, call.Cancel) is not { State: { Attachment: { IsDone: false } attached } state })
            return;
        var facts = state.Order is { } order ? await orders.Find(call, order) : null;
        var team = await teams.Find(call);
        try
        {
            await desk.Change(attached.To, call, new DeskCommand.Join(state, facts, team));
        }
        catch (RefusedException over) when (over.Refusal.Reason == CaseReasons.CaseStateInvalid)
        {
            await GoOn(state.Id, new DeskCommand.Detach(facts, await exposing.Earlier(attached.As, call), team), call);
            return;
        }

        await desk.Change(state.Id, call, new DeskCommand.ConfirmAttached(attached.To));
    }

    private async Task GoOn(string id, DeskCommand.Detach detach, Call call)
    {
        try
        {
            await desk.Change(id, call, detach);
        }
        catch (RefusedException open) when (open.Refusal.Reason == CaseReasons.CaseStateInvalid && open.Refusal.Metadata.TryGetValue("holder", out var holder))
        {
            await desk.Change(id, call, new DeskCommand.Redirect(holder));
            throw new RefusedException(new(PlatformReasons.Contended, "another case about the same was opened meanwhile"));
        }
    }
}
