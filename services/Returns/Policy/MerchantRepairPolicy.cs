using Aftersales.Platform.Policies;
using Aftersales.Returns.Domain.Repairs;

namespace Aftersales.Returns.Policy;

/// <summary>The policy as the platform loads it: <c>repairs.json</c>, or a merchant's own file of that name.</summary>
public sealed record MerchantRepairPolicy : RepairPolicy, IPolicy;
