using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Directories.Domain;

/// <summary>What can happen to an erasure. Nothing is erased anywhere before no service needs the data: one may read what another keeps.</summary>
public static class ErasureDecider
{
    /// <summary>All that may keep personal data.</summary>
    public static readonly ImmutableArray<string> Services = ["compensation", "complaint", "directory", "invoice", "refund", "returns", "tracking"];

    private static readonly Duration AskAgain = Duration.FromDays(1);

    public static Decision<CustomerErasureEvent> Begin(Erasure? erasure, string customer, string by, string reason, Instant now) =>
        erasure is null ? new ErasureBegun(now, customer, by, reason, now + AskAgain) : Decision<CustomerErasureEvent>.Nothing;

    public static Decision<CustomerErasureEvent> Hear(Erasure? erasure, string service, ErasureShare share, Instant now)
    {
        // Also an erasure that this store has lost, restored from a backup.
        if (erasure is null || erasure.Stage == ErasureStage.Done || !erasure.Shares.TryGetValue(service, out var known) || share.Version <= known.Version)
            return Decision<CustomerErasureEvent>.Nothing;
        var heard = new ShareHeard(now, service, share);
        var after = Evolve(erasure, heard);
        return after switch
        {
            _ when after.Shares.Values.All(one => one.State == ShareState.Erased) => Decision<CustomerErasureEvent>.Of(heard, new ErasureEnded(now)),
            { Stage: ErasureStage.Waiting } when after.Shares.Values.All(one => one.State is ShareState.Ready or ShareState.Erased) =>
                Decision<CustomerErasureEvent>.Of(heard, new ErasureAgreed(now)),
            _ => heard,
        };
    }

    public static Decision<CustomerErasureEvent> Chase(Erasure? erasure, Instant now) =>
        erasure?.Next <= now ? new ErasureChased(now, now + AskAgain) : Decision<CustomerErasureEvent>.Nothing;

    public static Erasure Evolve(Erasure? erasure, CustomerErasureEvent happened) => (erasure, happened) switch
    {
        (null, ErasureBegun e) => new(e.Customer, e.By, e.Reason, e.At, Services.ToImmutableSortedDictionary(name => name, _ => ErasureShare.Silent, StringComparer.Ordinal), e.Next),
        ({ } there, ShareHeard e) => there with { Shares = there.Shares.SetItem(e.Service, e.Share) },
        ({ } there, ErasureAgreed) => there with { Stage = ErasureStage.Erasing },
        ({ } there, ErasureChased e) => there with { Next = e.Next },
        ({ } there, ErasureEnded e) => there with { Stage = ErasureStage.Done, Ended = e.At, Next = null },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} cannot follow"),
    };
}
