using System.Collections.Immutable;
using Aftersales.Contracts;
using Aftersales.Platform.Calls;
using CheckStep = Aftersales.Refunds.Domain.CheckStep;

namespace Aftersales.Refunds.Features;

/// <summary>Which role takes which step of the chain (R-REF-2).</summary>
internal static class ChainSteps
{
    private static readonly ImmutableArray<(Role Role, CheckStep Step)> Takers =
    [
        (Role.ReturnSpecialist, CheckStep.First), (Role.RefundSpecialist, CheckStep.Second), (Role.Supervisor, CheckStep.Third), (Role.Finance, CheckStep.Pay),
    ];

    public static Role Taker(CheckStep step) => Takers.Single(taker => taker.Step == step).Role;

    public static ImmutableArray<CheckStep> Of(Caller caller) => [.. Takers.Where(taker => caller.Is(taker.Role)).Select(taker => taker.Step)];
}
