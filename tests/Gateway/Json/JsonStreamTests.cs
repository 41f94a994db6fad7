using System.Net;
using System.Text;
using Aftersales.Gateway.Limits;
using Aftersales.Gateway.Tests.Support;
using Aftersales.Testing;

namespace Aftersales.Gateway.Tests.Json;

/// <summary>Streams over HTTP/1.1: answers line by line or as events, uploads in lines or as they are; and how calls end before their time.</summary>
public sealed class JsonStreamTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private readonly GatewayHost gateway = shared.Host;

    [Fact]
    public async Task A_stream_is_a_line_of_JSON_for_each_message()
    {
        var answer = await gateway.Ask("GET /v1/things:feed?count=3");

        answer.Headers["content-type"].ShouldBe("application/x-ndjson");
        answer.Text.ShouldBe("{\"result\":{\"number\":1}}\n{\"result\":{\"number\":2}}\n{\"result\":{\"number\":3}}\n");
        (await gateway.Ask("GET /v1/things:feed")).Text.ShouldBe("");
    }

    [Fact]
    public async Task A_stream_is_events_where_they_are_asked_for()
    {
        var answer = await gateway.Ask("GET /v1/things:feed?count=1", (HttpContent?)null, "accept: text/event-stream");

        answer.Headers["content-type"].ShouldBe("text/event-stream");
        answer.Text.ShouldBe("data: {\"number\":1}\n\nevent: end\ndata: {}\n\n");
    }

    [Fact]
    public async Task A_stream_that_fails_after_its_first_message_says_so_last()
    {
        var lines = await gateway.Ask("GET /v1/things:feed?count=1&fails=true");
        var events = await gateway.Ask("GET /v1/things:feed?count=1&fails=true", (HttpContent?)null, "accept: text/event-stream");
        var atOnce = await gateway.Ask("GET /v1/things:feed?fails=true");

        const string Error = """{"code":9,"message":"not now","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"RETURN_STATE_INVALID","domain":"aftersales","metadata":{}}]}""";
        lines.Text.ShouldBe($"{{\"result\":{{\"number\":1}}}}\n{{\"error\":{Error}}}\n");
        events.Text.ShouldBe($"data: {{\"number\":1}}\n\nevent: error\ndata: {Error}\n\n");
        atOnce.Status.ShouldBe(HttpStatusCode.BadRequest);
        atOnce.Text.ShouldBe(Error);
    }

    [Fact]
    public async Task Each_message_comes_at_once_and_leaving_cancels_the_service()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/things:feed?count=2&stays=true");
        request.Headers.TryAddWithoutValidation("authorization", gateway.Authorization);
        using (var response = await gateway.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead).WaitAsync(GatewayHost.Patience))
        {
            using var lines = new StreamReader(await response.Content.ReadAsStreamAsync());
            (await lines.ReadLineAsync().WaitAsync(GatewayHost.Patience)).ShouldBe("""{"result":{"number":1}}""");
            (await lines.ReadLineAsync().WaitAsync(GatewayHost.Patience)).ShouldBe("""{"result":{"number":2}}""");
        }

        await gateway.Kinds.Cancelled.Task.WaitAsync(GatewayHost.Patience);
    }

    [Fact]
    public async Task An_upload_is_a_line_of_JSON_for_each_message()
    {
        const string Lines = """
            {"header": {"name": "photo"}}

            {"chunk": "YWI="}
            {"chunk": "Yw=="}
            """;
        var answer = await gateway.Ask("POST /v1/uploads", Typed(Encoding.UTF8.GetBytes(Lines), "application/x-ndjson"));

        answer.Text.ShouldBe("""{"name":"photo","content":"YWJj","messages":3}""");
    }

    [Fact]
    public async Task An_upload_can_be_the_file_itself()
    {
        var file = new byte[200_000];
        new Random(7).NextBytes(file);
        var answer = await gateway.Ask("POST /v1/uploads?header.name=photo", Typed(file, "application/octet-stream"));

        answer.Json["name"]!.ToString().ShouldBe("photo");
        answer.Json["content"]!.ToString().ShouldBe(Convert.ToBase64String(file));
        ((int)answer.Json["messages"]!).ShouldBe(5);
    }

    [Fact]
    public async Task A_bad_line_ends_an_upload_and_is_named()
    {
        const string Lines = "{\"header\": {\"name\": \"photo\"}}\n{\"chunk\": 5, \"nothing\": 1}\n{}";
        var answer = await gateway.Ask("POST /v1/uploads", Typed(Encoding.UTF8.GetBytes(Lines), "application/x-ndjson"));

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.Violations.ShouldBe(["[1].chunk JSON_TYPE", "[1].nothing FIELD_UNKNOWN"]);
        (await gateway.Ask("POST /v1/uploads", new ByteArrayContent(new byte[5_000_000]) { Headers = { { "content-type", "application/x-ndjson" } } }))
            .Status.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await gateway.Ask("POST /v1/uploads", "{}")).Detail("ErrorInfo")!["metadata"]!["allowed"]!.ToString().ShouldBe("application/x-ndjson,application/octet-stream");
    }

    [Fact]
    public async Task A_service_may_answer_before_the_upload_is_complete()
    {
        var file = new byte[3_000_000];
        var refused = await gateway.Ask("POST /v1/uploads?header.name=refuse", Typed(file, "application/octet-stream"));

        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        refused.Reason.ShouldBe("EVIDENCE_TYPE_NOT_ALLOWED");
    }

    [Fact]
    public async Task A_caller_that_gives_up_cancels_the_service()
    {
        await using var own = await GatewayHost.Start();
        using var giveUp = new CancellationTokenSource();
        own.Http.DefaultRequestHeaders.TryAddWithoutValidation("authorization", own.Authorization);
        var call = own.Http.PostAsync("/v1/echo:hang", null, giveUp.Token);

        await own.Backend.Hanging.Task.WaitAsync(GatewayHost.Patience);
        await giveUp.CancelAsync();

        await own.Backend.Cancelled.Task.WaitAsync(GatewayHost.Patience);
        await Should.ThrowAsync<OperationCanceledException>(() => call);
        own.Log.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_sidecar_that_is_away_and_a_deadline_that_passes_have_their_statuses()
    {
        var time = new ManualTime();
        await using var own = await GatewayHost.Start(settings => settings with { Time = time });
        var hanging = own.Ask("POST /v1/echo:hang");
        await own.Backend.Hanging.Task.WaitAsync(GatewayHost.Patience);
        time.Advance(own.Settings.DefaultDeadline + TimeSpan.FromSeconds(1));

        var late = await hanging.WaitAsync(GatewayHost.Patience);
        late.Status.ShouldBe(HttpStatusCode.GatewayTimeout);
        late.Reason.ShouldBe("SERVICE_UNAVAILABLE");

        await own.StopSidecar();
        var away = await own.Ask("POST /v1/echo", "{}");
        away.Status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        away.Detail("ErrorInfo")!["metadata"]!["service"]!.ToString().ShouldBe("echo");
    }

    [Fact]
    public async Task Limits_count_calls_of_both_kinds_together()
    {
        await using var own = await GatewayHost.Start(settings => settings with
        {
            Limit = LimitSettings.None.With(MethodClass.Write, caller: new(Burst: 2, PerMinute: 1), merchant: new(Burst: 100, PerMinute: 1)),
        });
        await own.Client.UnaryAsync(new(), own.Caller());
        await own.Ask("POST /v1/echo", "{}");

        var limited = await own.Ask("POST /v1/echo", "{}");

        limited.Status.ShouldBe(HttpStatusCode.TooManyRequests);
        limited.Reason.ShouldBe("RATE_LIMITED");
        int.Parse(limited.Headers["retry-after"]).ShouldBeInRange(1, 60);
        limited.Detail("RetryInfo").ShouldNotBeNull();
        limited.Detail("ErrorInfo")!["metadata"]!.ToJsonString().ShouldBe("""{"class":"Write","of":"caller"}""");
    }

    private static ByteArrayContent Typed(byte[] bytes, string type) => new(bytes) { Headers = { { "content-type", type } } };
}
