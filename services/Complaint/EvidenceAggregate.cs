using Aftersales.Complaints.Domain;
using Aftersales.Platform.Aggregates;

namespace Aftersales.Complaints;

/// <summary>What the platform has to know of a photo's content; its id is the content's hash.</summary>
public sealed class EvidenceAggregate : AggregateType<KeptEvidence, EvidenceEvent>
{
    public const string Name = "evidence";
    public const string Scan = "scan";
    public const string Unattached = "unattached";

    public override string Kind => Name;

    public override KeptEvidence Evolve(KeptEvidence? state, EvidenceEvent happened) => KeepingDecider.Evolve(state, happened);

    public override IEnumerable<Due> Work(string id, KeptEvidence state)
    {
        // Due at once: the scanner is asked again as failed work is, until it answers or the time for that is over.
        if (state.ScanUntil is not null)
            yield return new(Scan, state.Uploaded);
        if (state.UnattachedUntil is { } until)
            yield return new(Unattached, until);
    }
}
