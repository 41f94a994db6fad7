using System.Diagnostics;
using Aftersales.Platform.Hosting;
using Aftersales.Platform.Store;
using Aftersales.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Aftersales.Bench;

/// <summary>Opening a case on PostgreSQL, next to pgbench writing the same rows with the same statements to the same server.</summary>
internal static class Writes
{
    private const int Callers = 16;

    public static async Task<IReadOnlyList<Row>> Measure(Pace pace)
    {
        await using var complaints = await ComplaintWorld.Start("postgres", 1 + (pace.Writes * pace.AllRounds));
        var pgbench = await Prepare(complaints);
        var next = 1;
        var published = new List<Rate>();
        var series = await pace.InTurns(Open, () => pgbench.Run(pace.Slice, Callers));
        var withEvents = new Series(published[pace.WarmUps..]);
        return
        [
            new($"pgbench with OpenCase's {pgbench.Statements} statements, {Callers} at once", Report.PerSecond(series[1].PerSecond)),
            new("OpenCase on PostgreSQL", Report.PerSecond(series[0].PerSecond), Report.Ratio(series[0].RatioTo(series[1]), "pgbench"), "at least 0.40"),
            new("OpenCase until its event is published", Report.PerSecond(withEvents.PerSecond), Report.Ratio(withEvents.RatioTo(series[1]), "pgbench")),
        ];

        // Whatever is left to publish is published before pgbench has its turn.
        async Task<Rate> Open()
        {
            var started = Stopwatch.GetTimestamp();
            var rate = await Load.Of(next, pace.Writes, Callers, complaints.Open);
            next += pace.Writes;
            await complaints.Service.Drain();
            published.Add(rate with { PerSecond = pace.Writes / Stopwatch.GetElapsedTime(started).TotalSeconds });
            return rate;
        }
    }

    private static async Task<Pgbench> Prepare(ComplaintWorld complaints)
    {
        var settings = complaints.Service.Services.GetRequiredService<ServiceSettings>();
        var request = Guid.NewGuid().ToString();
        var opened = await complaints.Open(0, request);
        var script = await PgbenchScript.Of(settings.Store["postgres:".Length..], settings.Name, ComplaintWorld.Merchant, opened.CaseId, request);

        var database = PostgresServer.Shared.NewDatabase();
        await using (var store = SqlStore.Postgres(database, settings.Name, TimeProvider.System))
            await store.Migrate(CancellationToken.None);
        return new(database, settings.Name, script);
    }
}
