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
    public Task Handle(ReturnInspected happened, Call call) => Close(happened.Return, Inspected(happened.Return), call);

    public Task Handle(ReturnRejected happened, Call call) => Close(happened.Return, new(happened.Return.ReturnId, null), call);

    public Task Handle(ReturnCancelled happened, Call call) => Close(happened.Return, new(happened.Return.ReturnId, null), call);

    // What was released for good settles no advance.
    private static EndedReturn Inspected(ReturnSnapshot told)
    {
        var advances = told.Releases.Where(release => release.Basis == RefundBasis.Advance).Select(release => release.Number).ToHashSet();
        var back = told.Lines.ToLookup(line => line.LineId, line => line.Units.Where(units =>
            advances.Contains(units.Release) && units.Acceptance is Acceptance.Accepted or Acceptance.Partly));
        return new(told.ReturnId, back.ToImmutableDictionary(line => line.Key, line => line.Sum(units => units.Sum(u => u.Quantity))))
        {
            Partly = back.ToImmutableDictionary(
                line => line.Key,
                line => line.SelectMany(units => units).Where(u => u.ShareBasisPoints > 0)
                    .Select(u => new PartlyAccepted(u.Quantity, u.ShareBasisPoints)).ToImmutableArray()),
        };
    }

    // Kept first: an advance that is requested meanwhile finds it, or is found here. The newest end counts, whichever event came last.
    private async Task Close(ReturnSnapshot told, EndedReturn end, Call call)
    {
        await ended.Keep(call, told.ReturnId, told.Version, end with { Version = told.Version });
        await accounts.Tell(told.OrderId, call, new CloseReturn((await ended.Find(call, told.ReturnId))!));
    }
}
