namespace Aftersales.Platform.Tests.Store;

public abstract partial class StoreSuite
{
    [Fact]
    public async Task Migrating_again_changes_nothing()
    {
        await Commit(Creation("case_1"));
        await Store.Migrate(None);
        await using var restarted = Open(Place);
        await restarted.Migrate(None);
        (await restarted.Load(Shop, Kind, "case_1", null, None)).Version.ShouldBe(1);
    }

    [Fact]
    public async Task A_past_migration_that_was_edited_is_refused()
    {
        Tamper(Place, "update migrations set hash = 'of other text' where name = 'common/0001_store.sql'");
        (await Should.ThrowAsync<InvalidOperationException>(() => Store.Migrate(None))).Message.ShouldContain("common/0001_store.sql");
    }

    [Fact]
    public async Task Tables_of_a_newer_release_are_let_be()
    {
        Tamper(Place, "insert into migrations (name, hash) values ('common/9999_future.sql', 'x')");
        await Store.Migrate(None);
    }

    [Fact]
    public async Task Replicas_that_start_at_once_migrate_once()
    {
        var place = NewPlace();
        var replicas = Enumerable.Range(0, 4).Select(_ => Open(place)).ToList();
        await Task.WhenAll(replicas.Select(replica => Task.Run(() => replica.Migrate(None)))).WaitAsync(Soon);

        foreach (var replica in replicas)
        {
            (await replica.Load(Shop, Kind, "case_1", null, None)).Version.ShouldBe(0);
            await replica.DisposeAsync();
        }
    }
}
