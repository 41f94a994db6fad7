using Aftersales.Kernel;

namespace Aftersales.Tracking.Domain;

/// <summary>What people do with an item of the tracking lists.</summary>
/// <param name="Number">The item's, within the order.</param>
/// <param name="By">Who.</param>
/// <param name="IsSupervisor">May do so with what others took.</param>
public abstract record ItemCommand(int Number, string By, bool IsSupervisor)
{
    public sealed record Take(int Number, string By, bool IsSupervisor) : ItemCommand(Number, By, IsSupervisor);

    public sealed record Release(int Number, string By, bool IsSupervisor) : ItemCommand(Number, By, IsSupervisor);

    public sealed record Finish(int Number, string By, bool IsSupervisor) : ItemCommand(Number, By, IsSupervisor);

    /// <param name="Text">Sealed.</param>
    public sealed record AddNote(int Number, string By, bool IsSupervisor, SealedText Text) : ItemCommand(Number, By, IsSupervisor);
}
