namespace Aftersales.Returns.Domain.Replacements;

/// <summary>The state after each event.</summary>
public static class ReplacementEvolution
{
    public static Replacement Evolve(Replacement? state, ReplacementEvent happened) => (state, happened) switch
    {
        (null, Requested e) => e.State,
        ({ } s, Approved e) => s with
        {
            Stage = ReplacementStage.Approved,
            ApprovedBy = e.By,
            ApprovedAt = e.At,
            Original = e.Original,
            Due = e.Due,
            IsOverdue = false,
            PolicyVersion = e.PolicyVersion,
        },
        ({ } s, OriginalRegistered) => s with { Original = OriginalOutcome.ReturnedWithoutRefund },
        ({ } s, OriginalWithdrawn) => s with { Original = OriginalOutcome.Untouched },
        ({ } s, PlacementDecided e) => s with { Stage = ReplacementStage.Placing, Order = e.Order, Due = e.Due, IsOverdue = false },
        ({ } s, Placed e) => s with
        {
            Stage = ReplacementStage.Placed,
            Order = s.Order! with { Promised = e.Promised, AskAt = e.AskAt },
            Due = e.Promised,
            IsOverdue = false,
            PolicyVersion = e.PolicyVersion,
        },
        ({ } s, Dispatched e) => s with { Stage = ReplacementStage.Dispatched, Order = s.Order! with { TrackingNo = e.TrackingNo, AskAt = e.AskAt } },
        ({ } s, Asked e) => s with { Order = s.Order! with { AskAt = e.AskAt } },
        ({ } s, Delivered e) => End(s, ReplacementStage.Delivered) with { DeliveredAt = e.At },
        ({ } s, Failed e) => Undo(s, ReplacementStage.Failed, e.Ending),
        ({ } s, CallOffDecided e) => s with { Order = s.Order! with { CallOff = e.CallOff, AskAt = e.CallOff.At } },
        ({ } s, CallOffTooLate) => s with { Order = s.Order! with { CallOff = null } },
        ({ } s, Cancelled e) => Undo(s, ReplacementStage.Cancelled, e.Ending),
        ({ } s, Overdue e) => s with { IsOverdue = true, Due = e.Due },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} cannot happen to {(state is null ? "nothing" : state.Stage)}"),
    };

    /// <summary>What holds of every replacement at every moment. A breach is a defect and stops the write.</summary>
    public static void Check(Replacement s)
    {
        That(!s.Lines.IsEmpty && s.Lines.Select(l => l.LineId).Distinct().Count() == s.Lines.Length, "each line once");
        That(s.Lines.All(l => l.Quantity >= 1 && l.Quantity <= l.Bound), "no more than there is to replace (R-RET-2)");
        That(s.Lines.All(l => (l.Part is not null) == (s.Kind == ReplacementKind.Part)), "parts are parts (R-RET-11)");
        That((s.ReturnId is not null) == (s.Kind == ReplacementKind.Exchange), "an exchange has its return (R-RET-8)");
        That(s.Order is null || s.ApprovedBy is not null, "nothing is placed before the approval");
        That(s.Order is null || s.Original != OriginalOutcome.ToRegister, "nothing is placed before the original is registered (R-REP-1)");
        That(s.Order is null || s.Order.PlacedBy != s.ApprovedBy, "who approved does not place (R-PPL-1)");
        That(!s.Stage.IsEnd() || s.Due is null, "an end waits for nothing");
        That(s.Stage.IsEnd() || s.Due is not null || s.IsOverdue, "everything that waits has a deadline or stands with a person (R-CLK-4)");
        That(s.Stage is not (ReplacementStage.Failed or ReplacementStage.Cancelled) || s.Ending is not null, "an end has a reason");
    }

    private static Replacement End(Replacement s, ReplacementStage stage) => s with { Stage = stage, Due = null, IsOverdue = false };

    // Whether a registration under way got through is not known: withdrawing what is not there needs nothing.
    private static Replacement Undo(Replacement s, ReplacementStage stage, Ending ending) => End(s, stage) with
    {
        Ending = ending,
        Original = s.Original == OriginalOutcome.Untouched ? OriginalOutcome.Untouched : OriginalOutcome.ToWithdraw,
    };

    private static void That(bool holds, string rule)
    {
        if (!holds)
            throw new InvalidOperationException($"invariant of a replacement broken: {rule}");
    }
}
