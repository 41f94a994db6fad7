namespace Aftersales.Complaints.Domain;

/// <summary>Somebody whom cases can be given to.</summary>
/// <param name="Version">Version of the directory's entry; older ones are ignored.</param>
/// <param name="Tier">The tier that they work on; unspecified for people who work no cases.</param>
/// <param name="Skills">Case types in the contract's words, e.g. <c>damaged</c>, and the policy's words for tasks; empty for all.</param>
/// <param name="Capacity">Open cases and tasks they take at once; 0 for no bound.</param>
public sealed record Worker(string Id, long Version, Tier Tier, ImmutableArray<string> Skills, int Capacity, bool OnShift)
{
    /// <param name="skill">Empty for what anybody can do.</param>
    public bool Knows(string skill) => skill.Length == 0 || Skills.IsEmpty || Skills.Contains(skill);
}

/// <summary>The people at work and how many open cases and tasks each has: what sharing out goes by (R-CASE-5).</summary>
public sealed record Team(ImmutableArray<Worker> Workers, ImmutableDictionary<string, long> Load)
{
    public static readonly Team Nobody = new([], ImmutableDictionary<string, long>.Empty);

    /// <summary>R-CASE-5: the least loaded person on shift with the skill; null when there is nobody.</summary>
    public string? For(CaseType type, Tier tier) => For(Words.Of(type), tier);

    /// <inheritdoc cref="For(CaseType, Tier)"/>
    /// <param name="skill">Empty for what anybody can do.</param>
    public string? For(string skill, Tier tier) =>
        Sharing.LeastLoaded(Workers.Where(w => w.OnShift && w.Tier == tier && w.Knows(skill)).Select(w => (w.Id, LoadOf(w.Id), w.Capacity)));

    /// <summary>Why somebody cannot have a case: <c>OFF_SHIFT</c>, <c>TIER</c>, <c>SKILL</c> or <c>FULL</c>; null where they can.</summary>
    public string? Bars(string id, CaseType type, Tier tier) =>
        Workers.FirstOrDefault(worker => worker.Id == id) is { } found ? Bars(found, Words.Of(type), tier) : "OFF_SHIFT";

    private string? Bars(Worker worker, string skill, Tier tier) =>
        !worker.OnShift ? "OFF_SHIFT"
        : worker.Tier != tier ? "TIER"
        : !worker.Knows(skill) ? "SKILL"
        : worker.Capacity > 0 && LoadOf(worker.Id) >= worker.Capacity ? "FULL"
        : null;

    public bool IsOnShift(string id) => Workers.Any(w => w.Id == id && w.OnShift);

    /// <summary>The load after something was passed from one to another; null for nobody.</summary>
    public Team Passed(string? from, string? to)
    {
        var load = from is null ? Load : Load.SetItem(from, LoadOf(from) - 1);
        return this with { Load = to is null ? load : load.SetItem(to, load.GetValueOrDefault(to) + 1) };
    }

    private long LoadOf(string id) => Load.GetValueOrDefault(id);
}
