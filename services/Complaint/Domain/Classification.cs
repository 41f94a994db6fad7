namespace Aftersales.Complaints.Domain;

/// <summary>R-CASE-1: the type of a case that nobody named: what the customer said decides, then the order's facts.</summary>
public static class Classification
{
    public static CaseType Of(string said, OrderFacts? order, ClassificationPolicy policy, Instant now)
    {
        foreach (var rule in policy.Words)
            if (rule.Any.Any(word => said.Contains(word, StringComparison.OrdinalIgnoreCase)))
                return rule.Type;

        return order switch
        {
            { CancelledAt: null, PaidAt: { } paid, DispatchedAt: null } when now - paid >= policy.UndispatchedAfter => CaseType.LateDispatch,
            { CancelledAt: null, DispatchedAt: { } left, SignedAt: null } when now - left >= policy.UnsignedAfter => CaseType.NotDelivered,
            _ => CaseType.Inquiry,
        };
    }
}
