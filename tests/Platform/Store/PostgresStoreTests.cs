using Aftersales.Platform.Store;
using Aftersales.Testing;
using Npgsql;

namespace Aftersales.Platform.Tests.Store;

public sealed partial class PostgresStoreTests : StoreSuite
{
    private const string Schema = "complaint";

    // A copy of what was migrated once costs a fifth of migrating it.
    private static readonly Lazy<Task<string>> migrated = new(() => Migrated(Upgrade.Made));

    protected override string NewPlace() => PostgresServer.Shared.NewDatabase();

    protected override async Task<string> PlaceOfTest() => PostgresServer.Shared.CopyOf(await migrated.Value);

    protected override SqlStore Open(string place) => SqlStore.Postgres(place, Schema, Time);

    protected override void Tamper(string place, string sql)
    {
        using var connection = Connect(place);
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    [Fact]
    public async Task Services_in_one_database_do_not_see_each_other()
    {
        await Commit(Everything(Shop));
        await using var refund = SqlStore.Postgres(Place, "refund", Time);
        await refund.Migrate(None);
        (await refund.Load(Shop, Kind, "case_1", null, None)).Version.ShouldBe(0);
        (await refund.LeaseOutbox(10, Minute, None)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("Refund")]
    [InlineData("refund; drop schema public")]
    [InlineData("")]
    public void A_schema_has_a_plain_name(string schema) => Should.Throw<ArgumentException>(() => SqlStore.Postgres(Place, schema, Time));

    [Fact]
    public async Task Whoever_forgets_the_merchant_sees_nothing()
    {
        await Commit(Everything(Shop));
        await Store.Put(Shop, "order", "order_1", new Document(1, "{}"), None);

        using var connection = Connect(Place);
        var tables = Column(connection, $"select tablename::text from pg_tables where schemaname = '{Schema}' and tablename <> 'migrations'");
        tables.Count.ShouldBe(11);
        foreach (var (merchant, expected) in new[] { (null, "0"), (Rival, "0"), (Shop, "1"), ("*", "1") })
        {
            if (merchant is not null)
                Column(connection, $"select set_config('aftersales.merchant', '{merchant}', false)");
            foreach (var table in tables)
                Column(connection, $"select count(*)::text from {table}").ShouldHaveSingleItem().ShouldBe(expected, $"{table} for {merchant}");
        }
    }

    [Fact]
    public async Task Whoever_forgets_the_merchant_writes_nothing()
    {
        await Commit(Everything(Shop));
        using var connection = Connect(Place);
        Column(connection, "delete from claims returning name").ShouldBeEmpty();
        var refusal = Should.Throw<PostgresException>(() => Column(connection, $"insert into claims values ('{Shop}', 'unit_9', 'nobody')"));
        refusal.SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task Every_call_is_one_round_trip()
    {
        await using var proxy = new CountingProxy(new NpgsqlConnectionStringBuilder(Place).Port);
        var through = new NpgsqlConnectionStringBuilder(Place) { Port = proxy.Port, SslMode = SslMode.Disable, GssEncryptionMode = GssEncryptionMode.Disable, MinPoolSize = 1, MaxPoolSize = 1 };
        await using var store = Open(through.ConnectionString);

        // The first time opens the connection; the second prepares the statements on the way; from the third on it is as it stays.
        for (var round = 1; round <= 4; round++)
        {
            proxy.Reset();
            var commit = Everything(Shop) with
            {
                Change = Change($"case_{round}", 0, events: 3),
                Request = new AnsweredRequest(Approval with { RequestId = $"request_{round}" }, "hash", [1]),
                Inbox = new InboxKey($"event_{round}", "case"),
                Claims = [new Claim($"unit_{round}", "case")],
                Counters = [new CounterMove("budget", 1, 10), new CounterMove("order", 1, 10)],
            };
            (await store.Commit(commit, None)).ShouldBe(CommitResult.Committed);
            if (round > 1)
                proxy.RoundTrips.ShouldBe(1);
        }

        await OneRoundTrip(() => store.Load(Shop, Kind, "case_1", Approval, None));
        await OneRoundTrip(() => store.List(Shop, new ListQuery("open", Kind, null, 10), None));
        await OneRoundTrip(() => store.Holders(Shop, ["unit_1", "unit_2", "unit_3"], None));
        await OneRoundTrip(() => store.LeaseOutbox(10, Minute, None));
        await OneRoundTrip(() => store.Commit(new Commit(Shop) { Claims = [new Claim("unit_1", "other")] }, None));

        async Task OneRoundTrip(Func<Task> call)
        {
            proxy.Reset();
            await call();
            proxy.RoundTrips.ShouldBe(1);
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(50_000, 0)]
    [InlineData(50_000, 20_000)]
    public async Task The_relay_reads_along_its_indexes_whatever_the_statistics_say(int published, int waiting)
    {
        // Statistics are taken before anything waits: a queue fills quicker than they are renewed.
        Fill(published, at: "n");
        Tamper(Place, "vacuum analyze outbox");
        Fill(waiting, at: "null");

        using var connection = Connect(Place);
        Column(connection, "select set_config('aftersales.merchant', '*', false)");
        var plan = Plan(connection, LeaseStatements.LeaseOutbox, 1L, 2L, 10L, "lease");
        plan.ShouldContain("using outbox_waiting on outbox o", customMessage: plan);
        plan.ShouldContain("using outbox_in_hand on outbox e", customMessage: plan);
        plan.ShouldContain("Index Cond: ((merchant = o.merchant) AND (aggregate = o.aggregate))", customMessage: plan);
        (await Store.LeaseOutbox(100, Minute, None)).Count.ShouldBe(Math.Min(waiting, 100));

        void Fill(int rows, string at) => Tamper(Place, $"""
            select set_config('aftersales.merchant', '*', true);
            insert into outbox (merchant, event_id, aggregate, version, topic, body, published)
                select '{Shop}', 'event_' || n, 'case_' || n % 1000, n, 'topic', '', {at} from generate_series(1, {rows}) n;
            """);
    }

    [Fact]
    public void Lists_and_the_scheduler_read_along_their_indexes()
    {
        Tamper(Place, "vacuum analyze lists");
        Tamper(Place, "vacuum analyze work");
        using var connection = Connect(Place);
        Column(connection, $"select set_config('aftersales.merchant', '{Shop}', false)");
        Plan(connection, Statements.ListAscending, Shop, "open", Kind, "5", "5", 10L)
            .ShouldContain("(list = 'open'::text) AND (ROW(sort_key, item) > ROW('5'::text, '5'::text)))");
        Plan(connection, Statements.ListDescending, Shop, "open", Kind, "5", "5", 10L)
            .ShouldContain("(list = 'open'::text) AND (ROW(sort_key, item) < ROW('5'::text, '5'::text)))");
        Plan(connection, LeaseStatements.LeaseWork, 1L, 2L, 3L, "token", 10L).ShouldContain("Index Scan using work_by_due on work");
    }

    [Fact]
    public async Task A_commit_that_the_database_gave_up_to_resolve_a_deadlock_is_repeated()
    {
        var (first, second) = (Deadline("case_1", At), Deadline("case_2", At));
        await Commit(new Commit(Shop) { Scheduled = [first, second] });

        // The other one waits longer before it looks for deadlocks, so that it is the commit's that is given up.
        await using var other = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(PostgresServer.Shared.AdministratorConnectionString)
        {
            Database = new NpgsqlConnectionStringBuilder(Place).Database,
            SearchPath = Schema,
            Options = "-c deadlock_timeout=60s",
        }.ConnectionString);
        await other.OpenAsync();
        await using var transaction = await other.BeginTransactionAsync();
        await Lock("case_1");
        var commit = Store.Commit(new Commit(Shop) { Scheduled = [second, first] }, None);
        while (Column(other, "select 'waits' from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()").Count == 0)
            commit.IsCompleted.ShouldBeFalse();
        await Lock("case_2");
        await transaction.CommitAsync();

        (await commit.WaitAsync(Soon)).ShouldBe(CommitResult.Committed);

        async Task Lock(string aggregate)
        {
            await using var command = new NpgsqlCommand($"update work set attempts = 7 where aggregate = '{aggregate}'", other) { CommandTimeout = 30 };
            (await command.ExecuteNonQueryAsync()).ShouldBe(1);
        }
    }

    /// <summary>A database with tables, to which nobody is connected.</summary>
    internal static async Task<string> Migrated(Upgrade upgrade)
    {
        var place = PostgresServer.Shared.NewDatabase();
        await using var store = SqlStore.Postgres(place, Schema, TimeProvider.System, upgrade);
        await store.Migrate(None);
        return place;
    }

    internal static NpgsqlConnection Connect(string place)
    {
        var settings = new NpgsqlConnectionStringBuilder(PostgresConnection.Settings(place, Schema)) { Pooling = false };
        var connection = new NpgsqlConnection(settings.ConnectionString);
        connection.Open();
        return connection;
    }

    private static string Plan(NpgsqlConnection connection, Statement statement, params object[] values)
    {
        using var command = new NpgsqlCommand($"explain {statement.Text}", connection);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        return string.Join('\n', Column(command));
    }

    internal static List<string> Column(NpgsqlConnection connection, string sql)
    {
        using var command = new NpgsqlCommand(sql, connection);
        return Column(command);
    }

    private static List<string> Column(NpgsqlCommand command)
    {
        var values = new List<string>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
            values.Add(reader.GetString(0));
        return values;
    }
}
