using Aftersales.Contracts.Complaints;
using Aftersales.Gateway;
using Aftersales.Gateway.Limits;
using Aftersales.Platform.Hosting;
using Aftersales.Testing;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Aftersales.Bench;

/// <summary>The gateway by itself, right before the service: what it costs over gRPC, and over JSON.</summary>
internal static class Gateways
{
    private const int Callers = 16;

    public static async Task<IReadOnlyList<Row>> Measure(Pace pace)
    {
        await using var complaints = await ComplaintWorld.Start("sqlite", 1);
        var opened = (await complaints.Open(0)).CaseId;
        var identity = complaints.Service.Identity.Settings;
        var (grpc, http) = (FreePort.Next(), FreePort.Next());
        await using var gateway = GatewayApp.Create(new()
        {
            GrpcPort = grpc,
            HttpPort = http,
            Sidecar = $"http://127.0.0.1:{complaints.Service.Services.GetRequiredService<ServiceSettings>().GrpcPort}",
            Issuer = identity.Issuer,
            Audience = identity.Audience,
            Keys = identity.Keys,
            Limit = LimitSettings.None,
        });
        await gateway.StartAsync();
        var caller = complaints.Caller();
        using var channel = GrpcChannel.ForAddress($"http://127.0.0.1:{grpc}");
        var client = new ComplaintService.ComplaintServiceClient(channel);
        using var json = new HttpClient { BaseAddress = new($"http://127.0.0.1:{http}") };
        json.DefaultRequestHeaders.TryAddWithoutValidation("authorization", caller.GetValue("authorization"));

        var rates = await pace.InTurns(
            () => Load.For(pace.Slice, Callers, () => complaints.Read(opened)),
            () => Load.For(pace.Slice, Callers, () => ComplaintWorld.Read(client, opened, caller)),
            () => Load.For(pace.Slice, Callers, () => Read(json, opened)));
        await gateway.StopAsync();
        return
        [
            new($"GetCase directly, {Callers} at once", Report.PerSecond(rates[0].PerSecond)),
            new("GetCase through the gateway alone", Report.PerSecond(rates[1].PerSecond), Report.Ratio(rates[1].RatioTo(rates[0]), "direct"), "at least 0.50"),
            new("GetCase as JSON over HTTP/1.1", Report.PerSecond(rates[2].PerSecond), Report.Ratio(rates[2].RatioTo(rates[1]), "gRPC through it"), "at least 0.40"),
        ];
    }

    private static async Task Read(HttpClient json, string caseId)
    {
        var answer = await json.GetStringAsync($"/v1/cases/{caseId}");
        if (!answer.Contains($"\"caseId\":\"{caseId}\"", StringComparison.Ordinal))
            throw new InvalidOperationException("another case was read");
    }
}
