using Aftersales.Bench.Echo;
using Aftersales.Testing;
using Google.Protobuf;

namespace Aftersales.Bench;

/// <summary>Reading a case, next to an echo of a message of the same size.</summary>
internal static class Reads
{
    private const int Callers = 16;
    private const int Cases = 64;

    public static async Task<IReadOnlyList<Row>> Measure(Pace pace)
    {
        await using var postgres = await ComplaintWorld.Start("postgres", Cases);
        await using var sqlite = await ComplaintWorld.Start("sqlite", Cases);
        using var redis = RedisServer.Start();
        await using var cached = await ComplaintWorld.Start("postgres", Cases, redis.Endpoint);
        var (inPostgres, inSqlite, inCache) = (await Open(postgres), await Open(sqlite), await Open(cached));
        await using var echo = await EchoServer.Start(inPostgres[0].CalculateSize());
        var next = 0;
        string OneOf(IReadOnlyList<Contracts.Complaints.Case> cases) => cases[(int)((uint)Interlocked.Increment(ref next) % cases.Count)].CaseId;

        var series = await pace.InTurns(
            () => Load.For(pace.Slice, Callers, echo.Call),
            () => Load.For(pace.Slice, Callers, () => postgres.Read(OneOf(inPostgres))),
            () => Load.For(pace.Slice, Callers, () => sqlite.Read(OneOf(inSqlite))),
            () => Load.For(pace.Slice, Callers, () => cached.Read(OneOf(inCache))));
        return
        [
            new($"bare gRPC echo, {Callers} at once", Report.PerSecond(series[0].PerSecond)),
            new("GetCase from PostgreSQL", Report.PerSecond(series[1].PerSecond), Report.Ratio(series[1].RatioTo(series[0]), "echo")),
            new("GetCase from SQLite", Report.PerSecond(series[2].PerSecond), Report.Ratio(series[2].RatioTo(series[0]), "echo")),
            new("GetCase cached in Redis", Report.PerSecond(series[3].PerSecond), Report.Ratio(series[3].RatioTo(series[0]), "echo"), "at least 0.50"),
        ];
    }

    private static async Task<IReadOnlyList<Contracts.Complaints.Case>> Open(ComplaintWorld complaints)
    {
        var opened = new List<Contracts.Complaints.Case>();
        for (var number = 0; number < Cases; number++)
            opened.Add(await complaints.Open(number));
        await complaints.Service.Drain();
        return opened;
    }
}
