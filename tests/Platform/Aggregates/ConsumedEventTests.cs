using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using NodaTime;
using static Aftersales.Platform.Tests.Aggregates.ReadCacheFixture;

namespace Aftersales.Platform.Tests.Aggregates;

/// <summary>An aggregate takes an event once, whatever it would do with it the next time.</summary>
public sealed class ConsumedEventTests
{
    [Fact]
    public async Task A_redelivered_event_is_answered_with_what_is_stored()
    {
        await using var fixture = await Start();
        var notes = fixture.Over(fixture.Full, new NoReadCache());
        var call = new Call(new Caller(Shop, "publisher", []), "Heard", Instant.FromUtc(2024, 3, 1, 8, 0), CancellationToken.None) { EventId = "event_1" };
        await notes.Change("note_1", call, Append);
        await Write(notes, "note_1", "written over");

        var answer = await notes.Change("note_1", call, Append);

        answer.ShouldBe(new("note_1", new("written over"), 2));
        (await notes.Find(Shop, "note_1", CancellationToken.None)).ShouldBe(answer);
    }

    private static Decision<Written> Append(Note? note) => new Written($"{note?.Text}!");
}
