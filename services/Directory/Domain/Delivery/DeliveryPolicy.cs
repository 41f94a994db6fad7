using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Directories.Domain;

/// <summary>When and how messages to customers go out.</summary>
public record DeliveryPolicy
{
    public required string Version { get; init; }

    /// <summary>No message goes out then, but urgent ones.</summary>
    public required QuietHours QuietHours { get; init; }

    /// <summary>Occasions that do not wait, as Complaint's templates name them.</summary>
    public required ImmutableArray<string> Urgent { get; init; }

    /// <summary>Media, the one to try first where the customer prefers none.</summary>
    public required ImmutableArray<Medium> Order { get; init; }

    /// <summary>Pauses before another try; after the last try a message is given up.</summary>
    public required ImmutableArray<Duration> Retries { get; init; }

    /// <summary>How long after a missing answer the provider is asked.</summary>
    public required Duration AskAfter { get; init; }

    /// <summary>How long a message that is tried again is worth telling at least.</summary>
    public required Duration ReplayedFor { get; init; }

    protected IEnumerable<FieldProblem> Contradictions()
    {
        if (Order.IsEmpty || Order.Contains(Medium.Unspecified) || Order.Distinct().Count() != Order.Length)
            yield return new("order", "names media, each once");
        if (Retries.IsEmpty)
            yield return new("retries", "lists at least one");
        for (var i = 0; i < Retries.Length; i++)
            if (Retries[i] <= (i == 0 ? Duration.Zero : Retries[i - 1]))
                yield return new($"retries[{i}]", "is longer than the one before");
        if (AskAfter <= Duration.Zero)
            yield return new("askAfter", "is positive");
        if (ReplayedFor <= Duration.Zero)
            yield return new("replayedFor", "is positive");
    }
}

/// <summary>A part of each day in the business zone; it may span midnight, and is none where it begins when it ends.</summary>
public sealed record QuietHours(LocalTime From, LocalTime To)
{
    /// <summary>When it is over; null where it is not quiet.</summary>
    public Instant? End(Instant now, DateTimeZone zone)
    {
        var local = now.InZone(zone);
        var quiet = From <= To ? local.TimeOfDay >= From && local.TimeOfDay < To : local.TimeOfDay >= From || local.TimeOfDay < To;
        if (!quiet)
            return null;
        var day = From > To && local.TimeOfDay >= From ? local.Date.PlusDays(1) : local.Date;
        return zone.AtLeniently(day + To).ToInstant();
    }
}
