using Aftersales.Platform.Store;
using Aftersales.Testing;
using Npgsql;

namespace Aftersales.Platform.Tests.Store;

/// <summary>In production one role owns the tables and migrates them, and a service works with another, which may do what the store does and no more.</summary>
public sealed partial class PostgresStoreTests
{
    private const string AppRole = "aftersales_test_app";

    [Fact]
    public async Task A_service_that_expects_its_tables_waits_until_they_are_there()
    {
        var (owner, app) = Roles();
        await using var service = SqlStore.Postgres(app, Schema, Time, Upgrade.Expected);
        (await Should.ThrowAsync<StoreUnavailableException>(() => service.Migrate(None))).Message.ShouldContain("were not made");

        await using var migration = SqlStore.Postgres(owner, Schema, Time, Upgrade.Made with { AppRole = AppRole });
        await migration.Migrate(None);
        await service.Migrate(None);

        Tamper(owner, "delete from migrations where name = 'common/0002_outbox_lease.sql'");
        (await Should.ThrowAsync<StoreUnavailableException>(() => service.Migrate(None))).Message.ShouldContain("common/0002_outbox_lease.sql");
    }

    [Fact]
    public async Task The_services_role_can_do_everything_that_the_store_does()
    {
        await using var service = await MigratedFor();
        (await service.Commit(Everything(Shop), None)).ShouldBe(CommitResult.Committed);
        (await service.Commit(Everything(Shop), None)).ShouldNotBe(CommitResult.Committed);
        (await service.Commit(new Commit(Shop)
        {
            ReleasedClaims = ["unit_1"],
            Unlisted = [new ListEntry("open", "1", "case_1", "case_1")],
            Counters = [new CounterMove("budget", -10, 10)],
        }, None)).ShouldBe(CommitResult.Committed);
        (await service.Put(Shop, "order", "order_1", new Document(1, "{}"), None)).ShouldBeTrue();
        (await service.Put(Shop, "order", "order_1", new Document(2, "{}"), None)).ShouldBeTrue();
        (await service.Events(Shop, Kind, "case_1", 0, 10, None)).ShouldNotBeEmpty();
        (await service.Commit(new Commit(Shop) { Change = Change("case_1", 1), Key = new("key_1", "ann", IsNew: false) }, None)).ShouldBe(CommitResult.Committed);
        await service.RemoveKeys(Shop, await service.Keys(Shop, "ann", ("", ""), 10, None), None);
        (await service.Keys(Shop, "ann", ("", ""), 10, None)).ShouldBeEmpty();

        var rows = await service.LeaseOutbox(10, Minute, None);
        rows.ShouldNotBeEmpty();
        await service.Published(rows, None);
        foreach (var work in await service.LeaseWork(WorkNames.All, At + Minute, 10, Minute, None))
            await service.PostponeWork(work, Minute, None);
        await service.Backlog(At, None);
        Time.Advance(TimeSpan.FromDays(30));
        (await service.Prune(NodaTime.Instant.FromDateTimeOffset(Time.GetUtcNow()), 100, None)).ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("update events set body = '{}'")]
    [InlineData("delete from events")]
    [InlineData("truncate events")]
    [InlineData("delete from states")]
    [InlineData("delete from counters")]
    [InlineData("delete from migrations")]
    [InlineData("update migrations set hash = 'x'")]
    [InlineData("alter table events disable row level security")]
    [InlineData("drop table events")]
    [InlineData("create table extra (id text)")]
    public async Task The_services_role_cannot(string sql)
    {
        await using var service = await MigratedFor();
        (await service.Commit(Everything(Shop), None)).ShouldBe(CommitResult.Committed);
        using var connection = Connect(appPlace!);
        Column(connection, "select set_config('aftersales.merchant', '*', false)");
        Should.Throw<PostgresException>(() => Column(connection, sql)).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task A_right_that_was_given_by_hand_is_taken_away_by_the_next_migration()
    {
        var (owner, app) = Roles();
        await using var migration = SqlStore.Postgres(owner, Schema, Time, Upgrade.Made with { AppRole = AppRole });
        await migration.Migrate(None);
        Tamper(owner, $"grant delete on events to {AppRole}");
        await migration.Migrate(None);
        using var connection = Connect(app);
        Should.Throw<PostgresException>(() => Column(connection, "delete from events")).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public void A_role_has_a_plain_name() =>
        Should.Throw<ArgumentException>(() => SqlStore.Postgres(Place, Schema, Time, Upgrade.Made with { AppRole = "app; drop schema public" }));

    private string? appPlace;

    private async Task<SqlStore> MigratedFor()
    {
        (var owner, appPlace) = Roles();
        await using var migration = SqlStore.Postgres(owner, Schema, Time, Upgrade.Made with { AppRole = AppRole });
        await migration.Migrate(None);
        var service = SqlStore.Postgres(appPlace, Schema, Time, Upgrade.Expected);
        await service.Migrate(None);
        return service;
    }

    /// <summary>A new database as its owner sees it, and as the service's role does.</summary>
    private static (string Owner, string App) Roles()
    {
        var owner = PostgresServer.Shared.NewDatabase();
        return (owner, PostgresServer.Shared.As(owner, AppRole));
    }
}
