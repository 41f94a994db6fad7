using Aftersales.Platform.Policies;
using Aftersales.Refunds.Domain;

namespace Aftersales.Refunds.Policy;

/// <summary>The refund policy as a merchant's policy file.</summary>
public sealed record MerchantRefundPolicy : RefundPolicy, IPolicy;
