namespace Aftersales.Platform.Store;

/// <summary>Upgrades a file inside the writer's transaction, whose lock keeps a second process waiting until there is nothing left to do.</summary>
internal static class SqliteMigrator
{
    private static readonly Statement Record = new(Migrations.Record);

    // A file serves one process: what is leased when it is opened was leased by one that is gone, and need not wait for its lease to end.
    private const string FreeLeases =
        """
        update outbox set available = 0 where available > 0;
        update work set available = 0, lease = null where available > 0;
        """;

    private static readonly Dictionary<string, string> Words = new()
    {
        ["ordinal"] = "text",
        ["identity"] = "integer primary key autoincrement",
        ["bytes"] = "blob",
        ["clustered"] = "without rowid",
    };

    public static void Run(SqliteSession session)
    {
        session.Execute(Migrations.CreateTable);
        foreach (var migration in Migrations.Pending(Migrations.For("sqlite", Words), session.Pairs(Migrations.Applied)))
        {
            session.Execute(migration.Sql);
            session.Run(new Script(Script.AllMerchants).Add(Record, migration.Name, migration.Hash), null);
        }

        session.Execute(FreeLeases);
    }
}
