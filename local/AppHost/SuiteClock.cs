using Aftersales.Platform.Store;
using Aftersales.Platform.Time;
using Aftersales.Sidecar.Events;
using NodaTime;
using NodaTime.Text;

namespace Aftersales.AppHost;

/// <summary>
/// Moves business time forward, due by due: at each time at which work of any service is due the clock stops until that work, and all that it led
/// to in the other services, is done. So a week plays in seconds and in the order in which it would have happened. Development only.
/// </summary>
internal sealed class SuiteClock(BusinessClock clock, IReadOnlyDictionary<string, IStore> stores, PubSub events)
{
    // Longer than the lease of work whose service was killed in the middle of it.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    // What is due within a moment is done in one go: the looks at it are what time costs here.
    private static readonly Duration Moment = Duration.FromSeconds(1);

    // What comes due by itself while everybody waits here, a scheduler would find at its next look, a second later.
    private static readonly Duration Nudge = Duration.FromMilliseconds(1);
    private const int LooksBetweenNudges = 5;

    private readonly SemaphoreSlim one = new(1);

    /// <summary>Moves to <paramref name="to"/>; earlier times only wait until everything due now is done.</summary>
    /// <exception cref="TimeoutException">Something due does not get done; says where.</exception>
    public async Task Advance(Instant to, CancellationToken cancel)
    {
        await one.WaitAsync(cancel);
        try
        {
            var next = await Settle(cancel);
            while (next is { } due && due <= to)
            {
                clock.MoveTo(Instant.Min(due + Moment, to));
                next = await Settle(cancel);
            }

            clock.MoveTo(to);
            await Settle(cancel);
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>Waits until no service has anything due or unpublished and no event is under way; when the next is due then.</summary>
    private async Task<Instant?> Settle(CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        for (var (quiet, looks) = (0, 1); ; looks++)
        {
            var (busy, next) = await Look(cancel);
            quiet = busy is null ? quiet + 1 : 0;
            if (quiet == 2)
                return next;
            if (busy is not null && patience.IsCancellationRequested)
                throw new TimeoutException($"business time stands still: {busy}");
            if (busy is not null && looks % LooksBetweenNudges == 0)
                clock.MoveTo(clock.GetCurrentInstant() + Nudge);
            await Task.Delay(busy is null ? 1 : 10, cancel);
        }
    }

    /// <summary>Who has something to do now, null for nobody; and when there is something next.</summary>
    private async Task<(string? Busy, Instant? Next)> Look(CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        var backlogs = await Task.WhenAll(stores.Select(async store => (store.Key, Backlog: await store.Value.Backlog(now, cancel))));
        var busy = backlogs.FirstOrDefault(one => one.Backlog.Unpublished + one.Backlog.Due > 0);
        return (
            busy.Key is { } service ? $"{service} has {busy.Backlog.Due} due and {busy.Backlog.Unpublished} unpublished"
            : await events.PendingAsync() is > 0 and var pending ? $"{pending} events are under way" : null,
            backlogs.Min(one => one.Backlog.NextDue > now ? one.Backlog.NextDue : null));
    }

    /// <summary><c>GET /development/clock</c> and <c>POST /development/clock:advance</c> with <c>{"to": time}</c> or <c>{"seconds": n}</c>.</summary>
    public void Map(WebApplication app)
    {
        app.MapGet("/development/clock", () => Now());
        app.MapPost("/development/clock:advance", async (Advancing asked, CancellationToken cancel) =>
        {
            if ((asked.To is null) == (asked.Seconds is null) || asked.Seconds < 0)
                return Results.BadRequest(new { error = "give either \"to\", a time, or \"seconds\", 0 or more" });
            var to = asked.To is { } time ? Instant.FromDateTimeOffset(time) : clock.GetCurrentInstant() + Duration.FromSeconds(asked.Seconds!.Value);
            try
            {
                await Advance(to, cancel);
                return Now();
            }
            catch (TimeoutException stuck)
            {
                return Results.Json(new { error = stuck.Message }, statusCode: StatusCodes.Status504GatewayTimeout);
            }
        });
    }

    private IResult Now() => Results.Ok(new { now = InstantPattern.ExtendedIso.Format(clock.GetCurrentInstant()) });

    private sealed record Advancing(DateTimeOffset? To, long? Seconds);
}
