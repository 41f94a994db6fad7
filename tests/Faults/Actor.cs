namespace Aftersales.Faults.Tests;

/// <summary>
/// Something under way: a call, an event, a piece of work. It runs until it comes to a boundary (a call of the store or the channel) and goes on
/// when it is its turn again. One runs at a time, so that a seed always tells the same story.
/// </summary>
internal sealed class Actor(string name)
{
    private static readonly AsyncLocal<Actor?> current = new();
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private TaskCompletionSource quiet = New();
    private TaskCompletionSource turn = New();
    private Task running = Task.CompletedTask;

    /// <summary>Whoever runs now; null outside of a simulation.</summary>
    public static Actor? Current => current.Value;

    public string Name { get; } = name;

    /// <summary>Where it waits.</summary>
    public string At { get; private set; } = "";

    /// <summary>Where its present try runs.</summary>
    public Replica? Replica { get; set; }

    public bool IsDone => running.IsCompleted;

    /// <summary>Runs it until its first boundary or its end.</summary>
    public Task Begin(Func<Actor, Task> act)
    {
        running = Task.Run(async () =>
        {
            current.Value = this;
            await act(this);
        });
        return Quiet();
    }

    /// <summary>Runs it until its next boundary or its end.</summary>
    public Task Resume()
    {
        var mine = turn;
        (quiet, turn) = (New(), New());
        mine.SetResult();
        return Quiet();
    }

    /// <summary>At a boundary: waits for the next turn.</summary>
    public async Task Pause(string at)
    {
        At = at;
        var mine = turn.Task;
        quiet.SetResult();
        await mine;
    }

    private async Task Quiet()
    {
        await Task.WhenAny(quiet.Task, running).WaitAsync(Patience);
        if (running.IsCompleted)
            await running;
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>The process that ran this is gone.</summary>
internal sealed class KilledException() : Exception("killed");
