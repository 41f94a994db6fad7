using System.IO.Pipelines;
using System.Net;

namespace Aftersales.Sidecar.Calls;

/// <summary>A call's messages on their way out: each piece is passed on as it comes, so that streams stay live in both directions.</summary>
internal sealed class RequestBody(PipeReader incoming, int maxMessageBytes, CancellationToken ended) : HttpContent
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private MessageSizes _sizes = new(maxMessageBytes);
    private bool _begun;

    /// <summary>Whether the caller sent a message over the limit; the copying has then failed with a <see cref="MessageTooLargeException"/>.</summary>
    public bool IsTooLarge { get; private set; }

    /// <summary>Ends when nobody reads the caller's messages any more: the server uses their pipe again after the call.</summary>
    public Task WhenDoneAsync() => _begun ? _done.Task : Task.CompletedTask;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        // HttpClient repeats a request that the other end's connection refused; what the caller sent is gone by then.
        if (Interlocked.Exchange(ref _begun, true))
            throw new IOException("The call cannot be begun a second time.");
        try
        {
            await CopyAsync(stream, cancellationToken);
        }
        finally
        {
            _done.SetResult();
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    private async Task CopyAsync(Stream stream, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (!incoming.TryRead(out var read))
            {
                // Whatever was written must not wait for what comes next; of the headers alone a bidirectional call may live for long.
                await stream.FlushAsync(cancellationToken);
                read = await incoming.ReadAsync(ended);
            }

            foreach (var piece in read.Buffer)
            {
                if (!_sizes.Accept(piece.Span))
                {
                    IsTooLarge = true;
                    throw new MessageTooLargeException();
                }

                await stream.WriteAsync(piece, cancellationToken);
            }

            incoming.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                return;
        }
    }
}

/// <summary>A message is larger than the sidecar passes on.</summary>
internal sealed class MessageTooLargeException : IOException;
