namespace Aftersales.Complaints.Domain;

/// <summary>R-CASE-1: the type of a case that nobody named: what the customer said decides, then the order's facts.</summary>
public static class Classification
{
    public static CaseType Of(string said, OrderFacts? order, ClassificationPolicy policy, Instant now) => Explain(said, order, policy, "", now).Type;

    /// <summary>The type, and which rule it follows from.</summary>
    /// <param name="version">Of the policy.</param>
    public static (CaseType Type, Intake Intake) Explain(string said, OrderFacts? order, ClassificationPolicy policy, string version, Instant now)
    {
        foreach (var rule in policy.Words)
            if (rule.Any.FirstOrDefault(word => said.Contains(word, StringComparison.OrdinalIgnoreCase)) is { } matched)
                return (rule.Type, new(ClassifiedBy.Word, matched, version));

        return order switch
        {
            { CancelledAt: null, PaidAt: { } paid, DispatchedAt: null } when now - paid >= policy.UndispatchedAfter =>
                (CaseType.LateDispatch, new(ClassifiedBy.Facts, "undispatched", version)),
            { CancelledAt: null, DispatchedAt: { } left, SignedAt: null } when now - left >= policy.UnsignedAfter =>
                (CaseType.NotDelivered, new(ClassifiedBy.Facts, "unsigned", version)),
            _ => (CaseType.Inquiry, new(ClassifiedBy.Default, "", version)),
        };
    }
}
