using Aftersales.Directories.Domain;
using Aftersales.Kernel;
using Aftersales.Platform.Policies;
using NodaTime;

namespace Aftersales.Directories;

/// <summary>What a merchant can set about its keys and its staff, and what bounds it.</summary>
public sealed record DirectoryPolicy(string Version, KeyPolicy Keys, StaffPolicy Staff, HookPolicy Hooks, int MostShops) : IPolicy
{
    public IEnumerable<FieldProblem> Problems(Instant now) =>
    [
        .. Keys.Problems(),
        .. Staff.Problems(),
        .. Hooks.Problems(),
        .. MostShops is < 0 or > 1_000 ? [new FieldProblem("mostShops", "0 to 1000")] : Array.Empty<FieldProblem>(),
    ];
}
