using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Aftersales.Platform.Store;

/// <summary>One script that waits for the writer, and what became of it: kept back until the group's COMMIT has succeeded.</summary>
internal sealed class SqliteWrite
{
    private readonly TaskCompletionSource<Written> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Script? script;
    private readonly RowReader? rows;
    private readonly Action<SqliteSession>? action;
    private readonly CancellationToken cancel;
    private Written outcome;
    private Exception? failure;
    private int failedStep;

    public SqliteWrite(Script script, RowReader? rows, CancellationToken cancel) => (this.script, this.rows, this.cancel) = (script, rows, cancel);

    public SqliteWrite(Action<SqliteSession> action, CancellationToken cancel) => (this.action, this.cancel) = (action, cancel);

    public Task<Written> Done => done.Task;

    /// <summary>True when the caller gave up before the writer came to it; asked once, so that nothing is half run.</summary>
    public bool IsCancelled
    {
        get
        {
            if (cancel.IsCancellationRequested)
                failure = new OperationCanceledException(cancel);
            return failure is not null;
        }
    }

    public void Run(SqliteSession session)
    {
        if (script is null)
            action!(session);
        else
            outcome = new Written(CommitResult.Committed, session.Run(script, rows, out failedStep));
    }

    /// <summary>What the savepoint is rolled back for: a clash that the statement announced, or a bug.</summary>
    public void Refuse(Exception refusal)
    {
        var isClash = refusal is SqliteException { SqliteErrorCode: raw.SQLITE_CONSTRAINT } && script is not null;
        var clash = isClash ? script![failedStep].Clash : CommitResult.Committed;
        if (clash == CommitResult.Committed)
            failure = refusal;
        else
            outcome = new Written(clash, 0);
    }

    /// <summary>The whole group is lost, whatever this one came to.</summary>
    public void Fail(Exception lost) => failure = new StoreUnavailableException("The SQLite file cannot be written now.", lost);

    public void Complete()
    {
        if (failure is OperationCanceledException)
            done.TrySetCanceled(cancel);
        else if (failure is not null)
            done.TrySetException(failure);
        else
            done.TrySetResult(outcome);
    }
}
