using System.Text;
using Aftersales.Platform.Aggregates;
using Aftersales.Testing;
using StackExchange.Redis;
using static Aftersales.Platform.Tests.Aggregates.ReadCacheFixture;

namespace Aftersales.Platform.Tests.Aggregates;

/// <summary>The read cache on a Redis that stays up.</summary>
public sealed class ReadCacheTests : IAsyncLifetime
{
    private ReadCacheFixture fixture = null!;
    private RedisReadCache cache = null!;

    public async Task InitializeAsync()
    {
        fixture = await Start();
        cache = fixture.Cache(RedisServer.Shared.Endpoint);
    }

    public async Task DisposeAsync()
    {
        await cache.DisposeAsync();
        await fixture.DisposeAsync();
    }

    [Fact]
    public async Task An_older_version_never_overwrites_a_newer_one()
    {
        await using var other = fixture.Cache(RedisServer.Shared.Endpoint);
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        var keeps = (from id in Enumerable.Range(0, 20) from version in Enumerable.Range(1, 30) select (Id: $"note_{id}", Version: version)).ToArray();
        random.Shuffle(keeps);

        await Task.WhenAll(keeps.Select((keep, n) =>
            (n % 2 == 0 ? cache : other).Keep(Shop, "note", keep.Id, new(keep.Version, $"state {keep.Version}", null)).AsTask()));

        foreach (var id in keeps.Select(keep => keep.Id).Distinct())
            (await cache.Find(Shop, "note", id)).ShouldBe(new CachedState(30, "state 30", null), $"seed {seed}");
    }

    [Fact]
    public async Task What_a_query_found_is_kept_and_a_hit_asks_no_store()
    {
        await Write(fixture.Over(fixture.Full, new NoReadCache()), "note_1", "first");
        (await Read(fixture.Over(fixture.Empty, cache), "note_1")).ShouldBeNull();

        (await Read(fixture.Over(fixture.Full, cache), "note_1")).ShouldBe(new("note_1", new("first"), 1));

        (await Read(fixture.Over(fixture.Empty, cache), "note_1")).ShouldBe(new("note_1", new("first"), 1));
        (await fixture.Over(fixture.Empty, cache).Find(Shop, "note_1", CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task Callers_read_their_own_writes()
    {
        var notes = fixture.Over(fixture.Full, cache);
        await using var replica = fixture.Cache(RedisServer.Shared.Endpoint);
        for (var version = 1; version <= 10; version++)
        {
            await Write(notes, "note_1", $"text {version}");

            (await Read(notes, "note_1")).ShouldBe(new("note_1", new($"text {version}"), version));
            (await Read(fixture.Over(fixture.Empty, replica), "note_1")).ShouldBe(new("note_1", new($"text {version}"), version));
        }
    }

    [Fact]
    public async Task A_change_is_decided_on_the_store_whatever_the_cache_says()
    {
        var notes = fixture.Over(fixture.Full, cache);
        await Write(notes, "note_1", "first");
        await cache.Keep(Shop, "note", "note_1", new(9, Json.Write(new Note("never written")), null));

        (await Write(notes, "note_1", "second")).ShouldBe(new("note_1", new("second"), 2));
    }

    [Fact]
    public async Task Another_merchant_sees_none_of_it()
    {
        await cache.Keep(Shop, "note", "note_1", new(1, "ours", null));
        (await cache.Find(Rival, "note", "note_1")).ShouldBeNull();

        await cache.Keep("m", "note", "x:note:y", new(1, "ours", null));
        (await cache.Find("m:note:x", "note", "y")).ShouldBeNull();
    }

    [Fact]
    public async Task R_PPL_2_what_lies_in_Redis_shows_no_text_and_does_not_stay()
    {
        const string text = "Wang Xiaoming, 13800138000";
        await Write(fixture.Over(fixture.Full, cache), "note_1", text);

        await using var redis = await ConnectionMultiplexer.ConnectAsync(RedisServer.Shared.Endpoint);
        var database = redis.GetDatabase();
        RedisKey key = $"aftersales:{fixture.Service}:{Shop}:note:note_1";
        var kept = await database.HashGetAllAsync(key);
        kept.Length.ShouldBe(2);
        foreach (var field in kept)
            Encoding.UTF8.GetString((byte[])field.Value!).ShouldNotContain("Wang");
        (await Read(fixture.Over(fixture.Empty, cache), "note_1"))!.State.Text.ShouldBe(text);
        (await database.KeyTimeToLiveAsync(key)).ShouldNotBeNull().ShouldBeInRange(TimeSpan.FromMilliseconds(1), RedisReadCache.Life);
    }

    [Fact]
    public async Task To_be_kept_again_lengthens_no_life()
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync(RedisServer.Shared.Endpoint);
        RedisKey key = $"aftersales:{fixture.Service}:{Shop}:note:note_1";
        await cache.Keep(Shop, "note", "note_1", new(2, "state", null));
        await redis.GetDatabase().KeyExpireAsync(key, RedisReadCache.Life / 2);

        await cache.Keep(Shop, "note", "note_1", new(2, "state", null));
        await cache.Keep(Shop, "note", "note_1", new(1, "older", null));
        await cache.Find(Shop, "note", "note_1");

        (await redis.GetDatabase().KeyTimeToLiveAsync(key)).ShouldNotBeNull().ShouldBeLessThanOrEqualTo(RedisReadCache.Life / 2);
    }

    [Fact]
    public async Task What_another_key_sealed_is_a_miss()
    {
        await cache.Keep(Shop, "note", "note_1", new(1, "state", null));
        await using var stranger = new RedisReadCache(
            RedisServer.Shared.Endpoint, fixture.Service, new([.. Enumerable.Repeat((byte)7, 32)]), fixture.Time, fixture.Log)
        { Patience = TimeSpan.FromSeconds(30) };

        (await stranger.Find(Shop, "note", "note_1")).ShouldBeNull();
    }
}
