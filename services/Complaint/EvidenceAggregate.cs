using Aftersales.Complaints.Domain;
using Aftersales.Platform.Aggregates;

namespace Aftersales.Complaints;

/// <summary>What the platform has to know of a photo's content; its id is the content's hash.</summary>
public sealed class EvidenceAggregate : AggregateType<KeptEvidence, EvidenceEvent>
{
    public const string Name = "evidence";
    public const string Scan = "scan";

    public override string Kind => Name;

    public override KeptEvidence Evolve(KeptEvidence? state, EvidenceEvent happened) => KeepingDecider.Evolve(state, happened);

    // Due at once: the scanner is asked again as failed work is, until it answers or the time for that is over.
    public override IEnumerable<Due> Work(string id, KeptEvidence state) =>
        state.ScanUntil is null ? [] : [new(Scan, state.Uploaded)];
}
