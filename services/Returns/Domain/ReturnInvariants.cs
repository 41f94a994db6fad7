using Aftersales.Kernel;

namespace Aftersales.Returns.Domain;

/// <summary>What holds of every return at every moment. A breach is a defect and stops the write.</summary>
public static class ReturnInvariants
{
    public static void Check(ReturnState s)
    {
        That(!s.Lines.IsEmpty && s.Lines.Select(l => l.LineId).Distinct().Count() == s.Lines.Length, "each line once");
        foreach (var line in s.Lines)
            CheckUnits(line);

        var isDecided = s.Approval is not null;
        That(s.Lines.All(l => (l.Collection == Collection.Undecided) == !isDecided), "collection is decided by the approval (R-RET-4)");
        That(isDecided || s.Units.All(u => u is { Reception: Reception.Awaited, Acceptance: Acceptance.Pending }), "nothing moves before the approval (R-RET-3)");
        That((s.Ending is not null) == s.Stage is ReturnStage.Rejected or ReturnStage.Cancelled, "an end has a reason");
        That(s.Stage.IsEnd() == s.Deadlines.All(d => d.Wait == Wait.Claim), "everything that waits has a deadline (R-CLK-4)");
        That(s.Deadlines.All(d => s.WaitsFor(d.Wait)) && Enum.GetValues<Wait>().All(w => !s.WaitsFor(w) || s.Deadlines.Any(d => d.Wait == w)),
            "exactly what is waited for has a deadline (R-CLK-4)");

        That(s.Pickup is null || s.Lines.Any(l => l.Collection == Collection.Collect), "a pickup has something to pick up");
        That(s.Stage != ReturnStage.PickupScheduled || s.Pickup is { IsBooked: true }, "a scheduled pickup is booked");
        CheckReleases(s);
    }

    private static void CheckUnits(ReturnLine line)
    {
        That(line.Quantity >= 1 && line.Quantity <= line.Bought, "no more than was bought (R-RET-2)");
        That(line.Units.Sum(u => u.Count) == line.Quantity && line.Units.All(u => u.Count > 0), "each piece stands somewhere, once");
        That(line.IsComing || line.Collection == Collection.Undecided || line.Units.All(u => u is { Reception: Reception.NotCollected, Acceptance: Acceptance.Accepted }),
            "what is not collected does not arrive and is accepted (R-RET-5)");
        That(line.Units.All(u => u.Acceptance == Acceptance.Pending || u.Reception is not (Reception.Awaited or Reception.InTransit)),
            "nothing is decided about goods that are still to come");
        That(line.Units.All(u => (u.Acceptance == Acceptance.Partly) == u.Share is not null), "a part has a share");
        That(line.Units.All(u => !u.IsDisputed || u.Acceptance == Acceptance.Manual), "what is disputed is decided by a person");
    }

    // R-REF-3, R-REF-5.
    private static void CheckReleases(ReturnState s)
    {
        That(s.Ending is null || s.Releases.IsEmpty, "what was called off is not refunded");
        That(s.Releases.Count(r => r.Basis == RefundBasis.Advance) <= 1, "a return is advanced once (R-REF-5)");
        That(s.Pickup is not { IsMissed: true } || s.Releases.Any(r => r.Basis == RefundBasis.Advance), "a missed pickup was advanced (R-RET-5)");
        foreach (var release in s.Releases)
        {
            That(release.Lines.All(p => p.Quantity == s.Lines.Single(l => l.LineId == p.LineId).Units.Where(u => u.Release == release.Number).Sum(u => u.Count)),
                "a piece is released once");
            That(!release.Charged.IsNegative && !release.Lessened.IsNegative && release.Deduction <= release.Goods, "a deduction stays within the goods");
            That(release.Basis == RefundBasis.Advance || s.Lines.All(l => l.Units.All(u => u.Release != release.Number || u.IsAccepted)),
                "only accepted goods are released for good");
        }
    }

    private static void That(bool holds, string rule)
    {
        if (!holds)
            throw new InvalidOperationException($"invariant of a return broken: {rule}");
    }
}
