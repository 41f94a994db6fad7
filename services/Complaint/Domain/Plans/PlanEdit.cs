namespace Aftersales.Complaints.Domain;

/// <summary>What a person changed in a plan, and why.</summary>
/// <param name="Step">What was skipped or replaced; null where something was added.</param>
/// <param name="Added">Ids of the steps that came with it.</param>
/// <param name="Why">Sealed.</param>
/// <param name="Digest">Keyed hash of the reason: a repeat is recognised by it.</param>
public sealed record PlanEdit(PlanEditKind Kind, string? Step, ImmutableArray<string> Added, string By, SealedText Why, string Digest, Instant At);

/// <summary>How a plan was changed.</summary>
public enum PlanEditKind
{
    Unspecified,
    Skipped,
    Replaced,
    Added,
}

/// <summary>A person changed the plan.</summary>
/// <param name="Added">New steps, after all others.</param>
public sealed record PlanEdited(PlanEdit Edit, ImmutableArray<Step> Added) : PlanEvent;

/// <summary>What people can ask of a plan besides having a step tried again.</summary>
public abstract record PlanEditCommand(Person By, SealedText Why, string Digest) : PlanCommand
{
    /// <summary>A step is not needed any more.</summary>
    public sealed record Skip(string Step, Person By, SealedText Why, string Digest) : PlanEditCommand(By, Why, Digest);

    /// <summary>Something else instead of a step that was refused; of the same goods.</summary>
    /// <param name="Units">Units chosen anew, where the step holds none.</param>
    public sealed record Replace(string Step, Remedy Alternative, Person By, SealedText Why, string Digest, ImmutableArray<string> Units) : PlanEditCommand(By, Why, Digest);

    /// <summary>Something more.</summary>
    /// <param name="About">The case's goods.</param>
    /// <param name="Units">Units for it.</param>
    public sealed record Add(Remedy Remedy, ImmutableArray<LineQuantity> About, Person By, SealedText Why, string Digest, ImmutableArray<string> Units) : PlanEditCommand(By, Why, Digest);
}
