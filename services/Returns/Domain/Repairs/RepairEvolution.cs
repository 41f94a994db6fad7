using NodaTime;

namespace Aftersales.Returns.Domain.Repairs;

/// <summary>The state after each event.</summary>
public static class RepairEvolution
{
    public static Repair Evolve(Repair? state, RepairEvent happened) => (state, happened) switch
    {
        (null, Requested e) => e.State,
        ({ } s, Quoted e) => To(s, RepairStage.Quoted, e.Due) with { Quote = e.Quote, Reminders = 0, PolicyVersion = e.PolicyVersion },
        ({ } s, QuoteReminded e) => s with { Due = e.Due, Reminders = s.Reminders + 1 },
        ({ } s, QuoteAccepted e) => To(s, s.IsHere ? RepairStage.InWorkshop : RepairStage.Accepted, e.Due) with
        {
            Quote = s.Quote! with { IsAccepted = true, AnsweredBy = e.By },
            Collecting = e.Collecting ?? s.Collecting,
        },
        ({ } s, QuoteDeclined e) => To(s, s.IsHere ? RepairStage.Ready : RepairStage.Declined, e.Due) with
        {
            Quote = s.Quote! with { AnsweredBy = e.Ending.By },
            Ending = e.Ending,
        },
        ({ } s, CollectionAsked e) => s with { Collecting = s.Collecting! with { AskAt = e.AskAt } },
        ({ } s, CollectionCalledOff) => s with { Collecting = s.Collecting! with { IsOver = true } },
        ({ } s, Collected e) => To(s, RepairStage.Collected, e.Due) with { Inbound = e.Inbound, Collecting = s.Collecting! with { IsOver = e.ByCourier } },
        ({ } s, Received e) => To(s, RepairStage.InWorkshop, e.Due) with { IsHere = true, ReceivedBy = e.By },
        ({ } s, Finished e) => To(s, RepairStage.Ready, e.Due) with { FinishedBy = e.By, IsRepaired = e.Ending is null, Ending = e.Ending },
        ({ } s, SentBack e) => To(s, RepairStage.SentBack, e.Due) with { Outbound = e.Outbound, IsHere = false },
        ({ } s, Delivered e) => To(s, e.Stage, null),
        ({ } s, Cancelled e) => To(s, RepairStage.Cancelled, null) with { Ending = e.Ending },
        ({ } s, Failed e) => To(s, RepairStage.Failed, null) with { Ending = e.Ending },
        ({ } s, Overdue e) => s with { IsOverdue = true, Due = e.Due },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} cannot happen to {(state is null ? "nothing" : state.Stage)}"),
    };

    /// <summary>What holds of every repair at every moment. A breach is a defect and stops the write.</summary>
    public static void Check(Repair s)
    {
        That(!s.Lines.IsEmpty && s.Lines.All(l => l.Quantity >= 1 && l.Quantity <= l.Bought), "no more than was bought (R-RET-2)");
        That(s.Stage is not (RepairStage.Accepted or RepairStage.Collected or RepairStage.Done) || s.Quote is { IsAccepted: true }, "the price is told first (R-RET-8)");
        That(!s.IsRepaired || s.FinishedBy is not null, "what is repaired was in the workshop");
        That(!s.Stage.IsEnd() || s is { Due: null, IsHere: false }, "an end waits for nothing, and the merchant keeps no goods");
        That(s.Stage.IsEnd() || s.Due is not null || s.IsOverdue, "everything that waits has a deadline or stands with a person (R-CLK-4)");
        That((s.Stage is RepairStage.Declined or RepairStage.Cancelled or RepairStage.Failed) is false || s.Ending is not null, "an end has a reason");
    }

    private static Repair To(Repair s, RepairStage stage, Instant? due) => s with { Stage = stage, Due = due, IsOverdue = false };

    private static void That(bool holds, string rule)
    {
        if (!holds)
            throw new InvalidOperationException($"invariant of a repair broken: {rule}");
    }
}
