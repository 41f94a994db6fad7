using Aftersales.Contracts;
using Aftersales.Kernel;
using Aftersales.Platform.Policies;
using Aftersales.Returns.Domain;
using NodaTime;

namespace Aftersales.Returns.Policy;

/// <summary>The policy as the platform loads it: <c>returns.json</c>, or a merchant's own file of that name.</summary>
public sealed record MerchantReturnPolicy : ReturnPolicy, IPolicy
{
    IEnumerable<FieldProblem> IPolicy.Problems(Instant now) => PolicyProblems.Of(this).Concat(
        from allowed in Overrides
        from role in allowed.Value
        where !Enum.TryParse<Role>(role, out _)
        select new FieldProblem($"overrides.{allowed.Key}", $"'{role}' is no role"));
}
