using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Directories.Domain;

/// <summary>What a merchant can set about API keys.</summary>
/// <param name="Roles">Roles that machines can have, as tokens name them.</param>
/// <param name="Most">Keys that are not revoked, at most.</param>
/// <param name="Overlap">How long the secret before is taken too after a rotation.</param>
/// <param name="NoteUse">How often it is noted that a key was used.</param>
public sealed record KeyPolicy(ImmutableSortedSet<string> Roles, int Most, Duration Overlap, Duration NoteUse)
{
    // A key of these would be a service, the platform, or any customer it likes.
    private static readonly string[] NoMachines = ["service", "platform", "customer"];

    public IEnumerable<FieldProblem> Problems()
    {
        foreach (var role in Roles.Intersect(NoMachines))
            yield return new("keys.roles", $"{role} is nothing for a machine");
        if (Most is < 0 or > 10_000)
            yield return new("keys.most", "0 to 10000");
        if (Overlap < Duration.Zero || Overlap > Duration.FromDays(30))
            yield return new("keys.overlap", "0 to 30 days");
        if (NoteUse < Duration.FromMinutes(1))
            yield return new("keys.noteUse", "a minute at least");
    }
}
