namespace Aftersales.Complaints.Domain;

/// <summary>A message as it is told: what stands above it and what it says.</summary>
public sealed record Message(Both Subject, Both Text);

/// <summary>What stands in a message in the place of <c>{name}</c>; never anything personal.</summary>
public sealed record Fact(string Name, Both Value);

/// <summary>What a customer is to be told, before it is put into words.</summary>
/// <param name="Occasion">Which template.</param>
public sealed record Telling(Occasion Occasion, ImmutableArray<Fact> Facts)
{
    /// <summary>What somebody wrote for the customer, sealed, in the order it was written; it stands in the place of <c>{words}</c> and in no event.</summary>
    public ImmutableArray<SealedText> Words { get; init; } = [];

    /// <summary>The field of the request that the words came in, so that a refusal can name it.</summary>
    public string Field { get; init; } = "";

    /// <summary>Until when it is worth telling; null for the templates' own time.</summary>
    public Instant? Until { get; init; }
}
