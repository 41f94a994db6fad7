using System.Data.Common;

namespace Aftersales.Platform.Store;

/// <summary>Takes one row of the result of one statement of a script.</summary>
internal delegate void RowReader(int step, DbDataReader row);

/// <param name="Result">Committed, or the clash because of which nothing stands.</param>
/// <param name="Rows">Rows inserted, updated and deleted by all statements.</param>
internal readonly record struct Written(CommitResult Result, int Rows);

/// <summary>What PostgreSQL and SQLite do differently: running a script as one transaction, and upgrading the tables.</summary>
internal abstract class Database : IAsyncDisposable
{
    public abstract Task Migrate(CancellationToken cancel);

    public abstract Task Read(Script script, RowReader rows, CancellationToken cancel);

    /// <summary>Runs the script durably, or not at all. Rows handed to <paramref name="rows"/> count only once the task has succeeded.</summary>
    public abstract Task<Written> Write(Script script, RowReader? rows, CancellationToken cancel);

    /// <summary>Runs the statements of a <see cref="BulkScript"/> durably, or not at all.</summary>
    public virtual Task<Written> WriteBulk(Script script, CancellationToken cancel) => Write(script, null, cancel);

    /// <summary>Adds what keeps two relays from leasing at the same moment, where the database does not run writes one by one anyway.</summary>
    public virtual void LeaseOutboxAlone(Script script)
    {
    }

    public abstract ValueTask DisposeAsync();
}
