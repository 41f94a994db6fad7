using NodaTime;

namespace Aftersales.Platform.Hosting;

/// <summary>How long to wait before another try: doubles from 0.2 s to 30 s.</summary>
internal static class Backoff
{
    private const int MostDoublings = 8;

    /// <param name="attempt">Tries made so far, from 1.</param>
    public static Duration After(int attempt) =>
        Duration.Min(Duration.FromSeconds(30), Duration.FromMilliseconds(200L << Math.Clamp(attempt - 1, 0, MostDoublings)));
}
