using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Invoices.Domain.Batches;

/// <summary>When a merchant's next batch is made (R-INV-5). It begins with the first invoice that is checked, and never ends.</summary>
public sealed record Schedule(Instant Next);

public abstract record ScheduleEvent(Instant At);

public sealed record NextBatchSet(Instant At, Instant Next) : ScheduleEvent(At);

public static class ScheduleDecider
{
    public static Decision<ScheduleEvent> Begin(Schedule? schedule, InvoiceTerms terms, Instant now) =>
        schedule is null ? new NextBatchSet(now, terms.NextBatch(now)) : Decision<ScheduleEvent>.Nothing;

    /// <param name="due">The time whose batch was made.</param>
    public static Decision<ScheduleEvent> GoOn(Schedule? schedule, Instant due, InvoiceTerms terms, Instant now) =>
        schedule is null || schedule.Next <= due ? new NextBatchSet(now, terms.NextBatch(now)) : Decision<ScheduleEvent>.Nothing;
}
