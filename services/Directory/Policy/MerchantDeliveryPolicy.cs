using Aftersales.Directories.Domain;
using Aftersales.Kernel;
using Aftersales.Platform.Policies;
using NodaTime;

namespace Aftersales.Directories.Policy;

/// <summary>The policy as it is kept: the built-in default, or a merchant's own file.</summary>
public sealed record MerchantDeliveryPolicy : DeliveryPolicy, IPolicy
{
    public IEnumerable<FieldProblem> Problems(Instant now) => Contradictions();
}
