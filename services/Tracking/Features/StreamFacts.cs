using System.Threading.Channels;
using Aftersales.Contracts;
using Aftersales.Contracts.Tracking;
using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Identity;
using Aftersales.Tracking.Domain;
using Grpc.Core;

namespace Aftersales.Tracking.Features;

/// <summary>
/// Facts as a stream. While what came is being written, more is read: whatever waits then is written together, so that a slow client is answered at once
/// and a fast one in large batches, without a clock. The room for what waits is bounded, and so is what a client can send ahead.
/// </summary>
public sealed class StreamFacts(FactBatch batch, Desk desk, Vault vault, Validation validation, TimeProvider time, IHostApplicationLifetime lifetime)
{
    /// <summary>A stream takes no more then, so that none outlives the caller's rights for long; its client begins another.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <param name="requests">The stream.</param>
    /// <param name="answers">One answer for each batch.</param>
    /// <param name="now">The call, with the time as it is now.</param>
    public async Task Handle(IAsyncStreamReader<StreamFactsRequest> requests, IServerStreamWriter<StreamFactsResponse> answers, Func<Call> now)
    {
        var call = now();
        var waiting = Channel.CreateBounded<StreamFactsRequest>(new BoundedChannelOptions(FactBatch.Size) { SingleReader = true, SingleWriter = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(call.Cancel, lifetime.ApplicationStopping);
        var reading = Read(requests, waiting.Writer, stop.Token);
        try
        {
            for (var settled = 0L; await waiting.Reader.WaitToReadAsync(call.Cancel);)
            {
                var some = new List<StreamFactsRequest>();
                while (some.Count < FactBatch.Size && waiting.Reader.TryRead(out var request))
                    some.Add(request);
                await answers.WriteAsync(await Settle(some, settled, now()), call.Cancel);
                settled += some.Count;
            }
        }
        finally
        {
            await stop.CancelAsync();
            await reading;
        }
    }

    // Ends the channel with what ended the stream, so that whoever empties it meets that in its turn. When the service stops, what came is settled yet.
    private async Task Read(IAsyncStreamReader<StreamFactsRequest> requests, ChannelWriter<StreamFactsRequest> waiting, CancellationToken stop)
    {
        var began = time.GetTimestamp();
        try
        {
            while (await requests.MoveNext(stop) && time.GetElapsedTime(began) < Longest)
                await waiting.WriteAsync(requests.Current, stop);
            waiting.Complete();
        }
        catch (Exception) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            waiting.Complete();
        }
        catch (Exception end)
        {
            waiting.Complete(end);
        }
    }

    private async Task<StreamFactsResponse> Settle(List<StreamFactsRequest> requests, long before, Call call)
    {
        var reader = new FactReader(desk.Policy(call), vault);
        var answer = new StreamFactsResponse { Settled = before + requests.Count };
        var told = new List<(string, IEnumerable<Fact>)>(requests.Count);
        for (var place = 0; place < requests.Count; place++)
        {
            var (facts, refusal) = Read(reader, requests[place], call);
            if (refusal is null)
                told.Add((requests[place].OrderId, facts));
            else
                answer.Refused.Add(ToRefused(before + place + 1, refusal));
        }

        answer.Applied = (await batch.Record(call, told)).Sum(order => order.Applied);
        return answer;
    }

    private (IEnumerable<Fact> Facts, Refusal? Refusal) Read(FactReader reader, StreamFactsRequest request, Call call)
    {
        var violations = validation.Validate(request);
        if (violations.Count == 0)
            return reader.Read(request.Facts, call.Caller);
        return ([], new(PlatformReasons.InvalidRequest, "breaks the contract's rules") { Fields = [.. violations.Select(v => new FieldProblem(v.Field, v.Description))] });
    }

    private static RefusedFacts ToRefused(long position, Refusal refusal) => new()
    {
        Position = position,
        Reason = refusal.Reason == PlatformReasons.RoleRequired ? ErrorReason.RoleRequired : ErrorReason.InvalidRequest,
        Fields = { refusal.Fields.Select(f => new RefusedField { Field = f.Field, Description = f.Description }) },
    };
}
