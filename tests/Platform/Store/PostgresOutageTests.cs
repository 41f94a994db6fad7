using Aftersales.Platform.Store;
using Aftersales.Testing;
using NodaTime;

namespace Aftersales.Platform.Tests.Store;

public sealed class PostgresOutageTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_server_that_goes_away_is_unavailable_and_is_used_again_when_it_is_back(bool killed)
    {
        using var server = PostgresServer.Start();
        await using var store = SqlStore.Postgres(server.NewDatabase(), "complaint", TimeProvider.System);
        await store.Migrate(None);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(n => store.Commit(Creation($"before_{n}"), None)));

        if (killed)
            server.Kill();
        else
            server.Stop();
        await Should.ThrowAsync<StoreUnavailableException>(() => store.Commit(Creation("during"), None));
        await Should.ThrowAsync<StoreUnavailableException>(() => store.Load("m", "case", "before_1", null, None));
        await Should.ThrowAsync<StoreUnavailableException>(() => store.LeaseOutbox(10, Duration.FromMinutes(1), None));

        server.Restart();
        (await store.Load("m", "case", "before_1", null, None)).Version.ShouldBe(1);
        (await Task.WhenAll(Enumerable.Range(0, 8).Select(n => store.Commit(Creation($"after_{n}"), None))))
            .ShouldAllBe(result => result == CommitResult.Committed);
        (await store.Load("m", "case", "during", null, None)).Version.ShouldBe(0);
    }

    [Fact]
    public async Task Connections_that_broke_while_idle_fail_at_most_once()
    {
        using var server = PostgresServer.Start();
        await using var store = SqlStore.Postgres(server.NewDatabase(), "complaint", TimeProvider.System);
        await store.Migrate(None);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(n => store.Commit(Creation($"before_{n}"), None)));

        server.Restart();
        var failures = 0;
        for (var n = 0; n < 8; n++)
        {
            try
            {
                await store.Load("m", "case", $"before_{n}", null, None);
            }
            catch (StoreUnavailableException)
            {
                failures++;
            }
        }

        failures.ShouldBeLessThanOrEqualTo(1);
    }

    private static Commit Creation(string id) => new("m")
    {
        Change = new AggregateChange("case", id, 0, "{}", [new NewEvent("Opened", "{}")], new Actor("agent_1", "console"), Instant.FromUtc(2024, 3, 1, 8, 0)),
    };
}
