using Aftersales.Complaints.Domain;
using Aftersales.Platform.Policies;

namespace Aftersales.Complaints.Policy;

/// <summary>The templates as they are kept: the built-in ones, or a merchant's own file.</summary>
public sealed record MerchantMessagePolicy : MessagePolicy, IPolicy
{
    public IEnumerable<FieldProblem> Problems(Instant now) => MessageCheck.Problems(this);
}
