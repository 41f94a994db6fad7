using System.Diagnostics;
using Aftersales.Sidecar.Tests.Support;
using Google.Protobuf;
using Grpc.Core;

namespace Aftersales.Sidecar.Tests;

/// <summary>Calls through two sidecars: how they end when they do not end well.</summary>
public sealed class FailureTests : IAsyncLifetime
{
    private readonly Machine _machine = new();
    private App _app = null!;
    private SidecarHost _callee = null!;
    private SidecarHost _caller = null!;
    private Echo.EchoClient _echo = null!;

    public async Task InitializeAsync()
    {
        _app = await _machine.AppAsync();
        _callee = await _machine.SidecarAsync("callee", _app.Port);
        _caller = await _machine.CallerAsync();
        _echo = Machine.EchoVia(_caller, "callee");
    }

    public async Task DisposeAsync() => await _machine.DisposeAsync();

    public static TheoryData<StatusCode> AllErrors => [.. Enum.GetValues<StatusCode>().Where(code => code != StatusCode.OK)];

    [Theory, MemberData(nameof(AllErrors))]
    public async Task All_codes_pass_unchanged_with_message_and_trailers_and_are_not_retried(StatusCode code)
    {
        var calls = 0;
        _app.Does.Unary = (_, _) =>
        {
            Interlocked.Increment(ref calls);
            throw new RpcException(new Status(code, "größer als 100 %"), [new("why", "so")]);
        };

        var error = await Should.ThrowAsync<RpcException>(async () => await _echo.UnaryAsync(new(), Machine.Within()));

        error.StatusCode.ShouldBe(code);
        error.Status.Detail.ShouldBe("größer als 100 %");
        error.Trailers.GetValue("why").ShouldBe("so");
        calls.ShouldBe(1);
    }

    [Fact]
    public async Task Details_pass_and_the_message_inside_them_is_the_one_seen()
    {
        var details = StatusWith(StatusCode.FailedPrecondition, "inside");
        _app.Does.Unary = (_, _) => throw new RpcException(new Status(StatusCode.FailedPrecondition, "outside"), [new("grpc-status-details-bin", details)]);

        var error = await Should.ThrowAsync<RpcException>(async () => await _echo.UnaryAsync(new(), Machine.Within()));

        error.StatusCode.ShouldBe(StatusCode.FailedPrecondition);
        error.Status.Detail.ShouldBe("inside");
        error.Trailers.GetValueBytes("grpc-status-details-bin").ShouldBe(details);
    }

    [Fact]
    public async Task Malformed_details_become_INTERNAL()
    {
        _app.Does.Unary = (_, _) => throw new RpcException(new Status(StatusCode.NotFound, "no"), [new("grpc-status-details-bin", [0xff, 0xff, 0xff])]);

        (await Machine.CodeOf(async () => await _echo.UnaryAsync(new(), Machine.Within()))).ShouldBe(StatusCode.Internal);
    }

    [Fact]
    public async Task The_apps_initial_headers_are_lost_on_an_error()
    {
        _app.Does.Unary = async (_, context) =>
        {
            await context.WriteResponseHeadersAsync([new("first", "1")]);
            throw new RpcException(new Status(StatusCode.NotFound, "no"));
        };
        var call = _echo.UnaryAsync(new(), Machine.Within());

        (await Machine.CodeOf(async () => await call)).ShouldBe(StatusCode.NotFound);
        (await call.ResponseHeadersAsync).Get("first").ShouldBeNull();
    }

    [Fact]
    public async Task The_deadline_is_propagated_and_its_expiry_reaches_the_callee()
    {
        var deadline = new TaskCompletionSource<DateTime>();
        var ended = Ending(context => deadline.SetResult(context.Deadline));

        (await Machine.CodeOf(async () => await _echo.UnaryAsync(new(), deadline: DateTime.UtcNow.AddSeconds(2)))).ShouldBe(StatusCode.DeadlineExceeded);

        (await deadline.Task.WaitAsync(Machine.Patience) - DateTime.UtcNow).ShouldBeLessThan(TimeSpan.FromSeconds(10), "later than the caller's by the way there, which a busy machine stretches");
        await ended.WaitAsync(Machine.Patience);
    }

    [Fact]
    public async Task There_is_no_default_deadline()
    {
        DateTime? deadline = null;
        _app.Does.Unary = (request, context) =>
        {
            deadline = context.Deadline;
            return Task.FromResult(request);
        };

        await _echo.UnaryAsync(new());

        deadline.ShouldBe(DateTime.MaxValue);
    }

    [Fact]
    public async Task A_cancel_reaches_the_callee()
    {
        var begun = new TaskCompletionSource();
        var ended = Ending(_ => begun.SetResult());
        using var cancel = new CancellationTokenSource();
        var call = _echo.UnaryAsync(new(), Machine.Within().WithCancellationToken(cancel.Token));
        await begun.Task.WaitAsync(Machine.Patience);

        await cancel.CancelAsync();

        (await Machine.CodeOf(async () => await call)).ShouldBe(StatusCode.Cancelled);
        await ended.WaitAsync(Machine.Patience);
    }

