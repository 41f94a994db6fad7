namespace Aftersales.Platform.Store;

/// <summary>
/// What a service may do with each table, which is what the store's statements do. Events are the trail: they are added and read, and nobody who
/// takes over a service can rewrite them. Keys go when somebody's personal data is erased.
/// </summary>
internal static class AppRights
{
    private static readonly (string Tables, string Rights)[] Rights =
    [
        ("events", "select, insert"),
        ("states, counters, documents", "select, insert, update"),
        ("requests, inbox, claims", "select, insert, delete"),
        ("lists, outbox, work, keys", "select, insert, update, delete"),
        ("migrations", "select"),
    ];

    /// <summary>Statements that give the role these rights and take all others away, so that running them again mends what was changed by hand.</summary>
    public static string Grant(string schema, string role) => string.Join('\n',
    [
        $"revoke all on schema {schema} from {role};",
        $"revoke all on all tables in schema {schema} from {role};",
        $"grant usage on schema {schema} to {role};",
        .. Rights.Select(right => $"grant {right.Rights} on {right.Tables} to {role};"),
    ]);
}
