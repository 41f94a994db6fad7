using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Refunds.Domain;

/// <summary>Every time that a decision needs, from the policy and the calendar (R-CLK-4).</summary>
public sealed class Deadlines(RefundPolicy policy, BusinessCalendar calendar)
{
    public string PolicyVersion => policy.Version;

    /// <summary>R-INV-3: the most that is paid back for one invoice.</summary>
    public Money InvoicePostage => Money.Cny(policy.InvoicePostageFen);

    public Instant Payee(Instant now) => calendar.EndOfDay(now, policy.PayeeDays);

    /// <summary>R-REF-2, at most until it has to be paid where that is known.</summary>
    public Instant FirstCheck(Instant? payBy, Instant now) => Step(policy.FirstCheckWorkingDays, payBy ?? Instant.MaxValue, now);

    /// <summary>When the step after a check is overdue.</summary>
    public Instant After(CheckStep passed, Instant payBy, Instant now) => passed switch
    {
        CheckStep.First => Step(policy.SecondCheckWorkingDays, payBy, now),
        CheckStep.Second => Step(policy.ThirdCheckWorkingDays, payBy, now),
        _ => payBy,
    };

    /// <summary>R-REF-1 for normal refunds, R-REF-10 before dispatch; an old return leaves as much time as an order that was not dispatched has.</summary>
    /// <param name="order">The order.</param>
    /// <param name="since">When the return was requested.</param>
    /// <param name="now">Business time.</param>
    public Instant Normal(PaidOrder order, Instant since, Instant now)
    {
        var least = now + Duration.FromMinutes(policy.UndispatchedMinutes);
        return order.IsDispatched ? Instant.Max(least, calendar.EndOfDay(since, policy.NormalPaidByDay)) : least;
    }

    /// <summary>R-REF-2, counted from the first check, for cash compensation from the request.</summary>
    public Instant Abnormal(Instant from) => calendar.AfterWorkingDays(from, policy.PaidWithinWorkingDays);

    /// <summary>How long an accepted refund waits for its invoices, at most until it has to be paid (R-REF-8).</summary>
    public Instant Invoice(Instant now, Instant payBy) =>
        Instant.Max(now, Instant.Min(now + Duration.FromHours(policy.InvoiceClearingHours), payBy));

    /// <summary>When the channel is asked again after <paramref name="asked"/> answers that told nothing: each time twice as long, within bounds.</summary>
    public Instant AskAgain(int asked, Instant now)
    {
        var seconds = Math.Min(policy.LongestAskSeconds, policy.FirstAskSeconds * (1L << Math.Min(asked, 30)));
        return now + Duration.FromSeconds(seconds);
    }

    /// <summary>Whether a person has to look at a payment that was asked about so often, or decided on so long ago. Asking goes on.</summary>
    public bool IsPersonTold(int asked, Duration age) =>
        asked >= policy.AsksBeforePerson || age >= Duration.FromMinutes(policy.UnknownMinutesBeforePerson);

    /// <summary>When the channel is asked whether a payment still stands (R-REF-9); null after the last time.</summary>
    public Instant? Confirm(int confirmed, Instant paidAt) =>
        confirmed < policy.ConfirmAfterHours.Length ? paidAt + Duration.FromHours(policy.ConfirmAfterHours[confirmed]) : null;

    public Instant GoodsBack(Instant now) => calendar.EndOfDay(now, policy.AdvanceReturnDays);

    /// <summary>R-REF-5: past the last bound of ageing somebody decides on what is still to be collected.</summary>
    public Instant Collect(Instant now) => calendar.EndOfDay(now, policy.CollectionAgeingDays[^1]);

    /// <summary>Until when a batch is approved, or paid once it is (R-CLK-4).</summary>
    public Instant BatchStep(Instant now) => calendar.AfterWorkingDays(now, policy.Books.BatchStepWorkingDays);

    /// <summary>Until when a difference of a reconciliation is settled (R-CLK-4).</summary>
    public Instant Difference(Instant now) => calendar.AfterWorkingDays(now, policy.Books.DifferenceWorkingDays);

    /// <summary>When a day with open differences is compared after <paramref name="compared"/> times; null after the last time.</summary>
    public Instant? CompareAgain(int compared, Instant importedAt) => compared < policy.Books.CompareAgainAfterHours.Length
        ? importedAt + Duration.FromHours(policy.Books.CompareAgainAfterHours[compared])
        : null;

    private Instant Step(int workingDays, Instant payBy, Instant now) => Instant.Min(calendar.AfterWorkingDays(now, workingDays), payBy);
}
