using System.Buffers;
using Aftersales.Gateway.Replies;
using Aftersales.Platform.Grpc;
using Grpc.Core;

namespace Aftersales.Gateway.Forwarding;

/// <summary>
/// The body of a call with one request, taken as a whole before its service is asked: whoever sends slowly keeps nobody's place at the service, and proves
/// nothing about it.
/// </summary>
internal static class SingleRequest
{
    /// <summary>The largest message that services take, and the five bytes before it.</summary>
    private const int Largest = GzipProvider.MaxMessageBytes + 5;

    /// <returns>The message as it was framed; null when the call was refused, or its caller has gone.</returns>
    public static async ValueTask<byte[]?> Take(HttpContext context, Deadline deadline, TimeSpan patience)
    {
        try
        {
            return context.Request.BodyReader.TryRead(out var there) && Taken(context, there) is { } whole ? whole : await Rest(context, deadline, patience);
        }
        catch (InvalidDataException)
        {
            await context.Refuse(StatusCode.ResourceExhausted, $"the request is larger than {GzipProvider.MaxMessageBytes} bytes", "INVALID_REQUEST");
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            await context.Refuse(StatusCode.DeadlineExceeded, "the request did not arrive in time", "INVALID_REQUEST");
        }
        catch (Exception broken) when (broken is IOException or OperationCanceledException or BadHttpRequestException)
        {
            if (!context.RequestAborted.IsCancellationRequested)
                await context.Refuse(StatusCode.InvalidArgument, "the body breaks off, or is not what its type says", "INVALID_REQUEST");
        }

        return null;
    }

    private static async ValueTask<byte[]> Rest(HttpContext context, Deadline deadline, TimeSpan patience)
    {
        using var inTime = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token);
        inTime.CancelAfter(patience);
        while (true)
        {
            if (Taken(context, await context.Request.BodyReader.ReadAsync(inTime.Token)) is { } whole)
                return whole;
        }
    }

    // Null while more is to come.
    private static byte[]? Taken(HttpContext context, System.IO.Pipelines.ReadResult read)
    {
        if (read.Buffer.Length > Largest)
            throw new InvalidDataException();
        if (!read.IsCompleted)
        {
            context.Request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            return null;
        }

        var whole = read.Buffer.ToArray();
        context.Request.BodyReader.AdvanceTo(read.Buffer.End);
        return whole;
    }
}
