using Aftersales.Compensations.Domain;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Events;

namespace Aftersales.Compensations.Features;

/// <summary>A case is a recorded claim: of a missing item, or why an order cannot be shipped (R-COMP-4).</summary>
public sealed class FollowCase(Watching watching) : IHandle<CaseOpened>
{
    public Task Handle(CaseOpened happened, Call call)
    {
        Cause? cause = happened.Case.Type switch
        {
            CaseType.MissingItem => Cause.MissingItem,
            CaseType.ShortPick => Cause.ShortPick,
            CaseType.Oversold => Cause.Oversold,
            _ => null,
        };
        return cause is { } told && happened.Case.OrderId.Length > 0
            ? watching.Claim(happened.Case.OrderId, told, happened.Case.CaseId, call)
            : Task.CompletedTask;
    }
}
