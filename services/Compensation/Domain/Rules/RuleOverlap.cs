using System.Collections.Immutable;
using NodaTime;

namespace Aftersales.Compensations.Domain;

/// <summary>
/// Whether two rules answer the same question differently. What is mandated stands beside what may be decided: those two never contradict each
/// other.
/// </summary>
internal static class RuleOverlap
{
    public static bool Contradict(Rule a, Rule b) =>
        a.Mandated == b.Mandated
        && Meet(a.Tiers, b.Tiers) && Meet(a.Causes, b.Causes) && Meet(a.Kinds, b.Kinds)
        && CanBoth(a.When, b.When)
        && (a.ValidFrom ?? LocalDate.MinIsoValue) <= (b.ValidUntil ?? LocalDate.MaxIsoValue)
        && (b.ValidFrom ?? LocalDate.MinIsoValue) <= (a.ValidUntil ?? LocalDate.MaxIsoValue)
        && (a.Rate, a.Of, a.Flat, a.Cap) != (b.Rate, b.Of, b.Flat, b.Cap);

    private static bool CanBoth(Conditions a, Conditions b) =>
        CanBoth(a.Paid, b.Paid) && CanBoth(a.DispatchOverdue, b.DispatchOverdue) && CanBoth(a.NeverShipped, b.NeverShipped)
        && CanBoth(a.CouponDeclined, b.CouponDeclined) && CanBoth(a.Parts, b.Parts) && CanBoth(a.Shops, b.Shops);

    private static bool CanBoth(bool? a, bool? b) => a is null || b is null || a == b;

    private static bool CanBoth<T>(ImmutableArray<T>? a, ImmutableArray<T>? b) => a is not { } x || b is not { } y || Meet(x, y);

    private static bool Meet<T>(ImmutableArray<T> a, ImmutableArray<T> b) => !a.IsDefault && !b.IsDefault && a.Any(b.Contains);
}
