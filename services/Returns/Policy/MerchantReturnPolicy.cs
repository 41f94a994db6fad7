using Aftersales.Platform.Policies;
using Aftersales.Returns.Domain;

namespace Aftersales.Returns.Policy;

/// <summary>The policy as the platform loads it: <c>returns.json</c>, or a merchant's own file of that name.</summary>
public sealed record MerchantReturnPolicy : ReturnPolicy, IPolicy;
