using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Platform.Policies;

/// <summary>Numbers that a merchant can change without a new build. Every decision keeps the version it was taken under (R-COMP-9).</summary>
public interface IPolicy
{
    /// <summary>Version of the policy.</summary>
    string Version { get; }

    /// <summary>What contradicts itself in it or cannot be meant. A policy with problems never comes into force.</summary>
    /// <param name="now">What ended before it is a problem too.</param>
    IEnumerable<FieldProblem> Problems(Instant now) => [];
}
