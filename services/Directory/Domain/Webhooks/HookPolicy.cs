using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Directories.Domain;

/// <summary>What a merchant can set about webhooks.</summary>
/// <param name="Most">Subscriptions that are not ended, at most.</param>
/// <param name="Retries">How long to wait after each failed try; after the last one a delivery is dead.</param>
/// <param name="PauseAfter">How long deliveries fail before a subscription pauses by itself.</param>
/// <param name="Overlap">How long the secret before signs too after a replacement.</param>
/// <param name="MostWaiting">Events about one resource that wait, at most; the oldest of more are dead.</param>
/// <param name="Kept">Deliveries about one resource that are over and still shown.</param>
public sealed record HookPolicy(int Most, ImmutableArray<Duration> Retries, Duration PauseAfter, Duration Overlap, int MostWaiting, int Kept)
{
    public IEnumerable<FieldProblem> Problems()
    {
        if (Most is < 0 or > 100)
            yield return new("hooks.most", "0 to 100");
        if (Retries.IsDefaultOrEmpty || Retries.Any(r => r < Duration.FromSeconds(1) || r > Duration.FromDays(7)))
            yield return new("hooks.retries", "at least one, each a second to 7 days");
        if (PauseAfter < Duration.FromHours(1))
            yield return new("hooks.pauseAfter", "an hour at least");
        if (Overlap < Duration.Zero || Overlap > Duration.FromDays(30))
            yield return new("hooks.overlap", "0 to 30 days");
        if (MostWaiting is < 1 or > 10_000)
            yield return new("hooks.mostWaiting", "1 to 10000");
        if (Kept is < 0 or > 1_000)
            yield return new("hooks.kept", "0 to 1000");
    }
}
