using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Events;
using Aftersales.Platform.Identity;
using Aftersales.Platform.Store;
using Aftersales.Testing;
using NodaTime;

namespace Aftersales.Platform.Tests.Aggregates;

/// <summary>Two stores of which one stays empty: what is read over the empty one can only have come from the cache.</summary>
internal sealed class ReadCacheFixture : IAsyncDisposable
{
    public const string Shop = "m_shop";
    public const string Rival = "m_rival";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("aftersales-cache-");

    public Vault Vault { get; } = new(new byte[32]);

    /// <summary>Names the keys, so that tests that share a server share none.</summary>
    public string Service { get; } = $"test{Guid.NewGuid():N}";

    public ManualTime Time { get; } = new();

    public KeptLog<RedisReadCache> Log { get; } = new();

    public SqlStore Full { get; private set; } = null!;

    public SqlStore Empty { get; private set; } = null!;

    public static async Task<ReadCacheFixture> Start()
    {
        var fixture = new ReadCacheFixture();
        fixture.Full = await fixture.Open("full.db");
        fixture.Empty = await fixture.Open("empty.db");
        return fixture;
    }

    /// <summary>A cache as one replica has it.</summary>
    /// <param name="patience">Long by default, so that a busy machine makes no misses.</param>
    public RedisReadCache Cache(string endpoint, TimeSpan? patience = null) =>
        new(endpoint, Service, Vault, Time, Log) { Patience = patience ?? TimeSpan.FromSeconds(30) };

    public Aggregates<Note, Written> Over(IStore store, IReadCache cache) => new(new NoteType(), store, new EventEnvelope(Service), Vault, cache);

    public static Task<Versioned<Note>> Write(Aggregates<Note, Written> notes, string id, string text) =>
        notes.Change(id, new Call(new Caller(Shop, "agent_1", []), "Write", Instant.FromUtc(2024, 3, 1, 8, 0), CancellationToken.None), _ => new Written(text));

    public static Task<Versioned<Note>?> Read(Aggregates<Note, Written> notes, string id, string merchant = Shop) =>
        notes.Read(merchant, id, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await Full.DisposeAsync();
        await Empty.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private async Task<SqlStore> Open(string file)
    {
        var store = SqlStore.Sqlite(Path.Combine(folder.FullName, file), Time);
        await store.Migrate(CancellationToken.None);
        return store;
    }
}
