namespace Aftersales.Kernel;

/// <summary>R-CASE-5: cases and tasks are shared out evenly by open load.</summary>
public static class Sharing
{
    /// <summary>The least loaded of those who have room for one more, of equals the first by id; null when there is nobody.</summary>
    /// <param name="people">Who could do it, how much each has open, and how much each takes at once; 0 for no bound.</param>
    public static string? LeastLoaded(IEnumerable<(string Id, long Load, int Capacity)> people) => people
        .Where(p => p.Capacity == 0 || p.Load < p.Capacity)
        .OrderBy(p => p.Load).ThenBy(p => p.Id, StringComparer.Ordinal)
        .Select(p => p.Id)
        .FirstOrDefault();
}
