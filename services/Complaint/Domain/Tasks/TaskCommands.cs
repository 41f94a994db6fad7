namespace Aftersales.Complaints.Domain;

/// <summary>What can be asked of a task. Words of people come sealed.</summary>
public abstract record TaskCommand
{
    /// <param name="Text">Empty where the kind and the case say all.</param>
    public sealed record Open(string Id, TaskKind Kind, string? Case, string Cause, SealedText Text, Team Team) : TaskCommand
    {
        /// <summary>Whose case it is about; null for none.</summary>
        public string? Customer { get; init; }
    }

    public sealed record Take(Person By, Team Team) : TaskCommand;

    /// <summary>Done, or cancelled.</summary>
    /// <param name="Digest">Keyed hash of the note.</param>
    public sealed record End(TaskStage As, Person By, SealedText Note, string Digest) : TaskCommand;

    /// <summary>Shares it out where nobody does it, or who did left.</summary>
    public sealed record Assign(string? Left, Team Team) : TaskCommand;

    /// <summary>It may be overdue.</summary>
    public sealed record Tick(Team Team) : TaskCommand;
}

/// <summary>What happens to a task.</summary>
public abstract record TaskEvent;

public sealed record TaskOpened(DeskTask Task) : TaskEvent;

/// <summary>Shared out by load (R-CASE-5); null owner when nobody is there.</summary>
public sealed record TaskAssigned(string? Owner) : TaskEvent;

public sealed record TaskTaken(string By) : TaskEvent;

/// <summary>R-CLK-4: told to the supervisor, and given to somebody who is there.</summary>
public sealed record TaskOverdue(string? HeldBy, string? Owner, Instant Due) : TaskEvent;

public sealed record TaskEnded(TaskStage As, SealedText Note, Ending Ending, Instant At) : TaskEvent;
