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
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly SemaphoreSlim one = new(1);

    /// <summary>Moves to <paramref name="to"/>; earlier times only wait until everything due now is done.</summary>
    /// <exception cref="TimeoutException">Something due does not get done; says where.</exception>
    public async Task Advance(Instant to, CancellationToken cancel)
    {
        await one.WaitAsync(cancel);
        try
        {
            await Settle(cancel);
            while (await NextDue(cancel) is { } due && due <= to)
            {
                clock.MoveTo(due);
                await Settle(cancel);
            }

            clock.MoveTo(to);
            await Settle(cancel);
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>Waits until no service has anything due or unpublished and no event is under way.</summary>
    private async Task Settle(CancellationToken cancel)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        patience.CancelAfter(Patience);
        var quiet = 0;
        while (quiet < 2)
        {
            var busy = await Busy(cancel);
            quiet = busy is null ? quiet + 1 : 0;
            if (busy is not null && patience.IsCancellationRequested)
                throw new TimeoutException($"business time stands still: {busy}");
            await Task.Delay(busy is null ? 1 : 10, cancel);
        }
    }

    private async Task<string?> Busy(CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        foreach (var (service, store) in stores)
            if (await store.Backlog(now, cancel) is { Unpublished: var unpublished, Due: var due } && unpublished + due > 0)
                return $"{service} has {due} due and {unpublished} unpublished";
        return await events.PendingAsync() is > 0 and var pending ? $"{pending} events are under way" : null;
    }

    private async Task<Instant?> NextDue(CancellationToken cancel)
    {
        var now = clock.GetCurrentInstant();
        Instant? next = null;
        foreach (var store in stores.Values)
            if ((await store.Backlog(now, cancel)).NextDue is { } due && due > now && !(next < due))
                next = due;
        return next;
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
