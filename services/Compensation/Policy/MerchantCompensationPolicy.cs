using Aftersales.Compensations.Domain;
using Aftersales.Kernel;
using Aftersales.Platform.Policies;
using NodaTime;

namespace Aftersales.Compensations.Policy;

/// <summary>The policy as it is read: <c>compensation.json</c>, a merchant's own file of that name, or a draft.</summary>
public sealed record MerchantCompensationPolicy : CompensationPolicy, IPolicy
{
    public IEnumerable<FieldProblem> Problems(Instant now) => PolicyCheck.Of(this, BusinessCalendar.Default.Today(now));
}
