using System.Diagnostics;
using Aftersales.Platform.Store;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace Aftersales.Bench;

/// <summary>Clocks that run out all at once, on PostgreSQL.</summary>
internal static class Clocks
{
    private const int DueClocks = 100_000;
    private const int DueClocksQuick = 10_000;

    private static readonly TimeSpan Aim = TimeSpan.FromSeconds(30);

    // Counting what is still due and unpublished is no small query: seldom enough to cost nothing.
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(250);

    public static async Task<IReadOnlyList<Row>> Measure(Pace pace) => [await Fire(pace == Pace.Quick ? DueClocksQuick : DueClocks)];

    /// <summary>Decisions of so many cases run out at midnight: each is a breach, passed up to the least loaded senior, and told to others.</summary>
    private static async Task<Row> Fire(int clocks)
    {
        // Not every type is decided on the day it arrives: some wait for photos, some have longer.
        await using var world = await Complaints.Seeded(clocks * 3 / 2, 0);
        var store = world.Service.Services.GetRequiredService<IStore>();
        var midnight = world.Service.Now + Duration.FromHours(16);
        var due = (await store.Backlog(midnight, CancellationToken.None)).Due;
        var before = await Breaches();
        var began = Stopwatch.GetTimestamp();
        world.Service.Clock.MoveTo(midnight);
        while ((await store.Backlog(midnight, CancellationToken.None)).Due > 0)
            await Task.Delay(Glance);
        var took = Stopwatch.GetElapsedTime(began);
        if (due < clocks)
            throw new InvalidOperationException($"only {due} clocks were due");
        if (await Breaches() - before is var breached && breached < clocks)
            throw new InvalidOperationException($"{breached} breaches of {due} due, took {took}");
        var aim = Aim * ((double)breached / DueClocks);
        return new($"{breached:N0} clocks that run out at once", Report.PerSecond(breached / took.TotalSeconds), Report.Ratio(took / aim, "the aim's time"), $"at most {aim.TotalSeconds:0} s");

        // The list of the month, up to its end.
        Task<long> Breaches() => store.Count(ComplaintWorld.Merchant, "breaches/2026-06", "~", CancellationToken.None);
    }
}
