using System.Collections.Immutable;
using Aftersales.Kernel;

namespace Aftersales.Compensations.Domain;

/// <summary>What somebody wants to grant.</summary>
/// <param name="Amount">The whole compensation for the cause, greater than zero: of an increase only the difference is granted (R-COMP-5).</param>
/// <param name="ConditionalOnReview">Whether a review is asked for in exchange.</param>
public sealed record Demand(string OrderId, Cause Cause, Kind Kind, Money Amount, bool ConditionalOnReview, Party AttributedTo)
{
    /// <summary>The pieces concerned; empty where it is the whole order.</summary>
    public ImmutableArray<Piece> Pieces { get; init; } = [];

    /// <summary>The defect that small goodwill is for.</summary>
    public Part Part { get; init; }

    /// <summary>What the customer is told with it; looked at for R-COMP-7 and not kept.</summary>
    public string Text { get; init; } = "";

    /// <summary>Which gift; empty for other kinds.</summary>
    public string GiftSku { get; init; } = "";
}

/// <summary>Who decides, and on which tier.</summary>
public sealed record Decider(string Person, Tier Tier);

/// <summary>A coupon's code as the store keeps it.</summary>
public sealed record SealedCode(string Ciphertext, string Hash);
