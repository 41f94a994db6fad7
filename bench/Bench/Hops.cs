using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Hosting;
using Aftersales.Sidecar;
using Aftersales.Sidecar.Events;
using Aftersales.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Aftersales.Bench;

/// <summary>Reading a case from SQLite directly, and through the gateway, its sidecar and the service's.</summary>
internal static class Hops
{
    private const int Callers = 16;

    public static async Task<IReadOnlyList<Row>> Measure(Pace pace)
    {
        await using var complaints = await ComplaintWorld.Start("sqlite", 1);
        var opened = (await complaints.Open(0)).CaseId;
        var service = complaints.Service.Services.GetRequiredService<ServiceSettings>();

        using var folder = new TemporaryFolder();
        var peers = new Peers();
        using var broker = Broker.Open(folder.File("events.db"));
        await using (var beside = await SidecarHost.StartAsync(new() { AppId = service.Name, AppPort = service.GrpcPort }, peers, broker))
        await using (var before = await SidecarHost.StartAsync(new() { AppId = "gateway", AppPort = FreePort.Next() }, peers, broker))
        {
            await beside.WhenSubscribed;
            await using var gateway = await OneGateway.Start(before.GrpcEndpoint.ToString(), complaints.Service.Identity.Settings);
            var client = new ComplaintService.ComplaintServiceClient(gateway.Channel);
            var caller = complaints.Caller();
            return await Measure(pace, () => complaints.Read(opened), () => ComplaintWorld.Read(client, opened, caller));
        }
    }

    private static async Task<IReadOnlyList<Row>> Measure(Pace pace, Func<Task> direct, Func<Task> through)
    {
        var busy = await pace.InTurns(() => Load.For(pace.Slice, Callers, direct), () => Load.For(pace.Slice, Callers, through));
        var calm = await pace.InTurns(() => Load.For(pace.Slice, 1, direct), () => Load.For(pace.Slice, 1, through));
        return
        [
            new($"GetCase directly, {Callers} at once", Report.PerSecond(busy[0].PerSecond)),
            new("GetCase through gateway and two sidecars", Report.PerSecond(busy[1].PerSecond), Report.Ratio(busy[1].RatioTo(busy[0]), "direct")),
            new("GetCase directly, one at a time", Report.Milliseconds(calm[0].Latency)),
            new("added by gateway and two sidecars", Report.Milliseconds(calm[1].Latency - calm[0].Latency),
                Report.Ratio(calm[1].Latency / calm[0].Latency, "direct, in all")),
        ];
    }
}
