using Microsoft.Data.Sqlite;

namespace Aftersales.Simulators.State;

/// <summary>The one state file. One writer at a time; what a transaction did is on disk before its answer is sent.</summary>
internal sealed class Store : IDisposable
{
    private const string Schema = """
        PRAGMA locking_mode = EXCLUSIVE;
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        CREATE TABLE IF NOT EXISTS document (kind TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (kind, id)) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS number (name TEXT NOT NULL PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE IF NOT EXISTS movement (seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, fen INTEGER NOT NULL CHECK (fen <> 0), body TEXT NOT NULL);
        CREATE INDEX IF NOT EXISTS movement_at ON movement (at, seq, fen);
        """;

    private readonly SqliteConnection _connection;
    private readonly Lock _gate = new();

    public Store(SimulatorOptions options)
    {
        Directory.CreateDirectory(options.DataFolder);
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(options.DataFolder, "simulators.db"),
            Pooling = false,
            DefaultTimeout = 2,
        }.ToString());
        try
        {
            _connection.Open();
            using var schema = _connection.CreateCommand();
            schema.CommandText = Schema;
            schema.ExecuteNonQuery();
            InTransaction(books => Ledger.Open(books, options.OpeningBalanceFen));
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    public T InTransaction<T>(Func<Books, T> work)
    {
        lock (_gate)
        {
            using var transaction = _connection.BeginTransaction();
            var result = work(new Books(_connection, transaction));
            transaction.Commit();
            return result;
        }
    }

    public void InTransaction(Action<Books> work) => InTransaction(books =>
    {
        work(books);
        return 0;
    });

    public void Dispose()
    {
        lock (_gate)
            _connection.Dispose();
    }
}
