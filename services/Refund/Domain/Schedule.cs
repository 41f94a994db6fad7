using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Refunds.Domain;

/// <summary>When something daily of a merchant is done next. It begins with the merchant's first refund, and never ends.</summary>
public sealed record Schedule(Instant Next);

public abstract record ScheduleEvent(Instant At);

public sealed record NextSet(Instant At, Instant Next) : ScheduleEvent(At);

public static class ScheduleDecider
{
    public static Decision<ScheduleEvent> Begin(Schedule? schedule, Instant next, Instant now) =>
        schedule is null ? new NextSet(now, next) : Decision<ScheduleEvent>.Nothing;

    /// <param name="schedule">As it is now.</param>
    /// <param name="done">The time whose work was done.</param>
    /// <param name="next">When the next is due.</param>
    /// <param name="now">Business time.</param>
    public static Decision<ScheduleEvent> GoOn(Schedule? schedule, Instant done, Instant next, Instant now) =>
        schedule is null || schedule.Next <= done ? new NextSet(now, next) : Decision<ScheduleEvent>.Nothing;
}
