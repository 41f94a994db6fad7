using NodaTime;

namespace Aftersales.Directories.Domain;

/// <summary>When somebody is to be at work.</summary>
/// <param name="Begun">Whether its start was acted upon.</param>
public sealed record Shift(string Id, Instant From, Instant Until, bool Begun = false)
{
    public bool Overlaps(Instant from, Instant until) => From < until && from < Until;

    /// <summary>The next time at which something follows from it.</summary>
    public Instant Next => Begun ? Until : From;
}
