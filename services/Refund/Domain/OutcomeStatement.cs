using NodaTime;

namespace Aftersales.Refunds.Domain;

/// <summary>What a person found out about a payment of which the channel does not say what became (R-REF-4).</summary>
/// <param name="OutRequestNo">The payment's number.</param>
/// <param name="ChannelNo">The channel's own number of the payment; null: it was not made, and never will be.</param>
/// <param name="PaidAt">When it was paid; null where it was not.</param>
/// <param name="By">Who says so.</param>
public sealed record OutcomeStatement(string OutRequestNo, string? ChannelNo, Instant? PaidAt, string Reason, string By, Instant At)
{
    public bool IsPaid => ChannelNo is not null;
}

/// <summary>A statement that another person confirmed (R-PPL-1).</summary>
public sealed record SettledOutcome(OutcomeStatement Statement, string ConfirmedBy, Instant At);

/// <summary>The channel says that a payment was made of which two people said that it was not.</summary>
public sealed record Contradiction(string OutRequestNo, string ChannelNo, Instant PaidAt, Instant At);
