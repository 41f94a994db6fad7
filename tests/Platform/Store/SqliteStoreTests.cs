using Aftersales.Platform.Store;
using Microsoft.Data.Sqlite;

namespace Aftersales.Platform.Tests.Store;

public sealed class SqliteStoreTests : StoreSuite
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("aftersales-store-");
    private int places;

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        folder.Delete(recursive: true);
    }

    protected override string NewPlace() => Path.Combine(folder.FullName, $"place-{++places}", "store.db");

    protected override SqlStore Open(string place) => SqlStore.Sqlite(place, Time);

    protected override void Tamper(string place, string sql)
    {
        using var connection = Connect(place);
        using var command = new SqliteCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    [Fact]
    public async Task A_file_that_another_process_locks_is_unavailable_until_it_is_free()
    {
        var place = NewPlace();
        await using var store = new SqlStore(new SqliteDatabase(place, busySeconds: 1), Time);
        await store.Migrate(None);

        using (var other = Connect(place))
        {
            using var begin = new SqliteCommand("begin immediate", other);
            begin.ExecuteNonQuery();
            await Should.ThrowAsync<StoreUnavailableException>(() => store.Commit(Creation("case_1"), None));
            (await store.Load(Shop, Kind, "case_1", null, None)).Version.ShouldBe(0);
        }

        (await store.Commit(Creation("case_1"), None)).ShouldBe(CommitResult.Committed);
    }

    [Fact]
    public async Task What_a_process_that_is_gone_had_leased_is_free_when_the_file_is_opened_again()
    {
        await Commit(Creation("case_1") with { Scheduled = [Deadline("case_1", At)], Outbox = [Message("case_1", 1)] });
        (await Store.LeaseWork(WorkNames.All, At, 10, Minute, None)).ShouldHaveSingleItem();
        (await Store.LeaseOutbox(10, Minute, None)).ShouldHaveSingleItem();

        await using var again = Open(Place);
        await again.Migrate(None);
        (await again.LeaseWork(WorkNames.All, At, 10, Minute, None)).ShouldHaveSingleItem();
        (await again.LeaseOutbox(10, Minute, None)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_unavailable()
    {
        var file = Path.Combine(folder.FullName, "file");
        await File.WriteAllTextAsync(file, "in the way");
        await using var store = Open(Path.Combine(file, "store.db"));
        await Should.ThrowAsync<StoreUnavailableException>(() => store.Migrate(None));
    }

    [Fact]
    public async Task Relay_and_lists_read_along_their_indexes()
    {
        await Commit(Everything(Shop));
        var lease = Plan(LeaseStatements.LeaseOutbox);
        lease.ShouldContain("SCAN o USING INDEX outbox_waiting");
        lease.ShouldContain("SEARCH e USING COVERING INDEX outbox_in_hand (merchant=? AND aggregate=?");
        Plan(Statements.ListDescending).ShouldContain("SEARCH l USING PRIMARY KEY (merchant=? AND list=? AND (sort_key,item)<(?,?))");
    }

    private static SqliteConnection Connect(string place)
    {
        var connection = new SqliteConnection($"Data Source={place};Pooling=false");
        connection.Open();
        return connection;
    }

    private string Plan(Statement statement)
    {
        using var connection = Connect(Place);
        using var command = new SqliteCommand($"explain query plan {statement.Text}", connection);
        foreach (var n in Enumerable.Range(1, 8))
            command.Parameters.AddWithValue($"${n}", "1");
        using var reader = command.ExecuteReader();
        var plan = new List<string>();
        while (reader.Read())
            plan.Add(reader.GetString(3));
        return string.Join('\n', plan);
    }
}
