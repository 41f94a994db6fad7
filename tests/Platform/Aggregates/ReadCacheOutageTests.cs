using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Aftersales.Platform.Aggregates;
using Aftersales.Testing;
using static Aftersales.Platform.Tests.Aggregates.ReadCacheFixture;

namespace Aftersales.Platform.Tests.Aggregates;

/// <summary>The read cache on a Redis that is away: everything goes on, at once.</summary>
public sealed class ReadCacheOutageTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private ReadCacheFixture fixture = null!;

    public async Task InitializeAsync() => fixture = await Start();

    public async Task DisposeAsync() => await fixture.DisposeAsync();

    [Fact]
    public async Task Killed_it_holds_nobody_up_says_so_once_a_minute_and_is_used_again_when_it_is_back()
    {
        using var server = RedisServer.Start();
        await using var cache = fixture.Cache(server.Endpoint);
        var notes = fixture.Over(fixture.Full, cache);
        await Write(notes, "note_1", "before");
        (await Read(fixture.Over(fixture.Empty, cache), "note_1")).ShouldNotBeNull();
        fixture.Log.Lines.ShouldBeEmpty();

        server.Kill();
        var watch = Stopwatch.StartNew();
        await Write(notes, "note_1", "during");
        for (var n = 0; n < 50; n++)
            (await Read(notes, "note_1")).ShouldBe(new("note_1", new("during"), 2));
        watch.Elapsed.ShouldBeLessThan(Patience / 2);
        fixture.Log.Lines.ShouldHaveSingleItem().ShouldStartWith("the read cache is away");
        fixture.Time.Advance(TimeSpan.FromMinutes(1));
        await Read(notes, "note_1");
        await Read(notes, "note_1");
        fixture.Log.Lines.Count.ShouldBe(2);

        server.Restart();
        using var patience = new CancellationTokenSource(Patience);
        while (await Read(fixture.Over(fixture.Empty, cache), "note_1") is null)
        {
            await Read(notes, "note_1");
            await Task.Delay(5, patience.Token);
        }

        (await Read(fixture.Over(fixture.Empty, cache), "note_1")).ShouldBe(new("note_1", new("during"), 2));
    }

    [Fact]
    public async Task A_server_that_never_answers_holds_nobody_up()
    {
        using var mute = new TcpListener(IPAddress.Loopback, 0);
        mute.Start();
        await using var cache = fixture.Cache(mute.LocalEndpoint.ToString()!, TimeSpan.FromMilliseconds(50));
        var notes = fixture.Over(fixture.Full, cache);

        var watch = Stopwatch.StartNew();
        await Write(notes, "note_1", "text");
        for (var n = 0; n < 5; n++)
            (await Read(notes, "note_1")).ShouldBe(new("note_1", new("text"), 1));
        watch.Elapsed.ShouldBeLessThan(Patience / 2);
    }

    [Fact]
    public async Task A_server_that_was_never_there_holds_nobody_up()
    {
        await using var cache = fixture.Cache($"127.0.0.1:{FreePort.Next()}");
        var notes = fixture.Over(fixture.Full, cache);

        await Write(notes, "note_1", "text");

        (await Read(notes, "note_1")).ShouldBe(new("note_1", new("text"), 1));
        fixture.Log.Lines.ShouldHaveSingleItem();
    }
}
