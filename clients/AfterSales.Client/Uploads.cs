using Google.Protobuf;
using Grpc.Core;

namespace Aftersales.Client;

/// <summary>Files that are sent in pieces: photos of cases, exports, statements, coupon codes.</summary>
public static class Uploads
{
    /// <summary>Bytes of a piece, below what any of the contracts takes.</summary>
    internal const int Piece = 64 * 1024;

    /// <summary>
    /// Sends a file, of which one piece at a time is in memory:
    /// <c>Uploads.Send(new UploadEvidenceRequest { Header = new() { MediaType = "image/jpeg" } }, photo, options => complaints.UploadEvidence(options))</c>.
    /// It is not repeated, since the stream was read: after <c>UNAVAILABLE</c> send it again from its beginning; the suite keeps the same content once.
    /// </summary>
    /// <param name="header">What is sent: the media type of a photo (image/jpeg, image/png or image/webp; the content has to agree), the name of a file.</param>
    /// <param name="content">From where it stands to its end. It stays open.</param>
    /// <param name="upload">Begins the call; a deadline, where it shall have one, goes into its options.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="RpcException">It was refused, perhaps before all of it was sent: <c>EVIDENCE_TYPE_NOT_ALLOWED</c>, <c>EVIDENCE_TOO_LARGE</c> and others that the method names.</exception>
    /// <exception cref="IOException">The content could not be read; nothing was kept.</exception>
    public static async Task<TResponse> Send<TRequest, TResponse>(
        TRequest header, Stream content, Func<CallOptions, AsyncClientStreamingCall<TRequest, TResponse>> upload, CancellationToken cancel = default)
        where TRequest : class, IMessage<TRequest>, new()
        where TResponse : class, IMessage<TResponse>
    {
        var chunk = header.Descriptor.FindFieldByName("chunk") ?? throw new ArgumentException($"{header.Descriptor.FullName} takes no pieces", nameof(header));
        using var call = upload(new(cancellationToken: cancel));
        var buffer = new byte[Piece];
        var taken = await Write(call, header);
        while (taken && await content.ReadAtLeastAsync(buffer, Piece, throwOnEndOfStream: false, cancel) is > 0 and var read)
        {
            var piece = new TRequest();
            chunk.Accessor.SetValue(piece, ByteString.CopyFrom(buffer, 0, read));
            taken = await Write(call, piece);
        }

        if (taken)
            await call.RequestStream.CompleteAsync();
        return await call.ResponseAsync;
    }

    /// <summary>False when the call has ended already: why, its answer says.</summary>
    private static async Task<bool> Write<TRequest, TResponse>(AsyncClientStreamingCall<TRequest, TResponse> call, TRequest message)
    {
        try
        {
            // Who has answered reads no more, and a piece that waits to be read would wait for ever.
            await await Task.WhenAny(call.RequestStream.WriteAsync(message), call.ResponseAsync);
            return !call.ResponseAsync.IsCompleted;
        }
        catch (Exception end) when (end is RpcException or InvalidOperationException)
        {
            return false;
        }
    }
}
