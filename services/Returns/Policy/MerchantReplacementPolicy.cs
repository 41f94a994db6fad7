using Aftersales.Platform.Policies;
using Aftersales.Returns.Domain.Replacements;

namespace Aftersales.Returns.Policy;

/// <summary>The policy as the platform loads it: <c>replacements.json</c>, or a merchant's own file of that name.</summary>
public sealed record MerchantReplacementPolicy : ReplacementPolicy, IPolicy;
