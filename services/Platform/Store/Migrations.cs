using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Aftersales.Platform.Store;

/// <summary>One upgrade of the tables, recorded by name and hash once it has run.</summary>
internal sealed record Migration(string Name, string Hash, string Sql);

/// <summary>
/// The upgrades, which are files of the assembly: those in <c>common/</c> for both databases, then those of the database's own folder, each by
/// number. A past one must never change; a replica that is older than the tables finds names that it does not know and lets them be.
/// </summary>
internal static class Migrations
{
    public const string CreateTable = "create table if not exists migrations (name text not null primary key, hash text not null)";

    public const string Applied = "select name, hash from migrations";

    public const string Record = "insert into migrations (name, hash) values ($1, $2)";

    /// <summary>All migrations of a database.</summary>
    /// <param name="folder">The database's own folder.</param>
    /// <param name="words">What {{…}} in the common files stands for.</param>
    public static ImmutableArray<Migration> For(string folder, IReadOnlyDictionary<string, string> words) =>
        [.. Files("common").Concat(Files(folder)).Select(name => Load(name, words))];

    /// <summary>Those that have not run yet, in order.</summary>
    /// <exception cref="InvalidOperationException">One that ran was edited since.</exception>
    public static ImmutableArray<Migration> Pending(ImmutableArray<Migration> all, IReadOnlyDictionary<string, string> applied)
    {
        foreach (var migration in all)
        {
            if (applied.TryGetValue(migration.Name, out var hash) && hash != migration.Hash)
                throw new InvalidOperationException($"Migration {migration.Name} was edited after it ran here; write a new one instead.");
        }

        return [.. all.Where(migration => !applied.ContainsKey(migration.Name))];
    }

    private static IEnumerable<string> Files(string folder) => typeof(Migrations).Assembly.GetManifestResourceNames()
        .Where(name => name.Replace('\\', '/').Contains($"Migrations/{folder}/", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private static Migration Load(string resource, IReadOnlyDictionary<string, string> words)
    {
        using var reader = new StreamReader(typeof(Migrations).Assembly.GetManifestResourceStream(resource)!, Encoding.UTF8);
        var sql = reader.ReadToEnd().ReplaceLineEndings("\n");
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql)));
        foreach (var (word, meaning) in words)
            sql = sql.Replace("{{" + word + "}}", meaning, StringComparison.Ordinal);
        var name = resource.Replace('\\', '/');
        return new Migration(name[(name.IndexOf("Migrations/", StringComparison.Ordinal) + "Migrations/".Length)..], hash, sql);
    }
}
