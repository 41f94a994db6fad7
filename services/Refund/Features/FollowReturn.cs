using System.Collections.Immutable;
using Aftersales.Contracts.Returns;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Events;
using Aftersales.Refunds.Domain;

namespace Aftersales.Refunds.Features;

/// <summary>A return's end settles an advance or sends it to the collection list (R-REF-5).</summary>
public sealed class FollowReturn(Accounts accounts) : IHandle<ReturnInspected>, IHandle<ReturnRejected>, IHandle<ReturnCancelled>
{
    public Task Handle(ReturnInspected happened, Call call) => Close(
        happened.Return,
        happened.Return.Lines.GroupBy(line => line.LineId).ToImmutableDictionary(line => line.Key, line => line.Sum(l => l.Accepted)),
        call);

    public Task Handle(ReturnRejected happened, Call call) => Close(happened.Return, null, call);

    public Task Handle(ReturnCancelled happened, Call call) => Close(happened.Return, null, call);

    private Task Close(ReturnSnapshot ended, ImmutableDictionary<string, int>? accepted, Call call) =>
        accounts.Tell(ended.OrderId, call, new CloseReturn(ended.ReturnId, accepted));
}
