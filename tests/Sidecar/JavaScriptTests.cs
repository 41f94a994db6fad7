using System.Text.Json;
using Aftersales.Sidecar.Api;
using Aftersales.Sidecar.Tests.Support;
using Aftersales.Testing;

namespace Aftersales.Sidecar.Tests;

/// <summary>Dapr's own published client and server (npm <c>@dapr/dapr</c>) take the sidecar for a real one.</summary>
public sealed class JavaScriptTests : IAsyncLifetime
{
    private readonly Machine _machine = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _machine.DisposeAsync();

    [Theory, InlineData("grpc"), InlineData("http")]
    public async Task Daprs_client_publishes_and_reads_secrets_and_metadata(string protocol)
    {
        var app = new Behaviour().Subscribe("cases");
        var store = SecretStore.Parse("""{ "db": { "password": "p" } }""");
        var sidecar = await _machine.SidecarAsync(
            "app", (await _machine.AppAsync(app)).Port, options => options with { SecretStores = new Dictionary<string, SecretStore> { ["secrets"] = store } });
        await sidecar.WhenSubscribed.WaitAsync(Machine.Patience);

        var port = (protocol == "grpc" ? sidecar.GrpcEndpoint : sidecar.HttpEndpoint).Port;
        var said = JsonElement.Parse((await NodeTools.Node(Script("client"), protocol, port.ToString())).Succeeded());
        await _machine.IdleAsync();

        said.GetProperty("published").GetBoolean().ShouldBeTrue();
        said.GetProperty("refused").GetBoolean().ShouldBeTrue();
        said.GetProperty("metadata").GetString().ShouldBe("app");
        said.GetProperty("secret").GetProperty("db:password").GetString().ShouldBe("p");
        said.GetProperty("bulk").GetProperty("db:password").ToString().ShouldContain("p");
        app.Events.Count.ShouldBe(2);
        var ours = app.Events.Single(seen => seen.Id == $"evt-{protocol}");
        (ours.Type, ours.Source, ours.Extensions.Fields["subject"].StringValue, ours.Data.ToStringUtf8()).ShouldBe(("case.opened", "javascript", "case_1", """{"n":1}"""));
        var plain = app.Events.Single(seen => seen != ours);
        JsonElement.Parse(plain.Data.Span).GetProperty("amount").GetString().ShouldBe("9007199254740993");
    }

    [Fact]
    public async Task Daprs_server_is_an_app_to_the_sidecar()
    {
        var port = Machine.FreePort();
        var sidecar = await _machine.SidecarAsync("app", port);
        var running = NodeTools.Node(Script("server"), port.ToString(), sidecar.GrpcEndpoint.Port.ToString(), "6");
        await sidecar.WhenSubscribed.WaitAsync(Machine.Patience);

        using var client = Machine.ClientOf(await _machine.CallerAsync());
        for (var n = 1; n <= 5; n++)
            await client.PublishEventAsync("pubsub", "cases", new { n });

        JsonElement.Parse((await running).Succeeded()).EnumerateArray().Select(n => n.GetInt32()).ShouldBe([1, 2, 3, 4, 5, 2], ignoreOrder: true);
    }

    private static string Script(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "JavaScript", name + ".mjs"));
}
