using Aftersales.Platform.Store;
using NodaTime;

namespace Aftersales.Platform.Tests.Store;

/// <summary>The process that <see cref="SqliteCrashTests"/> kills: several writers commit for ever, and each id is printed once it is acknowledged.</summary>
internal static class CommitUntilKilled
{
    public const string Merchant = "m", Kind = "case", Counter = "created";
    private const int Writers = 8;

    public static async Task<int> Main(string[] arguments)
    {
        if (arguments is not [var place, var run])
            return 2;
        await using var store = SqlStore.Sqlite(place, TimeProvider.System);
        await store.Migrate(CancellationToken.None);
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Write(store, $"{run}-{writer}")));
        return 0;
    }

    public static Commit Creation(string id) => new(Merchant)
    {
        Change = new AggregateChange(Kind, id, 0, "{}", [new NewEvent("Opened", "{}"), new NewEvent("Assigned", "{}")],
            new Actor("agent_1", "console"), Instant.FromUtc(2024, 3, 1, 8, 0)),
        Outbox = [new OutboxMessage(id, id, 2, "aftersales.cases", "{}")],
        Claims = [new Claim(id, id)],
        Counters = [new CounterMove(Counter, 1, long.MaxValue)],
    };

    private static async Task Write(SqlStore store, string prefix)
    {
        for (var n = 0; ; n++)
        {
            var id = $"{prefix}-{n}";
            if (await store.Commit(Creation(id), CancellationToken.None) != CommitResult.Committed)
                throw new InvalidOperationException($"{id} clashed.");
            lock (Console.Out)
            {
                Console.Out.WriteLine(id);
                Console.Out.Flush();
            }
        }
    }
}