    [Fact]
    public async Task A_call_without_app_id_is_UNKNOWN()
    {
        using var channel = Grpc.Net.Client.GrpcChannel.ForAddress(_caller.GrpcEndpoint);

        (await Machine.CodeOf(async () => await new Echo.EchoClient(channel).UnaryAsync(new(), Machine.Within()))).ShouldBe(StatusCode.Unknown);
    }

    [Fact]
    public async Task An_unknown_app_is_UNKNOWN_after_a_wait()
    {
        var begun = Stopwatch.StartNew();

        (await Machine.CodeOf(async () => await Machine.EchoVia(_caller, "nobody").UnaryAsync(new(), Machine.Within()))).ShouldBe(StatusCode.Unknown);

        begun.Elapsed.ShouldBeGreaterThan(TimeSpan.FromMilliseconds(199));
    }

    [Fact]
    public async Task An_app_that_is_down_is_UNAVAILABLE_at_once()
    {
        await _app.DisposeAsync();
        var begun = Stopwatch.StartNew();

        (await Machine.CodeOf(async () => await _echo.UnaryAsync(new(), Machine.Within()))).ShouldBe(StatusCode.Unavailable);

        begun.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task An_app_whose_sidecar_is_down_is_UNAVAILABLE_at_once()
    {
        await _callee.DisposeAsync();
        var begun = Stopwatch.StartNew();

        (await Machine.CodeOf(async () => await _echo.UnaryAsync(new(), Machine.Within()))).ShouldBe(StatusCode.Unavailable);

        begun.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task An_app_that_dies_in_mid_call_is_UNAVAILABLE()
    {
        using var call = _echo.Both(Machine.Within());
        await call.RequestStream.WriteAsync(new() { Text = "a" });
        await call.ResponseStream.MoveNext();

        await _app.DisposeAsync();

        (await Machine.CodeOf(async () => await call.ResponseStream.MoveNext())).ShouldBe(StatusCode.Unavailable);
    }

    [Fact]
    public async Task An_app_that_comes_back_is_called_again()
    {
        await _echo.UnaryAsync(new(), Machine.Within());
        await _app.DisposeAsync();
        await Machine.CodeOf(async () => await _echo.UnaryAsync(new(), Machine.Within()));
        await _machine.AppAsync(port: _app.Port);

        (await _echo.UnaryAsync(new() { Text = "again" }, Machine.Within())).Text.ShouldBe("again");
    }

    [Fact]
    public async Task A_sidecar_that_stops_cuts_its_calls_as_CANCELLED()
    {
        var begun = new TaskCompletionSource();
        var ended = Ending(_ => begun.SetResult());
        var call = _echo.UnaryAsync(new(), Machine.Within());
        await begun.Task.WaitAsync(Machine.Patience);

        await _callee.DisposeAsync();

        (await Machine.CodeOf(async () => await call)).ShouldBe(StatusCode.Cancelled);
        await ended.WaitAsync(Machine.Patience);
    }

    [Fact]
    public async Task A_request_over_the_limit_is_RESOURCE_EXHAUSTED_and_never_whole_at_the_callee()
    {
        var calls = 0;
        _app.Does.Unary = (request, _) =>
        {
            Interlocked.Increment(ref calls);
            return Task.FromResult(request);
        };

        (await Machine.CodeOf(async () => await _echo.UnaryAsync(new() { Bulk = Bulk() }, Machine.Within()))).ShouldBe(StatusCode.ResourceExhausted);

        calls.ShouldBe(0);
    }

    [Fact]
    public async Task A_reply_over_the_limit_is_RESOURCE_EXHAUSTED()
    {
        _app.Does.Unary = (_, _) => Task.FromResult(new Note { Bulk = Bulk() });
        using var channel = Grpc.Net.Client.GrpcChannel.ForAddress(_caller.GrpcEndpoint, new() { MaxReceiveMessageSize = null });
        var echo = new Echo.EchoClient(channel);

        (await Machine.CodeOf(async () => await echo.UnaryAsync(new(), Machine.Within().WithHeaders([new("dapr-app-id", "callee")]))))
            .ShouldBe(StatusCode.ResourceExhausted);
    }

    private Task Ending(Action<ServerCallContext> begun)
    {
        var ended = new TaskCompletionSource();
        _app.Does.Unary = async (request, context) =>
        {
            context.CancellationToken.Register(ended.SetResult);
            begun(context);
            await ended.Task;
            return request;
        };
        return ended.Task;
    }

    private static ByteString Bulk() => ByteString.CopyFrom(new byte[(4 * 1024 * 1024) + 1]);

    private static byte[] StatusWith(StatusCode code, string message)
    {
        using var bytes = new MemoryStream();
        var status = new CodedOutputStream(bytes);
        status.WriteTag(1, WireFormat.WireType.Varint);
        status.WriteInt32((int)code);
        status.WriteTag(2, WireFormat.WireType.LengthDelimited);
        status.WriteString(message);
        status.WriteTag(3, WireFormat.WireType.LengthDelimited);
        status.WriteBytes(ByteString.Empty);
        status.Flush();
        return bytes.ToArray();
    }
}
