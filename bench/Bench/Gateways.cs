using Aftersales.Contracts.Complaints;
using Aftersales.Gateway.Limits;
using Aftersales.Platform.Hosting;
using Aftersales.Testing;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Aftersales.Bench;

/// <summary>The gateway by itself, right before the service: what it costs over gRPC and over JSON, with limits and at half load.</summary>
internal static class Gateways
{
    private const int Callers = 16;

    /// <summary>More than anybody can call: every call is counted, none is refused.</summary>
    private static readonly Allowance Plenty = new(Burst: 10_000_000, PerMinute: 60_000_000);

    public static async Task<IReadOnlyList<Row>> Measure(Pace pace)
    {
        await using var complaints = await ComplaintWorld.Start("sqlite", 1);
        var opened = (await complaints.Open(0)).CaseId;
        var (service, caller) = ($"http://127.0.0.1:{complaints.Service.Services.GetRequiredService<ServiceSettings>().GrpcPort}", complaints.Caller());
        using var redis = RedisServer.Start();
        var limit = LimitSettings.None.With(MethodClass.Read, Plenty, Plenty);
        await using var unlimited = await OneGateway.Start(service, complaints.Service.Identity.Settings);
        await using var local = await OneGateway.Start(service, complaints.Service.Identity.Settings, limit);
        await using var shared = await OneGateway.Start(service, complaints.Service.Identity.Settings, limit, redis.Endpoint);
        unlimited.Json.DefaultRequestHeaders.TryAddWithoutValidation("authorization", caller.GetValue("authorization"));

        Func<Task> Through(OneGateway gateway)
        {
            var client = new ComplaintService.ComplaintServiceClient(gateway.Channel);
            return () => ComplaintWorld.Read(client, opened, caller);
        }

        Func<Task>[] ways = [() => complaints.Read(opened), Through(unlimited), () => Read(unlimited.Json, opened), Through(local), Through(shared)];
        var rates = await pace.InTurns([.. ways.Select<Func<Task>, Func<Task<Rate>>>(way => () => Load.For(pace.Slice, Callers, way))]);
        var half = rates[1].PerSecond / 2;
        var (direct, through) = await Tails.P99At(pace, half, ways[0], ways[1]);
        return
        [
            new($"GetCase directly, {Callers} at once", Report.PerSecond(rates[0].PerSecond)),
            new("GetCase through the gateway alone", Report.PerSecond(rates[1].PerSecond), Report.Ratio(rates[1].RatioTo(rates[0]), "direct"), "at least 0.50"),
            new("GetCase as JSON over HTTP/1.1", Report.PerSecond(rates[2].PerSecond), Report.Ratio(rates[2].RatioTo(rates[1]), "gRPC through it"), "at least 0.40"),
            new("with limits counted in memory", Report.PerSecond(rates[3].PerSecond), Report.Ratio(rates[3].RatioTo(rates[1]), "without limits"), "at least 0.90"),
            new("with limits counted in Redis", Report.PerSecond(rates[4].PerSecond), Report.Ratio(rates[4].RatioTo(rates[1]), "without limits"), "at least 0.90"),
            new($"p99 at half of its load, {Report.PerSecond(half)}", Report.Milliseconds(through), Report.Ratio(through / direct, "direct at that load")),
        ];
    }

    private static async Task Read(HttpClient json, string caseId)
    {
        var answer = await json.GetStringAsync($"/v1/cases/{caseId}");
        if (!answer.Contains($"\"caseId\":\"{caseId}\"", StringComparison.Ordinal))
            throw new InvalidOperationException("another case was read");
    }
}
