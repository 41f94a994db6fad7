using NodaTime;

namespace Aftersales.AppHost;

/// <summary>Business time for the simulated outside world, which reads a <see cref="TimeProvider"/>.</summary>
internal sealed class BusinessTime(IClock clock) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => clock.GetCurrentInstant().ToDateTimeOffset();
}
