using Aftersales.Invoices.Domain;
using Aftersales.Platform.Policies;

namespace Aftersales.Invoices.Policy;

/// <summary>The policy as the platform reads it from <c>invoice.json</c>.</summary>
public sealed record MerchantInvoicePolicy : InvoicePolicy, IPolicy;
