using System.Collections.Immutable;
using Aftersales.Contracts.Returns;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Events;
using Aftersales.Refunds.Domain;

namespace Aftersales.Refunds.Features;

/// <summary>A return's end settles an advance or sends it to the collection list (R-REF-5).</summary>
public sealed class FollowReturn(Accounts accounts, Documents<EndedReturn> ended)
    : IHandle<ReturnInspected>, IHandle<ReturnRejected>, IHandle<ReturnCancelled>
{
    public Task Handle(ReturnInspected happened, Call call) => Close(
        happened.Return,
        // Pieces that were refunded for good settle no advance.
        happened.Return.Lines.GroupBy(line => line.LineId).ToImmutableDictionary(line => line.Key, line => line.Sum(l => l.Accepted - l.ReleasedFinal)),
        call);

    public Task Handle(ReturnRejected happened, Call call) => Close(happened.Return, null, call);

    public Task Handle(ReturnCancelled happened, Call call) => Close(happened.Return, null, call);

    // Kept first: an advance that is requested meanwhile finds it, or is found here.
    private async Task Close(ReturnSnapshot told, ImmutableDictionary<string, int>? accepted, Call call)
    {
        var end = new EndedReturn(told.ReturnId, accepted);
        await ended.Keep(call, told.ReturnId, told.Version, end);
        await accounts.Tell(told.OrderId, call, new CloseReturn(end));
    }
}
