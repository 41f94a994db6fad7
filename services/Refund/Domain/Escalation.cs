using NodaTime;

namespace Aftersales.Refunds.Domain;

/// <summary>A step that outlasted its time, or a payment that needs a person (R-CLK-4, R-REF-9). Once for each time a step is entered.</summary>
/// <param name="Step">Where the refund stood: says who held it.</param>
/// <param name="DueAt">When the step should have ended; null where it has no end of its own.</param>
public sealed record Escalation(RefundState Step, Instant? DueAt, Instant At);
