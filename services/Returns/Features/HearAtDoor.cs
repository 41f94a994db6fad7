using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Returns.Domain;

namespace Aftersales.Returns.Features;

/// <summary>The courier reports what happened at the door: returns of the order that wait for its word go on by it.</summary>
public sealed class HearAtDoor(Aggregates<ReturnState, ReturnEvent> returns, ReturnDesk desk)
{
    public async Task Tell(string orderId, DoorReport report, Call call)
    {
        var ofOrder = await returns.List(call, ReturnLists.Name("", null, orderId), pageSize: 0, pageToken: "");
        foreach (var row in ofOrder.Rows.Where(row => row.State.Door is { Courier: null }))
            await desk.Change(row.Aggregate, call, new HearOfRefusal(report));
    }
}
