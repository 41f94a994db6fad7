namespace Aftersales.Complaints.Domain;

/// <summary>What a case is after somebody else works it, or as something else.</summary>
public static class DeskEvolution
{
    public static Case Evolve(Case state, DeskEvent happened) => happened switch
    {
        CaseHandedOver e => state with { Owner = e.To },
        CaseTakenOver e => state with { Owner = e.By },
        CaseReclassified e => state with
        {
            Type = e.Type,
            Problem = e.Problem,
            Severity = e.Severity,
            Exposures = e.Exposures,
            Tier = e.Tier,
            Owner = e.Owner,
            Stage = e.Stage,
            Clock = e.Clock,
            Intake = new(ClassifiedBy.Person, e.By) { Corrections = state.Intake.Corrections + 1 },
            Attachment = null,
            Outcome = CaseOutcome.Unspecified,
            Closed = null,
            Ending = null,
        },
        CaseAttached e => CaseEvolution.Closed(state, CaseOutcome.Attached, e.At, e.Ending) with { Attachment = new(e.To, e.As, e.Ending.By, e.Why) },
        AttachmentConfirmed => state with { Attachment = state.Attachment! with { IsDone = true } },
        CaseJoined e => state with { Attached = state.Attached.Add(e.Other), Repeats = state.Repeats + e.Repeats },
        _ => throw new InvalidOperationException($"unknown event {happened.GetType().Name}"),
    };
}
