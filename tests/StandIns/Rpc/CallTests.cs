using Grpc.Core;
using Grpc.Core.Interceptors;

namespace Aftersales.StandIns.Tests.Rpc;

/// <summary>The official client calls the official server over a real socket, with the stand-ins beneath both.</summary>
public sealed class CallTests
{
    private static readonly TimeSpan patience = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_unary_call_carries_headers_and_trailers_both_ways()
    {
        await using var host = await EchoHost.Start();
        using var channel = host.Channel();
        using var call = new Echo.EchoClient(channel).UnaryAsync(new Ping { Text = "你好", Number = 42 }, new Metadata { { "x-asked", "yes" } });

        var headers = await call.ResponseHeadersAsync;
        (await call).ShouldBe(new Pong { Text = "你好", Number = 42 });
        headers.GetValue("x-header").ShouldBe("yes");
        headers.GetValueBytes("x-raw-bin").ShouldBe([1, 2, 255]);
        call.GetTrailers().GetValue("x-trailer").ShouldBe("/standins.v1.Echo/Unary");
        call.GetStatus().ShouldBe(Status.DefaultSuccess);
    }

    [Fact]
    public async Task A_blocking_call_returns_the_reply()
    {
        await using var host = await EchoHost.Start();
        using var channel = host.Channel();

        new Echo.EchoClient(channel).Unary(new Ping { Number = 3 }, cancellationToken: default).Number.ShouldBe(3);
    }

    [Fact]
    public async Task A_server_stream_arrives_whole_and_in_order()
    {
        await using var host = await EchoHost.Start();
        using var channel = host.Channel();
        using var call = new Echo.EchoClient(channel).Down(new Ping { Number = 500 });

        var numbers = await call.ResponseStream.ReadAllAsync().Select(pong => pong.Number).ToListAsync();

        numbers.ShouldBe(Enumerable.Range(0, 500));
    }

    [Fact]
    public async Task A_client_stream_is_summed_up()
    {
        await using var host = await EchoHost.Start();
        using var channel = host.Channel();
        using var call = new Echo.EchoClient(channel).Up();

        foreach (var number in Enumerable.Range(1, 100)) await call.RequestStream.WriteAsync(new Ping { Number = number });
        await call.RequestStream.CompleteAsync();

        (await call).Number.ShouldBe(5050);
    }

    [Fact]
    public async Task A_duplex_stream_answers_each_message_before_the_next_is_sent()
    {
        await using var host = await EchoHost.Start();
        using var channel = host.Channel();
        using var call = new Echo.EchoClient(channel).Both();

        foreach (var number in Enumerable.Range(1, 20))
        {
            await call.RequestStream.WriteAsync(new Ping { Number = number });
            (await call.ResponseStream.MoveNext()).ShouldBeTrue();
            call.ResponseStream.Current.Number.ShouldBe(-number);
        }
        await call.RequestStream.CompleteAsync();
        (await call.ResponseStream.MoveNext()).ShouldBeFalse();
    }

    [Fact]
    public async Task A_refusal_carries_its_status_and_details_in_the_trailers()
    {
        await using var host = await EchoHost.Start();
        using var channel = host.Channel();

        var refusal = await Should.ThrowAsync<RpcException>(async () => await new Echo.EchoClient(channel).RefuseAsync(new Ping { Text = "SOLD_OUT" }));

        refusal.StatusCode.ShouldBe(StatusCode.FailedPrecondition);
        refusal.Status.Detail.ShouldBe("nicht möglich");
        refusal.Trailers.GetValue("x-why").ShouldBe("because");
        Detail.Parser.ParseFrom(refusal.Trailers.GetValueBytes("grpc-status-details-bin")).Reason.ShouldBe("SOLD_OUT");
    }

    [Fact]
    public async Task A_deadline_ends_the_call_and_its_expiry_reaches_the_callee()
    {
        await using var host = await EchoHost.Start();
        using var channel = host.Channel();
        // Connected before the clock runs, so that the call gets there on a busy machine too.
        await Should.ThrowAsync<RpcException>(async () => await new Echo.EchoClient(channel).RefuseAsync(new Ping()));
        var deadline = DateTime.UtcNow.AddSeconds(1);

        var error = await Should.ThrowAsync<RpcException>(async () => await new Echo.EchoClient(channel).HangAsync(new Ping(), deadline: deadline));

        error.StatusCode.ShouldBe(StatusCode.DeadlineExceeded);
        var told = await host.Seen.Cancelled.Task.WaitAsync(patience);
        told.ShouldBe(deadline, TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task A_caller_that_gives_up_cancels_the_callee()
    {
        await using var host = await EchoHost.Start();
        using var channel = host.Channel();
        using var giveUp = new CancellationTokenSource();
        using var call = new Echo.EchoClient(channel).HangAsync(new Ping(), cancellationToken: giveUp.Token);

        await host.Seen.Hanging.Task.WaitAsync(patience);
        await giveUp.CancelAsync();

        (await Should.ThrowAsync<RpcException>(async () => await call)).StatusCode.ShouldBe(StatusCode.Cancelled);
        (await host.Seen.Cancelled.Task.WaitAsync(patience)).ShouldBe(DateTime.MaxValue, "there was no deadline");
    }

    [Fact]
    public async Task Interceptors_of_client_and_server_see_the_call_in_order()
    {
        await using var host = await EchoHost.Start(interceptors: [typeof(Outer), typeof(Inner)]);
        using var channel = host.Channel();
        var invoker = channel.Intercept(new Tag("first"), new Tag("second")).Intercept(headers =>
        {
            headers.Add("x-asked", "outermost");
            return headers;
        });
        using var call = new Echo.EchoClient(invoker).UnaryAsync(new Ping());

        (await call.ResponseHeadersAsync).GetValue("x-header").ShouldBe("outermost,first,second");
        await call;
        call.GetTrailers().Where(entry => entry.Key == "x-seen").Select(entry => entry.Value).ShouldBe(["outer", "inner"]);
    }

    [Fact]
    public async Task A_method_that_the_server_lacks_is_unimplemented()
    {
        await using var host = await EchoHost.Start();
        using var channel = host.Channel();
        var bytes = Marshallers.Create(value => value, value => value);
        var method = new Method<byte[], byte[]>(MethodType.Unary, "standins.v1.Echo", "Nothing", bytes, bytes);

        using var call = channel.CreateCallInvoker().AsyncUnaryCall(method, null, default, []);

        (await Should.ThrowAsync<RpcException>(async () => await call)).StatusCode.ShouldBe(StatusCode.Unimplemented);
    }

    /// <summary>Appends its name to the header that the service echoes.</summary>
    private sealed class Tag(string name) : Interceptor
    {
        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
        {
            var asked = context.Options.Headers!.GetValue("x-asked");
            return continuation(request, new(context.Method, context.Host, context.Options.WithHeaders([new("x-asked", $"{asked},{name}")])));
        }
    }

    private sealed class Outer() : Trace("outer");

    private sealed class Inner() : Trace("inner");

    private abstract class Trace(string name) : Interceptor
    {
        public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
            TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
        {
            context.ResponseTrailers.Add("x-seen", name);
            return continuation(request, context);
        }
    }
}
