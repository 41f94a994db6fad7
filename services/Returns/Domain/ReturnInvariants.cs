namespace Aftersales.Returns.Domain;

/// <summary>What holds of every return at every moment. A breach is a defect and stops the write.</summary>
public static class ReturnInvariants
{
    public static void Check(ReturnState s)
    {
        That(!s.Lines.IsEmpty && s.Lines.Select(l => l.LineId).Distinct().Count() == s.Lines.Length, "each line once");
        That(s.Lines.All(l => l.Quantity >= 1 && l.Quantity <= l.Bought), "no more than was bought (R-RET-2)");
        That(s.Lines.All(l => l.Received >= 0 && l.Received <= l.Quantity), "no more arrives than is returned");
        That(s.Lines.All(l => l.Accepted >= 0 && l.Refused >= 0 && l.Accepted + l.Refused <= l.Quantity), "no more verdicts than pieces");
        That(s.Lines.All(l => l.IsComing || l.Received == 0), "what is not collected does not arrive");

        var isDecided = s.Approval is not null;
        That(s.Lines.All(l => (l.Collection == Collection.Undecided) == !isDecided), "collection is decided by the approval (R-RET-4)");
        That(s.Stage is not (ReturnStage.Approved or ReturnStage.PickupScheduled or ReturnStage.InTransit or ReturnStage.Received or ReturnStage.Completed) || isDecided,
            "nothing moves before the approval (R-RET-3)");
        That(s.Stage is not (ReturnStage.Rejected or ReturnStage.Cancelled) || s.Ending is not null, "an end has a reason");
        That(s.Stage.IsEnd() == s.Due is null, "everything that waits has a deadline (R-CLK-4)");

        That(s.Pickup is null || s.Lines.Any(l => l.Collection == Collection.Collect), "a pickup has something to pick up");
        That(s.Stage != ReturnStage.PickupScheduled || s.Pickup is { IsBooked: true }, "a scheduled pickup is booked");
        That(s.Pickup is not { IsMissed: true } || s.Refundable == RefundBasis.Advance, "a missed pickup was advanced (R-RET-5)");
        That(s.Refundable != RefundBasis.Final || s.Stage == ReturnStage.Completed, "final means that nothing is waited for");
        That(s.Stage is not (ReturnStage.Rejected or ReturnStage.Cancelled) || s.Refundable == RefundBasis.None, "what was called off is not refunded");
    }

    private static void That(bool holds, string rule)
    {
        if (!holds)
            throw new InvalidOperationException($"invariant of a return broken: {rule}");
    }
}
