using System.Runtime.CompilerServices;
using Google.Protobuf;
using Grpc.Core;

namespace Aftersales.Client;

/// <summary>Streams that are followed for as long as somebody wants to know.</summary>
public static class Watches
{
    /// <summary>
    /// Follows a <c>Watch…</c> method over broken connections and restarts: <c>suite.Watch(request, (r, options) => timeline.WatchTimeline(r, options))</c>.
    /// A watch whose messages say where it goes on (<c>next_page_token</c>) is resumed there; a list begins again with what stands in it, and what is known
    /// already is told by its version. Ends with an error that waiting does not mend.
    /// </summary>
    /// <param name="suite">Its settings say how long to wait between two tries.</param>
    /// <param name="first">Filters.</param>
    /// <param name="watch">Begins the stream.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="RpcException">It was refused.</exception>
    public static async IAsyncEnumerable<TResponse> Watch<TRequest, TResponse>(
        this AfterSalesClient suite,
        TRequest first,
        Func<TRequest, CallOptions, AsyncServerStreamingCall<TResponse>> watch,
        [EnumeratorCancellation] CancellationToken cancel = default)
        where TRequest : class, IMessage<TRequest>
        where TResponse : class, IMessage<TResponse>
    {
        var request = first.Clone();
        for (var failures = 1; ; failures++)
        {
            TimeSpan? told;
            using (var call = watch(request, new(cancellationToken: cancel)))
            {
                while ((told = await Next(call.ResponseStream, cancel)) is null)
                {
                    failures = 0;
                    var message = call.ResponseStream.Current;
                    if (PageToken.After(message) is { Length: > 0 } place)
                        PageToken.Set(request, place);
                    yield return message;
                }
            }

            var wait = suite.Settings.Wait(Math.Max(1, failures));
            await Task.Delay(told > wait ? told.Value : wait, suite.Settings.Time, cancel);
        }
    }

    /// <summary>Null when there is another message; else the least time to wait until the watch is begun again.</summary>
    private static async Task<TimeSpan?> Next<TResponse>(IAsyncStreamReader<TResponse> stream, CancellationToken cancel)
    {
        try
        {
            return await stream.MoveNext(cancel) ? null : TimeSpan.Zero;
        }
        catch (RpcException error) when (!cancel.IsCancellationRequested && Passes(error))
        {
            return error.Refusal()?.RetryAfter ?? TimeSpan.Zero;
        }
    }

    // What has no reason was not said by the suite, but by something on the way that broke.
    private static bool Passes(RpcException error) => error.StatusCode is StatusCode.Unavailable || error.Refusal() switch
    {
        { RetryAfter: not null } => true,
        null => error.StatusCode is StatusCode.Internal or StatusCode.Unknown or StatusCode.Cancelled,
        _ => false,
    };
}
