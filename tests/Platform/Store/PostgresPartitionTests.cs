using System.Text.RegularExpressions;
using Aftersales.Platform.Store;
using Aftersales.Testing;
using Npgsql;
using static Aftersales.Platform.Tests.Store.PostgresStoreTests;

namespace Aftersales.Platform.Tests.Store;

/// <summary>What the store promises holds over tables that are split by merchant too (ADR 15); and what holds of the partitions themselves.</summary>
public sealed partial class PostgresPartitionTests : StoreSuite
{
    private const string Schema = "complaint";
    private const string AppRole = "aftersales_test_app";
    private static readonly Upgrade Split = Upgrade.Made with { Partitions = 3 };
    private static readonly string[] Large = ["claims", "events", "inbox", "lists", "requests", "states"];

    private static readonly Lazy<Task<string>> migrated = new(() => Migrated(Split));

    protected override string NewPlace() => PostgresServer.Shared.NewDatabase();

    protected override async Task<string> PlaceOfTest() => PostgresServer.Shared.CopyOf(await migrated.Value);

    protected override SqlStore Open(string place) => SqlStore.Postgres(place, Schema, Time, Split);

    protected override void Tamper(string place, string sql)
    {
        using var connection = Connect(place);
        Column(connection, sql);
    }

    [Fact]
    public async Task The_large_tables_are_split_by_merchant_and_the_queues_are_whole()
    {
        var merchants = Enumerable.Range(1, 20).Select(n => $"m_{n}").ToList();
        foreach (var merchant in merchants)
            await Commit(Everything(merchant));

        using var connection = Connect(Place);
        Column(connection, "select relname::text from pg_class where relkind = 'p' order by 1").ShouldBe(Large);
        Column(connection, "select set_config('aftersales.merchant', '*', false)");
        foreach (var table in Large)
            Column(connection, $"select tableoid::regclass::text from {table} group by 1 order by 1").ShouldBe([$"{table}_0", $"{table}_1", $"{table}_2"]);
        (await Store.LeaseOutbox(100, Minute, None)).Count.ShouldBe(merchants.Count);
        (await Store.LeaseWork(WorkNames.All, At + Minute, 100, Minute, None)).Count.ShouldBe(merchants.Count);
    }

    [Fact]
    public async Task A_merchants_statement_looks_into_one_partition()
    {
        await Commit(Everything(Shop));
        using var connection = Connect(Place);
        Column(connection, $"select set_config('aftersales.merchant', '{Shop}', false)");
        foreach (var statement in new[] { "select from events where merchant = 'm_shop' and kind = 'case'", "update states set version = 2 where merchant = 'm_shop' and kind = 'case' and id = 'case_1'" })
            PartitionName().Matches(string.Join('\n', Column(connection, $"explain {statement}"))).Select(match => match.Value).Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Keys_and_indexes_are_those_of_whole_tables()
    {
        var place = NewPlace();
        await using var whole = SqlStore.Postgres(place, Schema, Time);
        await whole.Migrate(None);
        Definitions(Place).ShouldBe(Definitions(place));

        static List<string> Definitions(string place)
        {
            using var connection = Connect(place);
            return
            [
                .. Column(connection, $"""
                    select replace(pg_get_indexdef(indexrelid), ' ON ONLY ', ' ON ') from pg_index
                    where indrelid::regclass::text in ('{string.Join("', '", Large)}') order by 1
                    """),
                .. Column(connection, $"""
                    select conrelid::regclass::text || ' ' || conname || ' ' || pg_get_constraintdef(oid) from pg_constraint
                    where conrelid::regclass::text in ('{string.Join("', '", Large)}') order by 1
                    """),
                .. Column(connection, $"""
                    select table_name || ' ' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || coalesce(collation_name, '') || coalesce(column_default, '')
                    from information_schema.columns where table_name in ('{string.Join("', '", Large)}') order by table_name, ordinal_position
                    """),
            ];
        }
    }

    [Fact]
    public async Task The_services_role_reaches_no_partition_past_its_table()
    {
        var app = PostgresServer.Shared.As(Place, AppRole);
        await using var migration = SqlStore.Postgres(Place, Schema, Time, Split with { AppRole = AppRole });
        await migration.Migrate(None);
        await using var service = SqlStore.Postgres(app, Schema, Time, Upgrade.Expected);
        await service.Migrate(None);
        (await service.Commit(Everything(Shop), None)).ShouldBe(CommitResult.Committed);

        using var connection = Connect(app);
        Column(connection, "select set_config('aftersales.merchant', '*', false)");
        foreach (var partition in Large.SelectMany(table => Enumerable.Range(0, 3).Select(n => $"{table}_{n}")))
            foreach (var sql in new[] { $"select merchant from {partition}", $"insert into {partition} default values", $"update {partition} set merchant = 'm'", $"delete from {partition}", $"drop table {partition}" })
                Should.Throw<PostgresException>(() => Column(connection, sql)).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege, sql);
    }

    [Fact]
    public async Task Whoever_owns_the_tables_and_forgets_the_merchant_sees_nothing_of_a_partition_either()
    {
        await Commit(Everything(Shop));
        using var connection = Connect(Place);
        foreach (var (merchant, expected) in new[] { (null, 0), (Rival, 0), (Shop, 1), ("*", 1) })
        {
            if (merchant is not null)
                Column(connection, $"select set_config('aftersales.merchant', '{merchant}', false)");
            foreach (var table in Large)
                Enumerable.Range(0, 3).Sum(n => int.Parse(Column(connection, $"select count(*)::text from {table}_{n}")[0])).ShouldBe(expected, $"{table} for {merchant}");
        }
    }

    [Fact]
    public async Task They_are_chosen_before_the_first_row()
    {
        var place = NewPlace();
        await using var whole = SqlStore.Postgres(place, Schema, Time);
        await whole.Migrate(None);
        (await whole.Commit(Everything(Shop), None)).ShouldBe(CommitResult.Committed);

        await using var late = Open(place);
        (await Should.ThrowAsync<InvalidOperationException>(() => late.Migrate(None))).Message.ShouldContain("hold rows");
        (await whole.Load(Shop, Kind, "case_1", null, None)).Version.ShouldBe(1);
        (await whole.Commit(Creation("case_2"), None)).ShouldBe(CommitResult.Committed);
    }

    [Fact]
    public async Task Tables_that_are_empty_yet_are_split_and_then_their_number_stays()
    {
        var place = NewPlace();
        await using var whole = SqlStore.Postgres(place, Schema, Time);
        await whole.Migrate(None);
        await using var split = Open(place);
        await split.Migrate(None);
        await using var otherwise = SqlStore.Postgres(place, Schema, Time, Split with { Partitions = 4 });
        (await Should.ThrowAsync<InvalidOperationException>(() => otherwise.Migrate(None))).Message.ShouldContain("have 3 partitions, not 4");
        await whole.Migrate(None);
        using var connection = Connect(place);
        Column(connection, "select inhrelid::regclass::text from pg_inherits where inhparent = 'events'::regclass").Count.ShouldBe(3);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65)]
    public void There_are_2_to_64(int count) => Should.Throw<ArgumentException>(() => SqlStore.Postgres(Place, Schema, Time, Split with { Partitions = count }));

    [GeneratedRegex(@"on (events|states)_\d")]
    private static partial Regex PartitionName();
}
