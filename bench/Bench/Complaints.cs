using System.Diagnostics;
using Aftersales.Contracts;
using Aftersales.Contracts.Complaints;
using Aftersales.Contracts.Directories;
using Aftersales.Platform.Store;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Duration = NodaTime.Duration;

namespace Aftersales.Bench;

/// <summary>Clocks that run out all at once, and what opening and listing cost among many cases, on PostgreSQL.</summary>
internal static class Complaints
{
    private const int Templates = 64;
    private const int Many = 1_000_000;
    private const int ManyQuick = 20_000;
    private const int DueClocks = 100_000;
    private const int DueClocksQuick = 10_000;

    private static readonly TimeSpan Aim = TimeSpan.FromSeconds(30);

    public static async Task<IReadOnlyList<Row>> Measure(Pace pace)
    {
        var rows = new List<Row> { await Fire(pace == Pace.Quick ? DueClocksQuick : DueClocks) };
        var (many, calls) = (pace == Pace.Quick ? ManyQuick : Many, pace.Tails * (pace.Rounds + 1));
        await using var small = await Seeded(Among.Few, calls);
        await using var large = await Seeded(many, calls);
        rows.Add(await Among.Compare(pace, "OpenCase", many, small, large, (world, number) => world.Open(Templates + number)));
        rows.Add(await Among.Compare(pace, "page of an agent's open cases", many, small, large, (world, number) => world.List(number)));
        rows.Add(await Among.Compare(pace, "forecast of the next hour", many, small, large, (world, _) => world.Forecast()));
        return rows;
    }

    /// <summary>Decisions of so many cases run out at midnight: each is a breach, passed up to the least loaded senior, and told to others.</summary>
    private static async Task<Row> Fire(int clocks)
    {
        // Not every type is decided on the day it arrives: some wait for photos, some have longer.
        await using var world = await Seeded(clocks * 3 / 2, 0);
        var store = world.Service.Services.GetRequiredService<IStore>();
        var midnight = world.Service.Now + Duration.FromHours(16);
        var due = (await store.Backlog(midnight, CancellationToken.None)).Due;
        var before = await Breaches();
        var began = Stopwatch.GetTimestamp();
        world.Service.Clock.MoveTo(midnight);
        while ((await store.Backlog(midnight, CancellationToken.None)).Due > 0)
            await Task.Delay(20);
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

    private static async Task<ComplaintWorld> Seeded(int cases, int calls)
    {
        var world = await ComplaintWorld.Start("postgres", Templates + calls);
        for (var senior = 1; senior <= 4; senior++)
            await world.Deliver("directory", new PersonChanged { Person = new() { PersonId = $"senior-{senior}", Version = 1, Roles = { Role.AgentL2 }, OnShift = true, Active = true } });
        var templates = new List<string>();
        for (var number = 0; number < Templates; number++)
            templates.Add((await world.Open(number)).CaseId);
        // Nobody answers them: what runs out later is the decision's clock alone.
        world.Service.Clock.MoveTo(world.Service.Now + Duration.FromMinutes(2));
        await world.Service.Drain();
        await Copies.Make(world.Service, "complaint", "case", templates, cases / Templates + 1);
        return world;
    }
}
