namespace Aftersales.Complaints.Domain;

/// <summary>What a task is after an event.</summary>
public static class TaskEvolution
{
    public static DeskTask Evolve(DeskTask? state, TaskEvent happened) => (state, happened) switch
    {
        (null, TaskOpened e) => e.Task,
        (null, _) => throw new InvalidOperationException("a task begins with being opened"),
        ({ } s, TaskAssigned e) => s with { Owner = e.Owner },
        ({ } s, TaskTaken e) => s with { Owner = e.By },
        ({ } s, TaskOverdue e) => s with { Overdue = s.Overdue + 1, Owner = e.Owner, Due = e.Due },
        ({ } s, TaskEnded e) => s with { Stage = e.As, Note = e.Note, Ending = e.Ending, Ended = e.At },
        _ => throw new InvalidOperationException($"unknown event {happened.GetType().Name}"),
    };

    /// <summary>Throws where a task contradicts itself: a defect, never a caller's mistake.</summary>
    public static void Check(DeskTask state)
    {
        if (state.Stage == TaskStage.Open != state.Ended is null || state.Ended is null != state.Ending is null)
            throw new InvalidOperationException("broken: a task has an end when it is over");
    }
}
