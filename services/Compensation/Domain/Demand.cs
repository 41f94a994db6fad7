using Aftersales.Kernel;

namespace Aftersales.Compensations.Domain;

/// <summary>What somebody wants to grant.</summary>
/// <param name="Amount">The whole compensation for the cause, greater than zero: of an increase only the difference is granted (R-COMP-5).</param>
/// <param name="ConditionalOnReview">Whether a review is asked for in exchange.</param>
public sealed record Demand(string OrderId, Cause Cause, Kind Kind, Money Amount, bool ConditionalOnReview, Party AttributedTo);

/// <summary>Who decides, and on which tier.</summary>
public sealed record Decider(string Person, Tier Tier);

/// <summary>A coupon's code as the store keeps it.</summary>
public sealed record SealedCode(string Ciphertext, string Hash);
