using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Platform.Operations.Rebuilds;

/// <summary>How a rebuild goes on. Pure.</summary>
public static class RebuildDecider
{
    public static Decision<RebuildEvent> Stop(Rebuild rebuild, string by, string reason, Instant now) =>
        rebuild.IsRunning ? new RebuildStopped(now, by, reason) : Refusal.WrongState(OperationsReasons.RebuildStateInvalid, "DONE", "RUNNING");

    /// <summary>The step after one; null after the last. One aggregate alone tells nothing of sums.</summary>
    public static NextBatch? After(RebuildStep step, Rebuild rebuild) => step switch
    {
        RebuildStep.States => new(RebuildStep.Lists, ""),
        RebuildStep.Lists => new(RebuildStep.Claims, ""),
        RebuildStep.Claims when rebuild.Id is null => new(RebuildStep.Sums, ""),
        _ => null,
    };

    public static Rebuild Evolve(Rebuild? rebuild, RebuildEvent happened) => (rebuild, happened) switch
    {
        (null, RebuildStarted e) => new(e.Kind, e.Id, e.DryRun, e.By, e.Reason, e.At),
        ({ } there, BatchRebuilt { Next: { } next } e) => there with { Found = there.Found + e.Found, Batches = there.Batches + 1, Step = next.Step, Cursor = next.Cursor },
        ({ } there, BatchRebuilt e) => there with { Found = there.Found + e.Found, Batches = there.Batches + 1, EndedAt = e.At },
        ({ } there, RebuildStopped e) => there with { EndedAt = e.At, StoppedBy = e.By },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} does not follow"),
    };
}
