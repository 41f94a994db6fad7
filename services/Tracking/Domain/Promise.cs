using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Tracking.Domain;

/// <summary>What the customer was promised by paying (R-TRK-1).</summary>
/// <param name="BatchDay">The day with whose batch it leaves.</param>
/// <param name="SignUntil">Null before dispatch, and where nobody knows when that was.</param>
/// <param name="DeliveryDay">Null where the region is promised none.</param>
public sealed record Promise(LocalDate BatchDay, Instant DispatchUntil, Instant? SignUntil, LocalDate? DeliveryDay)
{
    /// <summary>Null before payment.</summary>
    /// <param name="order">The order.</param>
    /// <param name="terms">Its merchant's numbers.</param>
    /// <param name="isNextDay">Whether the region is promised delivery on the day after the batch's.</param>
    public static Promise? Of(OrderView order, WatchTerms terms, bool isNextDay)
    {
        if (order.PaidAt is not { } paid)
            return null;
        var (policy, stops) = (terms.Policy, terms.StopsOf(order.Region));
        var batch = terms.Calendar.Today(terms.Calendar.NextCutOff(paid, policy.BatchCutOff));
        return new(
            batch,
            Stop.Deadline(paid, policy.DispatchWithin, stops),
            order.Departure is { Source: not FactSource.Import } left ? Stop.Deadline(left.At, policy.SignWithin, stops) : null,
            isNextDay ? batch.PlusDays(1) : null);
    }
}
