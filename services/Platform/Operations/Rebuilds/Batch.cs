using Aftersales.Platform.Store;

namespace Aftersales.Platform.Operations.Rebuilds;

/// <summary>What a batch found, and what mends it.</summary>
/// <param name="Cursor">Where the next batch of the step begins; null at its end.</param>
internal sealed record Batch(string? Cursor, Found Found)
{
    /// <summary>The aggregates whose states say so: mended only while they are still at these versions.</summary>
    public IReadOnlyCollection<Seen> Seen { get; init; } = [];

    public IReadOnlyList<ListEntry> Listed { get; init; } = [];

    public IReadOnlyList<ListEntry> Unlisted { get; init; } = [];

    public IReadOnlyList<Claim> Claims { get; init; } = [];

    public IReadOnlyList<string> ReleasedClaims { get; init; } = [];

    public IReadOnlyList<CounterMove> Counters { get; init; } = [];

    public IReadOnlyList<Store.Work> Scheduled { get; init; } = [];

    public IReadOnlyList<WorkKey> CalledOff { get; init; } = [];

    /// <summary>A commit with this in it.</summary>
    public Commit AddTo(Commit commit) => commit with
    {
        Unchanged = Seen,
        Listed = [.. commit.Listed, .. Listed],
        Unlisted = [.. commit.Unlisted, .. Unlisted],
        Claims = [.. commit.Claims, .. Claims],
        ReleasedClaims = [.. commit.ReleasedClaims, .. ReleasedClaims],
        Counters = [.. commit.Counters, .. Counters],
        Scheduled = [.. commit.Scheduled, .. Scheduled],
        CalledOff = [.. commit.CalledOff, .. CalledOff],
    };
}
