using static Aftersales.Complaints.Domain.CaseCommand;

namespace Aftersales.Complaints.Domain;

/// <summary>How many photos a case has, who looks at them, and until when.</summary>
public sealed partial class CaseDecider
{
    private Refusal? TooMuch(int photos) => photos <= policy.Evidence.MaxPerCase
        ? null
        : new Refusal(CaseReasons.TooMuchEvidence, "a case has no more photos than this").With("allowed", $"{policy.Evidence.MaxPerCase}");

    // What customers see of their own is no reading that has to be recorded.
    private static Decision<CaseEvent> Read(Case state, ReadEvidence read) =>
        (read.By.IsCustomer ? state.Evidence : state.Photos).FirstOrDefault(photo => photo.Id == read.Evidence) switch
        {
            null => new Refusal(CaseReasons.EvidenceNotFound, "no such evidence"),
            { IsDeleted: true } => new Refusal(CaseReasons.EvidenceDeleted, "it was kept as long as it is kept"),
            _ => read.By.IsCustomer ? Nothing : new EvidenceRead(read.Evidence, read.Purpose),
        };

    // A case that keeps no photos any more takes none. What comes again with another answer is there already.
    private static Decision<CaseEvent> Taken(Case state, TakeProofs take)
    {
        var fresh = take.Photos.Where(photo => !state.Photos.Any(known => known.Id == photo.Id)).Select(photo => new Proof(photo, take.Question)).ToImmutableArray();
        return fresh.IsEmpty || state.EvidenceReleased ? Nothing : new ProofsTaken(fresh);
    }

    private Decision<CaseEvent> Released(Case state) =>
        state.EvidenceUntil <= now && !state.EvidenceReleased ? new EvidenceReleased() : Nothing;

    private static Decision<CaseEvent> ForgetAll(Case state)
    {
        if (state.Stage != CaseStage.Closed)
            return Nothing;
        var events = ImmutableArray.CreateBuilder<CaseEvent>();
        if (!state.Words.IsEmpty)
            events.Add(new WordsForgotten());
        if (!state.EvidenceReleased && state.Photos.Any(photo => !photo.IsDeleted))
            events.Add(new EvidenceReleased());
        return Decision<CaseEvent>.Of(events);
    }

    private static Decision<CaseEvent> Forgotten(Case state) => state is { EvidenceReleased: true, EvidenceUntil: not null }
        ? new EvidenceForgotten([.. state.Photos.Where(photo => !photo.IsDeleted).Select(photo => photo.Id)])
        : Nothing;
}
