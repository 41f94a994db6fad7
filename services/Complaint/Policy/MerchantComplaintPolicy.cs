using Aftersales.Complaints.Domain;
using Aftersales.Platform.Policies;

namespace Aftersales.Complaints.Policy;

/// <summary>The policy as it is kept: the built-in default, or a merchant's own file.</summary>
public sealed record MerchantComplaintPolicy : ComplaintPolicy, IPolicy
{
    public IEnumerable<FieldProblem> Problems(Instant now) =>
    [
        .. Exposure.Problems(),
        .. Clocks.Problems(),
        .. Escalation.Problems(),
        .. Tasks.Problems(),
        .. Evidence.Problems(ReopenDays),
        .. Search.Problems(),
        .. Surveys.Problems(),
        .. Reports.Problems(),
        .. Questions.Problems(),
        .. Decisions.Problems(),
    ];
}
