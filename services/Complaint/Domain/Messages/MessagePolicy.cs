namespace Aftersales.Complaints.Domain;

/// <summary>What customers are told, in which words.</summary>
public record MessagePolicy
{
    public required string Version { get; init; }

    /// <summary>Words that no customer is told (handbook §4: "refund", never "cancel"), compared without regard to case.</summary>
    public required Forbidden Forbidden { get; init; }

    /// <summary>How long a message is worth telling, unless it is about something that ends earlier.</summary>
    public required Duration ValidFor { get; init; }

    public required ImmutableDictionary<Occasion, Template> Templates { get; init; }

    /// <summary>The forbidden word that a text has, in either language; null for none.</summary>
    public string? Banned(string text) =>
        Forbidden.Zh.Concat(Forbidden.En).FirstOrDefault(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));
}

public sealed record Forbidden(ImmutableArray<string> Zh, ImmutableArray<string> En);

/// <summary>What is said on an occasion in both languages.</summary>
public sealed record Template(Wording Zh, Wording En);

/// <param name="Subject">What stands above it, where the channel has such a place.</param>
/// <param name="Text">Facts stand in it as <c>{name}</c>.</param>
public sealed record Wording(string Subject, string Text);
