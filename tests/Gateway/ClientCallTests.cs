using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Aftersales.Client;
using Aftersales.Contracts;
using Aftersales.Gateway.Tests.Support;
using Aftersales.Platform.Grpc;
using Aftersales.Testing;
using Grpc.Core;

namespace Aftersales.Gateway.Tests;

/// <summary>What the client package makes of single calls: those that block, those that end early, and files.</summary>
public sealed class ClientCallTests(SharedGateway shared) : IClassFixture<SharedGateway>, IDisposable
{
    private readonly GatewayHost gateway = shared.Host;
    private readonly AfterSalesClient suite = Integrator.Of(shared.Host);

    private KindsService.KindsServiceClient Calls => suite.Of(calls => new KindsService.KindsServiceClient(calls));

    [Fact]
    public async Task A_call_that_blocks_has_a_deadline_an_id_and_repeats_as_others_have()
    {
        gateway.Kinds.Failures.Enqueue(Integrator.Away);
        gateway.Kinds.Failures.Enqueue(Errors.ToRpcException(Errors.Status(StatusCode.ResourceExhausted, "too many", "RATE_LIMITED", retryAfter: TimeSpan.FromMilliseconds(2))));
        var request = new ChangeRequest { ThingId = "t1" };

        var answer = await Blocked(() => Calls.Change(request));

        Guid.TryParse(answer.RequestId, out _).ShouldBeTrue();
        answer.RequestId.ShouldBe(request.RequestId);
        gateway.Kinds.Failures.ShouldBeEmpty();

        gateway.Backend.Failing = Integrator.Away;
        var before = gateway.Backend.Calls.Count;
        await Should.ThrowAsync<RpcException>(Blocked(() => suite.Of(calls => new EchoService.EchoServiceClient(calls)).Unary(new())));
        gateway.Backend.Failing = null;
        gateway.Backend.Calls.Count.ShouldBe(before + 1);
        gateway.Backend.Calls[^1].Deadline.ShouldBe(DateTime.UtcNow + Integrator.Hasty.Deadline, TimeSpan.FromSeconds(10));
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_call_that_waits_to_be_made_again_ends_with_its_token_and_when_it_is_disposed_of(bool byToken)
    {
        var time = new ManualTime();
        using var leaving = new CancellationTokenSource();
        var call = new RepeatedCall<Kinds>(
            Integrator.Hasty with { Time = time }, new(deadline: DateTime.MaxValue, cancellationToken: leaving.Token), _ => Call(Task.FromException<Kinds>(Integrator.Away))).Begin();
        await time.TimersSet().WaitAsync(GatewayHost.Patience);

        if (byToken)
            await leaving.CancelAsync();
        else
            call.Dispose();

        (await Should.ThrowAsync<RpcException>(call.ResponseAsync)).StatusCode.ShouldBe(StatusCode.Cancelled);
        call.Dispose();
    }

    [Fact]
    public async Task A_channel_that_refuses_at_once_is_the_calls_own_error()
    {
        var call = new RepeatedCall<Kinds>(Integrator.Hasty, new(), _ => throw new ObjectDisposedException("channel")).Begin();

        await Should.ThrowAsync<ObjectDisposedException>(call.ResponseAsync);
        (await call.ResponseHeadersAsync).ShouldBeEmpty();
        call.GetTrailers().ShouldBeEmpty();
        call.GetStatus().StatusCode.ShouldBe(StatusCode.Internal);
        call.Dispose();
    }

    [Fact]
    public async Task Nothing_of_a_call_stays_with_a_token_that_lives_on()
    {
        using var process = new CancellationTokenSource();
        var answer = await Answered(process.Token);
        await Task.Yield(); // so that no frame of the call is left on this stack

        for (var collections = 0; answer.IsAlive && collections < 10; collections++)
            GC.Collect();
        answer.IsAlive.ShouldBeFalse();
    }

    [Fact]
    public async Task A_file_is_sent_in_pieces()
    {
        var content = RandomNumberGenerator.GetBytes((2 * Uploads.Piece) + 5);

        var sent = await Uploads.Send(new SendRequest { Header = new() { Name = "photo.jpg" } }, new Source(content), options => Calls.Send(options));

        (sent.Name, sent.Messages).ShouldBe(("photo.jpg", 4));
        sent.Content.Span.SequenceEqual(content).ShouldBeTrue();
    }

    [Fact]
    public async Task A_file_that_is_refused_is_not_read_to_its_end()
    {
        var error = await Should.ThrowAsync<RpcException>(
            Uploads.Send(new SendRequest { Header = new() { Name = "refuse" } }, new Source(null), options => Calls.Send(options)).WaitAsync(GatewayHost.Patience));

        error.Refusal()!.Reason.ShouldBe(ErrorReason.EvidenceTypeNotAllowed);
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_ends_its_upload()
    {
        var call = default(AsyncClientStreamingCall<SendRequest, SendResponse>)!;

        await Should.ThrowAsync<EndOfStreamException>(
            Uploads.Send(new SendRequest { Header = new() { Name = "photo.jpg" } }, new Source([]) { IsBroken = true }, options => call = Calls.Send(options)));

        (await Should.ThrowAsync<RpcException>(call.ResponseAsync)).StatusCode.ShouldBe(StatusCode.Cancelled);
    }

    public void Dispose() => suite.Dispose();

    /// <summary>As a window's thread calls: what it is to go on with waits until the call is over.</summary>
    private static Task<TAnswer> Blocked<TAnswer>(Func<TAnswer> call) => Task.Factory.StartNew(
        () =>
        {
            SynchronizationContext.SetSynchronizationContext(new Stuck());
            return call();
        },
        default, TaskCreationOptions.LongRunning, TaskScheduler.Default).WaitAsync(GatewayHost.Patience);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task<WeakReference> Answered(CancellationToken cancel) => new(await new RepeatedCall<Kinds>(Integrator.Hasty, new(cancellationToken: cancel), once =>
    {
        var answer = new Kinds();
        once.CancellationToken.UnsafeRegister(static _ => { }, answer);
        return Call(Task.FromResult(answer));
    }).Begin());

    private static AsyncUnaryCall<Kinds> Call(Task<Kinds> answer) =>
        new(answer, Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => { });

    private sealed class Stuck : SynchronizationContext
    {
        public override void Post(SendOrPostCallback d, object? state)
        {
        }
    }

    /// <summary>A file that comes a few bytes at a time; null for one without an end.</summary>
    private sealed class Source(byte[]? content) : Stream
    {
        private int place;

        public bool IsBroken { get; init; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => place; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (IsBroken)
                throw new EndOfStreamException();
            if (content is null)
                return count;
            var read = Math.Min(Math.Min(count, 1000), content.Length - place);
            content.AsSpan(place, read).CopyTo(buffer.AsSpan(offset));
            place += read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
