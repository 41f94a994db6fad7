using Aftersales.Compensations.Domain;
using Aftersales.Platform.Policies;

namespace Aftersales.Compensations.Policy;

/// <summary>The policy as the platform loads it: <c>compensation.json</c>, or a merchant's own file of that name.</summary>
public sealed record MerchantCompensationPolicy : CompensationPolicy, IPolicy;
