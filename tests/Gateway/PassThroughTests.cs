using Aftersales.Contracts;
using Aftersales.Contracts.Tracking;
using Aftersales.Gateway.Tests.Support;
using Aftersales.Platform.Grpc;
using Google.Protobuf;
using Grpc.Core;

namespace Aftersales.Gateway.Tests;

/// <summary>What a service says arrives as it was said.</summary>
public sealed class PassThroughTests
{
    private static readonly TimeSpan Patience = GatewayHost.Patience;

    [Fact]
    public async Task Replies_and_trailers_pass()
    {
        await using var gateway = await GatewayHost.Start();

        using var call = gateway.Client.UnaryAsync(new() { Text = "through" }, gateway.Caller());

        (await call).Text.ShouldBe("through");
        call.GetTrailers().GetValue("x-trailer").ShouldBe("said");
        gateway.Log.ShouldBeEmpty();
    }

    [Fact]
    public async Task Refusals_pass_with_their_details()
    {
        await using var gateway = await GatewayHost.Start();

        var refusal = await Should.ThrowAsync<RpcException>(async () => await gateway.Client.RefuseAsync(new(), gateway.Caller()));

        refusal.Status.ShouldBe(new(StatusCode.FailedPrecondition, "not now"));
        var details = ErrorDetails.From(refusal).ShouldNotBeNull();
        details.Info!.Reason.ShouldBe("RETURN_STATE_INVALID");
        details.Info.Metadata["current"].ShouldBe("CLOSED");
        details.RetryAfter.ShouldBe(TimeSpan.FromSeconds(7));
    }

    [Fact]
    public async Task Uploads_have_no_limit_of_the_gateways_own()
    {
        await using var gateway = await GatewayHost.Start();
        using var call = gateway.Client.Upload(gateway.Caller());
        var piece = new Ping { Body = ByteString.CopyFrom(new byte[3_000_000]) };

        foreach (var _ in Enumerable.Range(0, 12))
            await call.RequestStream.WriteAsync(piece);
        await call.RequestStream.CompleteAsync();

        (await call).Text.ShouldBe("36000000");
        gateway.Backend.Header("dapr-stream").ShouldBe("true");
    }

    [Fact]
    public async Task A_duplex_stream_is_not_held_back()
    {
        await using var gateway = await GatewayHost.Start();
        using var call = gateway.Client.Talk(gateway.Caller());

        foreach (var word in new[] { "one", "two", "three" })
        {
            await call.RequestStream.WriteAsync(new() { Text = word });
            (await call.ResponseStream.MoveNext().WaitAsync(Patience)).ShouldBeTrue();
            call.ResponseStream.Current.Text.ShouldBe(word);
        }
        await call.RequestStream.CompleteAsync();

        (await call.ResponseStream.MoveNext()).ShouldBeFalse();
        gateway.Backend.Header("dapr-stream").ShouldBe("true");
    }

    [Fact]
    public async Task A_watch_gets_each_message_at_once_and_its_end_reaches_the_service()
    {
        await using var gateway = await GatewayHost.Start();
        using var call = gateway.Client.Watch(new(), gateway.Caller());

        (await call.ResponseStream.MoveNext().WaitAsync(Patience)).ShouldBeTrue();
        gateway.Backend.Header("grpc-timeout").ShouldBeNull();
        gateway.Backend.Header("dapr-stream").ShouldBe("true");
        call.Dispose();

        await gateway.Backend.Cancelled.Task.WaitAsync(Patience);
    }

    [Fact]
    public async Task A_caller_that_gives_up_cancels_the_service()
    {
        await using var gateway = await GatewayHost.Start();
        using var giveUp = new CancellationTokenSource();
        using var call = gateway.Client.HangAsync(new(), gateway.Caller(), cancellationToken: giveUp.Token);

        await gateway.Backend.Hanging.Task.WaitAsync(Patience);
        await giveUp.CancelAsync();

        await gateway.Backend.Cancelled.Task.WaitAsync(Patience);
        gateway.Log.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_callers_deadline_reaches_the_service()
    {
        await using var gateway = await GatewayHost.Start();
        var deadline = DateTime.UtcNow.AddMinutes(3);

        await gateway.Client.UnaryAsync(new(), gateway.Caller(), deadline);
        var late = await Should.ThrowAsync<RpcException>(async () => await gateway.Client.HangAsync(new(), gateway.Caller(), DateTime.UtcNow.AddSeconds(1)));

        gateway.Backend.Calls[0].Deadline.ShouldBe(deadline, TimeSpan.FromSeconds(10));
        late.StatusCode.ShouldBe(StatusCode.DeadlineExceeded);
        await gateway.Backend.Cancelled.Task.WaitAsync(Patience);
    }

    [Fact]
    public async Task A_single_call_without_a_deadline_gets_one()
    {
        await using var gateway = await GatewayHost.Start(settings => settings with { DefaultDeadline = TimeSpan.FromMinutes(2) });

        await gateway.Client.UnaryAsync(new(), gateway.Caller());

        gateway.Backend.Calls[0].Deadline.ShouldBe(DateTime.UtcNow.AddMinutes(2), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task An_import_of_orders_streams_to_tracking()
    {
        var tracking = new Imports();
        await using var gateway = await GatewayHost.Start(null, tracking);
        using var call = new TrackingService.TrackingServiceClient(gateway.Channel)
            .ImportOrders(GatewayHost.Bearer(gateway.Identity.Token("m1", "agent-1", Role.TrackingAgent)));

        await call.RequestStream.WriteAsync(new() { File = new() { Name = "orders.csv" } });
        await call.RequestStream.WriteAsync(new() { Chunk = ByteString.CopyFromUtf8("a,b") });
        await call.RequestStream.CompleteAsync();

        (await call).Created.ShouldBe(2);
        tracking.Headers!.GetValue("dapr-app-id").ShouldBe("tracking");
        tracking.Headers.GetValue("dapr-stream").ShouldBe("true");
    }

    private sealed class Imports : TrackingService.TrackingServiceBase
    {
        public Metadata? Headers { get; private set; }

        public override async Task<ImportOrdersResponse> ImportOrders(IAsyncStreamReader<ImportOrdersRequest> requestStream, ServerCallContext context)
        {
            Headers = context.RequestHeaders;
            return new() { Created = await requestStream.ReadAllAsync().CountAsync() };
        }
    }
}
