using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Aftersales.Platform.Store;

/// <summary>
/// The one writer. It takes all scripts that wait, runs each in a savepoint, and makes all of them durable with one COMMIT, so with one fsync.
/// Only then their callers hear of it. A script that clashes is rolled back to its savepoint; the others stand.
/// </summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    // Bounds how long the first of a group waits for the last.
    private const int LargestGroup = 256;

    private static readonly Script Begin = Command("begin immediate");
    private static readonly Script Commit = Command("commit");
    private static readonly Script Rollback = Command("rollback");
    private static readonly Script Savepoint = Command("savepoint script");
    private static readonly Script Release = Command("release script");
    private static readonly Script RollbackTo = Command("rollback to script");

    private readonly BlockingCollection<SqliteWrite> queue = new(new ConcurrentQueue<SqliteWrite>());
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly string filePath;
    private readonly int busySeconds;
    private SqliteSession? session;
    private long commits;

    public SqliteWriter(string filePath, int busySeconds)
    {
        (this.filePath, this.busySeconds) = (filePath, busySeconds);
        new Thread(Loop) { IsBackground = true, Name = "sqlite writer" }.Start();
    }

    public long Commits => Interlocked.Read(ref commits);

    public Task<Written> Write(Script script, RowReader? rows, CancellationToken cancel) => Enqueue(new SqliteWrite(script, rows, cancel));

    public Task Migrate(CancellationToken cancel) => Enqueue(new SqliteWrite(SqliteMigrator.Run, cancel));

    public async ValueTask DisposeAsync()
    {
        queue.CompleteAdding();
        await ended.Task;
    }

    private Task<Written> Enqueue(SqliteWrite write)
    {
        ObjectDisposedException.ThrowIf(queue.IsAddingCompleted, this);
        queue.Add(write);
        return write.Done;
    }

    private void Loop()
    {
        var group = new List<SqliteWrite>(LargestGroup);
        foreach (var first in queue.GetConsumingEnumerable())
        {
            group.Add(first);
            while (group.Count < LargestGroup && queue.TryTake(out var next))
                group.Add(next);
            Run(group);
            group.Clear();
        }

        session?.Dispose();
        ended.SetResult();
    }

    private void Run(List<SqliteWrite> group)
    {
        try
        {
            session ??= SqliteSession.OpenWriter(filePath, busySeconds);
            Do(Begin);
            foreach (var write in group)
                Run(write);
            Do(Commit);
            Interlocked.Increment(ref commits);
        }
        catch (Exception failure)
        {
            Abandon();
            foreach (var write in group)
                write.Fail(failure);
        }

        foreach (var write in group)
            write.Complete();
    }

    /// <summary>Throws only when the whole group is lost.</summary>
    private void Run(SqliteWrite write)
    {
        if (write.IsCancelled)
            return;
        Do(Savepoint);
        try
        {
            write.Run(session!);
        }
        catch (Exception refusal) when (session!.InTransaction && !SqliteSession.IsAway(refusal))
        {
            write.Refuse(refusal);
            Do(RollbackTo);
        }

        Do(Release);
    }

    private static Script Command(string sql) => new Script(Script.AllMerchants).Add(new Statement(sql));

    private void Do(Script command) => session!.Run(command, null);

    private void Abandon()
    {
        // A fresh connection for the next group: whatever was wrong with this one is gone with it.
        try
        {
            if (session is { InTransaction: true })
                Do(Rollback);
            session?.Dispose();
        }
        catch (SqliteException)
        {
        }

        session = null;
    }
}
