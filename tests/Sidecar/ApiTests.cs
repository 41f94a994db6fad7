using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Aftersales.Sidecar.Api;
using Aftersales.Sidecar.Tests.Support;
using Dapr.Client;
using Grpc.Core;

namespace Aftersales.Sidecar.Tests;

/// <summary>Secrets, metadata and the HTTP form of the API; over gRPC by the stand-in Dapr.Client.</summary>
public sealed class ApiTests : IAsyncLifetime
{
    private readonly Machine _machine = new();
    private readonly Behaviour _app = new Behaviour().Subscribe("cases");
    private DaprClient _client = null!;
    private HttpClient _http = null!;

    public async Task InitializeAsync()
    {
        var store = SecretStore.Parse("""{ "db": { "main": { "password": "p" } }, "plain": "q", "port": 5432, "many": ["x", "y"] }""");
        var sidecar = await _machine.SidecarAsync(
            "app", (await _machine.AppAsync(_app)).Port, options => options with { SecretStores = new Dictionary<string, SecretStore> { ["secrets"] = store } });
        await sidecar.WhenSubscribed.WaitAsync(Machine.Patience);
        _client = Machine.ClientOf(sidecar);
        _http = new HttpClient { BaseAddress = sidecar.HttpEndpoint };
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        _http.Dispose();
        await _machine.DisposeAsync();
    }

    [Theory, InlineData("plain", "q"), InlineData("db:main:password", "p"), InlineData("port", "5432"), InlineData("many:1", "y")]
    public async Task Secrets_are_found_nested_ones_with_colons(string name, string value)
    {
        (await _client.GetSecretAsync("secrets", name)).ShouldBe(new Dictionary<string, string> { [name] = value });
        (await _http.GetFromJsonAsync<Dictionary<string, string>>($"v1.0/secrets/secrets/{name}")).ShouldBe(new Dictionary<string, string> { [name] = value });
    }

    [Fact]
    public async Task All_secrets_come_in_bulk()
    {
        var bulk = await _client.GetBulkSecretAsync("secrets");

        bulk.Keys.ShouldBe(["plain", "db:main:password", "port", "many:0", "many:1"], ignoreOrder: true);
        bulk["plain"].ShouldBe(new Dictionary<string, string> { ["plain"] = "q" });
        (await _http.GetFromJsonAsync<Dictionary<string, Dictionary<string, string>>>("v1.0/secrets/secrets/bulk"))!["port"]["port"].ShouldBe("5432");
    }

    [Theory, InlineData("secrets", "none", StatusCode.Internal), InlineData("elsewhere", "plain", StatusCode.InvalidArgument)]
    public async Task A_missing_secret_is_INTERNAL_and_an_unknown_store_INVALID_ARGUMENT(string store, string name, StatusCode code)
    {
        var refused = await Should.ThrowAsync<Dapr.DaprException>(() => _client.GetSecretAsync(store, name));

        refused.InnerException.ShouldBeOfType<RpcException>().StatusCode.ShouldBe(code);
    }

    [Fact]
    public async Task Metadata_tell_app_components_and_subscriptions()
    {
        var metadata = await _client.GetMetadataAsync();
        metadata.Id.ShouldBe("app");
        metadata.Components.Select(component => component.Name).ShouldBe(["pubsub", "secrets"]);

        var json = await _http.GetFromJsonAsync<JsonElement>("v1.0/metadata");
        json.GetProperty("id").GetString().ShouldBe("app");
        json.GetProperty("components")[0].GetProperty("type").GetString().ShouldBe("pubsub.sqlite");
        json.GetProperty("subscriptions")[0].GetProperty("pubsubname").GetString().ShouldBe("pubsub");
    }

    [Fact]
    public async Task Publishing_over_HTTP_does_the_same()
    {
        using var content = new StringContent("""{"n":1}""", Encoding.UTF8, "application/json");

        (await _http.PostAsync("v1.0/publish/pubsub/cases", content)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        await _machine.IdleAsync();

        _app.Events.ShouldHaveSingleItem().Data.ToStringUtf8().ShouldBe("""{"n":1}""");
    }

    [Theory]
    [InlineData("v1.0/publish/elsewhere/cases", "{}", HttpStatusCode.BadRequest)]
    [InlineData("v1.0/publish/pubsub/cases", "{", HttpStatusCode.BadRequest)]
    [InlineData("v1.0/publish/pubsub/cases?metadata.rawPayload=true", "{}", HttpStatusCode.NotImplemented)]
    [InlineData("v1.0/state/store", "{}", HttpStatusCode.NotFound)]
    public async Task What_cannot_be_done_over_HTTP_is_said_in_JSON(string path, string body, HttpStatusCode status)
    {
        using var content = new StringContent(body, new MediaTypeHeaderValue("application/json"));

        var reply = await _http.PostAsync(path, content);

        reply.StatusCode.ShouldBe(status);
        (await reply.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errorCode").GetString().ShouldStartWith("ERR_");
    }

    [Fact]
    public async Task An_event_over_the_limit_is_refused()
    {
        var bulk = new byte[(4 * 1024 * 1024) + 1];

        var refused = await Should.ThrowAsync<Dapr.DaprException>(() => _client.PublishByteEventAsync("pubsub", "cases", bulk, "application/octet-stream"));
        refused.InnerException.ShouldBeOfType<RpcException>().StatusCode.ShouldBe(StatusCode.ResourceExhausted);
        using var content = new ByteArrayContent(bulk);
        using var request = new HttpRequestMessage(HttpMethod.Post, "v1.0/publish/pubsub/cases") { Content = content, Headers = { ExpectContinue = true } };
        (await _http.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }
}
