using Aftersales.Sidecar.Tests.Support;
using Grpc.Core;

namespace Aftersales.Sidecar.Tests;

/// <summary>Calls through two sidecars: what passes, and what is added on the way.</summary>
public sealed class CallTests : IAsyncLifetime
{
    private readonly Machine _machine = new();
    private App _app = null!;
    private SidecarHost _caller = null!;
    private Echo.EchoClient _echo = null!;

    public async Task InitializeAsync()
    {
        _app = await _machine.AppAsync();
        await _machine.SidecarAsync("callee", _app.Port);
        _caller = await _machine.CallerAsync();
        _echo = Machine.EchoVia(_caller, "callee");
    }

    public async Task DisposeAsync() => await _machine.DisposeAsync();

    [Fact]
    public async Task Unary_calls_pass_with_headers_trailers_and_binary_entries()
    {
        _app.Does.Unary = async (request, context) =>
        {
            await context.WriteResponseHeadersAsync([new("first", "1"), new("first-bin", [1, 2, 255])]);
            context.ResponseTrailers.Add("last", "9");
            context.ResponseTrailers.Add("last-bin", [9, 0]);
            return new() { Text = $"{request.Text} {context.RequestHeaders.GetValue("asked")} {context.RequestHeaders.GetValueBytes("asked-bin")![1]}" };
        };

        var call = _echo.UnaryAsync(new() { Text = "hello" }, Machine.Within().WithHeaders([new("asked", "yes"), new("asked-bin", [0, 200])]));

        (await call).Text.ShouldBe("hello yes 200");
        (await call.ResponseHeadersAsync).GetValue("first").ShouldBe("1");
        (await call.ResponseHeadersAsync).GetValueBytes("first-bin").ShouldBe([1, 2, 255]);
        call.GetTrailers().GetValue("last").ShouldBe("9");
        call.GetTrailers().GetValueBytes("last-bin").ShouldBe([9, 0]);
    }

    [Fact]
    public async Task Client_streams_pass()
    {
        using var call = _echo.Up(Machine.Within());
        foreach (var text in "abc")
            await call.RequestStream.WriteAsync(new() { Text = text.ToString() });
        await call.RequestStream.CompleteAsync();

        (await call).Text.ShouldBe("a+b+c");
    }

    [Theory, InlineData(0), InlineData(1), InlineData(500)]
    public async Task Server_streams_pass_whole_and_in_order(int count)
    {
        using var call = _echo.Down(new() { Text = count.ToString() }, Machine.Within());

        var received = await call.ResponseStream.ReadAllAsync().Select(note => int.Parse(note.Text)).ToListAsync();

        received.ShouldBe(Enumerable.Range(1, count));
        call.GetTrailers().GetValue("sent").ShouldBe(count.ToString());
    }

    [Fact]
    public async Task Bidirectional_streams_stay_live_message_by_message()
    {
        using var call = _echo.Both(Machine.Within());
        for (var i = 0; i < 20; i++)
        {
            await call.RequestStream.WriteAsync(new() { Text = i.ToString() });
            (await call.ResponseStream.MoveNext()).ShouldBeTrue();
            call.ResponseStream.Current.Text.ShouldBe($"{i}!");
        }

        await call.RequestStream.CompleteAsync();
        (await call.ResponseStream.MoveNext()).ShouldBeFalse();
    }

    [Fact]
    public async Task The_callee_sees_the_callers_metadata_and_both_app_ids_which_nobody_can_fake()
    {
        Metadata? seen = null;
        _app.Does.Unary = (request, context) =>
        {
            seen = context.RequestHeaders;
            return Task.FromResult(request);
        };
        var headers = new Metadata
        {
            { "authorization", "Bearer x" },
            { "traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" },
            { "dapr-caller-app-id", "gateway" },
            { "dapr-callee-app-id", "elsewhere" },
            { "dapr-api-token", "guess" },
        };

        await _echo.UnaryAsync(new(), Machine.Within().WithHeaders(headers));

        seen.ShouldNotBeNull();
        seen.GetValue("authorization").ShouldBe("Bearer x");
        seen.GetValue("traceparent").ShouldBe("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        seen.GetAll("dapr-caller-app-id").Select(entry => entry.Value).ShouldBe(["caller"]);
        seen.GetAll("dapr-callee-app-id").Select(entry => entry.Value).ShouldBe(["callee"]);
        seen.Get("dapr-app-id").ShouldBeNull();
        seen.Get("dapr-api-token").ShouldBeNull();
        seen.Get("aftersales-sidecar-key").ShouldBeNull();
        seen.GetValue("user-agent").ShouldBe("aftersales-sidecar");
    }

    [Fact]
    public async Task An_app_can_call_itself()
    {
        var app = await _machine.AppAsync();
        var sidecar = await _machine.SidecarAsync("alone", app.Port);

        (await Machine.EchoVia(sidecar, "alone").UnaryAsync(new() { Text = "me" }, Machine.Within())).Text.ShouldBe("me");
    }

    [Fact]
    public async Task Many_calls_at_once_share_the_way()
    {
        var calls = Enumerable.Range(0, 500).Select(async i => (await _echo.UnaryAsync(new() { Text = i.ToString() }, Machine.Within())).Text);

        (await Task.WhenAll(calls)).ShouldBe(Enumerable.Range(0, 500).Select(i => i.ToString()));
    }

    [Fact]
    public async Task Messages_up_to_the_limit_pass_both_ways()
    {
        var bulk = Google.Protobuf.ByteString.CopyFrom(new byte[3_900_000]);

        (await _echo.UnaryAsync(new() { Bulk = bulk }, Machine.Within())).Bulk.Length.ShouldBe(3_900_000);
    }
}
