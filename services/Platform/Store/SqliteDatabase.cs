using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Aftersales.Platform.Store;

/// <summary>SQLite: writes queue for one <see cref="SqliteWriter"/>; readers have connections of their own and never wait for it (WAL).</summary>
internal sealed class SqliteDatabase : Database
{
    private readonly string filePath;
    private readonly SqliteWriter writer;
    private readonly ConcurrentBag<SqliteSession> readers = [];
    private volatile bool disposed;

    public SqliteDatabase(string filePath, int busySeconds = 5)
    {
        this.filePath = Path.GetFullPath(filePath);
        writer = new SqliteWriter(this.filePath, busySeconds);
    }

    /// <summary>Transactions made durable so far; under load far fewer than scripts.</summary>
    internal long Commits => writer.Commits;

    public override Task Migrate(CancellationToken cancel) => writer.Migrate(cancel);

    public override Task<Written> Write(Script script, RowReader? rows, CancellationToken cancel) => writer.Write(script, rows, cancel);

    public override Task Read(Script script, RowReader rows, CancellationToken cancel)
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        cancel.ThrowIfCancellationRequested();
        SqliteSession? session = null;
        try
        {
            if (!readers.TryTake(out session))
                session = SqliteSession.OpenReader(filePath);
            session.Run(script, rows);
            Return(session);
            return Task.CompletedTask;
        }
        catch (SqliteException failure)
        {
            session?.Dispose();
            return Task.FromException(SqliteSession.IsAway(failure)
                ? new StoreUnavailableException("The SQLite file cannot be read now.", failure)
                : failure);
        }
    }

    public override async ValueTask DisposeAsync()
    {
        disposed = true;
        await writer.DisposeAsync();
        while (readers.TryTake(out var session))
            session.Dispose();
    }

    private void Return(SqliteSession session)
    {
        if (disposed)
            session.Dispose();
        else
            readers.Add(session);
    }
}
