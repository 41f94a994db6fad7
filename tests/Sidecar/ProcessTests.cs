using System.Collections.Concurrent;
using Aftersales.Sidecar.Tests.Support;
using Dapr.Client;
using Grpc.Core;

namespace Aftersales.Sidecar.Tests;

/// <summary>Sidecars as programs: they find each other, share the events, and may be killed.</summary>
public sealed class ProcessTests : IAsyncLifetime
{
    private readonly string _data = Directory.CreateTempSubdirectory("sidecar-processes-").FullName;
    private readonly List<IAsyncDisposable> _running = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var running in Enumerable.Reverse(_running))
            await running.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task Every_acknowledged_event_is_delivered_after_the_sidecar_was_killed_in_the_middle_of_publishing()
    {
        var seen = new ConcurrentDictionary<string, int>();
        var behaviour = new Behaviour().Subscribe("cases");
        var app = Keep(await App.StartAsync(behaviour));
        var sidecar = Keep(await SidecarProcess.StartAsync("app", app.Port, _data));
        var acknowledged = new ConcurrentBag<string>();
        var half = new TaskCompletionSource();
        behaviour.OnEvent = received =>
        {
            seen.AddOrUpdate(received.Data.ToStringUtf8(), 1, (_, times) => times + 1);
            return Task.FromResult(Contracts.Dapr.TopicEventResponse.Types.TopicEventResponseStatus.Success);
        };

        using (var client = new DaprClientBuilder().UseGrpcEndpoint(sidecar.GrpcEndpoint).Build())
        {
            var publishing = Parallel.ForAsync(0, 1000, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (i, cancellation) =>
            {
                try
                {
                    await client.PublishEventAsync("pubsub", "cases", $"evt-{i}", cancellation);
                    acknowledged.Add($"\"evt-{i}\"");
                }
                catch (Dapr.DaprException)
                {
                    // Killed: this one was not acknowledged.
                }

                if (acknowledged.Count >= 400)
                    half.TrySetResult();
            });
            await half.Task.WaitAsync(Machine.Patience);
            await sidecar.KillAsync();
            await publishing.WaitAsync(Machine.Patience);
        }

        acknowledged.Count.ShouldBeInRange(400, 999);
        var again = Keep(await SidecarProcess.StartAsync("app", app.Port, _data));
        using var patience = new CancellationTokenSource(Machine.Patience);
        while (!acknowledged.All(seen.ContainsKey))
            await Task.Delay(20, patience.Token);
        using var metadata = new DaprClientBuilder().UseGrpcEndpoint(again.GrpcEndpoint).Build();
        (await metadata.GetMetadataAsync()).Id.ShouldBe("app");
    }

    [Fact]
    public async Task Programs_on_one_machine_call_each_other_and_share_the_events()
    {
        var behaviour = new Behaviour().Subscribe("cases");
        var arrived = new TaskCompletionSource<string>();
        behaviour.OnEvent = received =>
        {
            arrived.TrySetResult(received.Source);
            return Task.FromResult(Contracts.Dapr.TopicEventResponse.Types.TopicEventResponseStatus.Success);
        };
        var app = Keep(await App.StartAsync(behaviour));
        Keep(await SidecarProcess.StartAsync("callee", app.Port, _data));
        var caller = Keep(await SidecarProcess.StartAsync("caller", Machine.FreePort(), _data));
        var echo = new Echo.EchoClient(DaprClient.CreateInvocationInvoker("callee", caller.GrpcEndpoint));
        using var client = new DaprClientBuilder().UseGrpcEndpoint(caller.GrpcEndpoint).UseHttpEndpoint(caller.HttpEndpoint).Build();

        await client.WaitForSidecarAsync();
        (await echo.UnaryAsync(new() { Text = "across" }, Machine.Within())).Text.ShouldBe("across");
        (await Machine.CodeOf(async () => await new Echo.EchoClient(DaprClient.CreateInvocationInvoker("nobody", caller.GrpcEndpoint))
            .UnaryAsync(new(), Machine.Within()))).ShouldBe(StatusCode.Unknown);
        await client.PublishEventAsync("pubsub", "cases", "x");
        (await arrived.Task.WaitAsync(Machine.Patience)).ShouldBe("caller");
    }

    [Fact]
    public void The_command_line_is_understood_or_refused()
    {
        var secrets = Path.Combine(_data, "secrets.json");
        File.WriteAllText(secrets, """{"a":"b"}""");

        var (options, data, redis) = Arguments.Parse(
            ["--app-id", "app", "--app-port", "5000", "--data", "d", "--secrets", $"vault={secrets}", "--app-health-check", "false", "--max-body", "10", "--redis", "r:1", "--attempts", "unlimited"],
            name => name == "APP_API_TOKEN" ? "token" : null);

        (options.AppId, options.AppPort, data, options.AppToken, options.ApiToken).ShouldBe(("app", 5000, "d", "token", null));
        (options.AppHealthCheck, options.MaxMessageBytes, redis, options.Delivery.AttemptsBeforeDeadLetter).ShouldBe((false, 10, "r:1", int.MaxValue));
        options.SecretStores["vault"].Find("a").ShouldBe("b");
        foreach (var wrong in new string[][] { [], ["--app-id"], ["--app-id", "app"], ["--what", "x"], ["--secrets", "x"], ["--app-port", "x"] })
            Should.Throw<FormatException>(() => Arguments.Parse(wrong, _ => null));
    }

    private T Keep<T>(T running)
        where T : IAsyncDisposable
    {
        _running.Add(running);
        return running;
    }
}
