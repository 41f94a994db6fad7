using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Platform.Erasing;

/// <summary>How a service's part in an erasure goes on. Pure.</summary>
public static class ErasureDecider
{
    private static readonly Duration LookAgain = Duration.FromDays(1);

    public static Decision<ErasureEvent> Ask(ErasurePart? part, string customer, bool erase, Instant now) => (part, erase) switch
    {
        (null, false) => new ErasureAsked(now, customer),
        (null, true) => Decision<ErasureEvent>.Of(new ErasureAsked(now, customer), new ErasureDecided(now)),
        ({ Stage: ErasureStage.Looking or ErasureStage.Ready }, true) => new ErasureDecided(now),
        // Due by itself: it tells when it has something to tell.
        ({ Next: not null, WaitsFor.IsEmpty: true }, _) => Decision<ErasureEvent>.Nothing,
        _ => new ErasureToldAgain(now),
    };

    /// <param name="open">What needs the data still.</param>
    public static Decision<ErasureEvent> Look(ErasurePart part, ImmutableArray<string> open, Instant now) => part switch
    {
        { Stage: ErasureStage.Ready or ErasureStage.Done } => Decision<ErasureEvent>.Nothing,
        _ when !open.IsEmpty => new ErasureWaits(now, open, now + LookAgain),
        { Stage: ErasureStage.Looking } => new ErasureReady(now),
        _ => Decision<ErasureEvent>.Nothing,
    };

    public static Decision<ErasureEvent> End(ErasurePart part, ErasureResult result, Instant now) =>
        part.Stage == ErasureStage.Erasing ? new DataErased(now, result) : Decision<ErasureEvent>.Nothing;

    public static ErasurePart Evolve(ErasurePart? part, ErasureEvent happened) => (part, happened) switch
    {
        (null, ErasureAsked e) => new(e.Customer, ErasureStage.Looking, e.At),
        ({ } there, ErasureDecided e) => there with { Stage = ErasureStage.Erasing, Next = e.At, WaitsFor = [] },
        ({ } there, ErasureWaits e) => there with { WaitsFor = e.For, Next = e.Next },
        ({ } there, ErasureReady) => there with { Stage = ErasureStage.Ready, WaitsFor = [], Next = null },
        ({ } there, DataErased e) => there with { Stage = ErasureStage.Done, WaitsFor = [], Next = null, Result = e.Result },
        ({ } there, ErasureToldAgain) => there,
        _ => throw new InvalidOperationException($"{happened.GetType().Name} does not follow"),
    };
}
