using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using Aftersales.Gateway.Json;
using Aftersales.Platform.Grpc;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;

namespace Aftersales.Gateway.Transcoding;

/// <summary>
/// The messages of an upload, passed on as they arrive. Lines of JSON (<c>application/x-ndjson</c>) are a message each. Any other bytes
/// (<c>application/octet-stream</c>) become the pieces of the message's one field of bytes, after a first message out of path and query:
/// <c>POST /v1/evidence?header.media_type=image/jpeg</c>.
/// </summary>
internal sealed class UploadContent : HttpContent
{
    private const int PieceBytes = 64 * 1024;

    private readonly PipeReader body;
    private readonly Func<Stream, CancellationToken, Task> write;
    private readonly RequestMap map;
    private readonly HttpContext context;
    private readonly string[] variables;
    private readonly MethodDescriptor method;
    private readonly TimeSpan patience;
    private readonly CancellationTokenSource ended = new();
    private Task writing = Task.CompletedTask;
    private int messages;

    private UploadContent(HttpRequest request, RequestMap map, string[] variables, MethodDescriptor method, TimeSpan patience, bool isRaw)
    {
        (body, context, this.map, this.variables, this.method, this.patience) = (request.BodyReader, request.HttpContext, map, variables, method, patience);
        write = isRaw ? WriteRaw : WriteLines;
    }

    /// <summary>Why the upload was broken off; null when it was not.</summary>
    public RefusedRequest? Refusal { get; private set; }

    /// <param name="patience">How long nothing of the body may come.</param>
    /// <exception cref="RefusedRequest">The body is of a type that cannot be taken.</exception>
    public static UploadContent Of(HttpRequest request, RequestMap map, string[] variables, MethodDescriptor method, TimeSpan patience)
    {
        if (RequestBody.Is(request, RequestBody.Lines))
            return new(request, map, variables, method, patience, isRaw: false);
        if (Bytes(method) is not null && RequestBody.Is(request, RequestBody.Raw))
            return new(request, map, variables, method, patience, isRaw: true);
        throw Bytes(method) is null ? RequestBody.WrongType(RequestBody.Lines) : RequestBody.WrongType(RequestBody.Lines, RequestBody.Raw);
    }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken) =>
        writing = Write(stream, cancellationToken);

    /// <summary>Lets go of the body. A service may answer before the caller has finished sending; then the rest is not wanted.</summary>
    public async Task End()
    {
        await ended.CancelAsync();
        await writing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task Write(Stream stream, CancellationToken cancel)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, ended.Token);
        try
        {
            await write(stream, either.Token);
        }
        catch (RefusedRequest refused)
        {
            Refusal = refused;
            throw;
        }
    }

    protected override bool TryComputeLength(out long length)
    {
        length = 0;
        return false;
    }

    /// <summary>The field that takes a file's bytes; null when the messages have none, or several.</summary>
    public static FieldDescriptor? Bytes(MethodDescriptor method) =>
        method.InputType.Fields.InDeclarationOrder().Where(field => field is { FieldType: FieldType.Bytes, IsRepeated: false }).ToList() is [var only] ? only : null;

    private Task WriteLines(Stream stream, CancellationToken cancel) => ReadOn(async (buffer, isLast) =>
    {
        var rest = buffer;
        while (rest.PositionOf((byte)'\n') is { } end)
        {
            await WriteLine(rest.Slice(0, end), stream, cancel);
            rest = rest.Slice(rest.GetPosition(1, end));
        }

        if (rest.Length > RequestBody.MaxBytes)
            throw RequestBody.TooLarge();
        if (!isLast)
            return rest.Start;
        await WriteLine(rest, stream, cancel);
        return rest.End;
    }, cancel);

    private async Task WriteLine(ReadOnlySequence<byte> line, Stream stream, CancellationToken cancel)
    {
        if (line.Length > RequestBody.MaxBytes)
            throw RequestBody.TooLarge();
        var text = line.IsSingleSegment ? line.First : line.ToArray();
        if (text.Span.Trim(" \t\r"u8).IsEmpty)
            return;
        await stream.WriteAsync(JsonCall.Framed(Message(text)), cancel);
    }

    private async Task WriteRaw(Stream stream, CancellationToken cancel)
    {
        await stream.WriteAsync(JsonCall.Framed(Message(default)), cancel);
        var bytes = Bytes(method)!;
        await ReadOn(async (buffer, isLast) =>
        {
            var rest = buffer;
            while (!rest.IsEmpty && (isLast || rest.Length >= PieceBytes))
            {
                var piece = rest.Slice(0, Math.Min(rest.Length, PieceBytes));
                var message = method.InputType.New();
                bytes.Accessor.SetValue(message, UnsafeByteOperations.UnsafeWrap(piece.ToArray()));
                await stream.WriteAsync(JsonCall.Framed(message), cancel);
                rest = rest.Slice(piece.End);
            }

            return rest.Start;
        }, cancel);
    }

    /// <summary>Hands over what has arrived, again with what was left of it, until the body ends.</summary>
    /// <param name="take">Answers how far it came.</param>
    private async Task ReadOn(Func<ReadOnlySequence<byte>, bool, Task<SequencePosition>> take, CancellationToken cancel)
    {
        while (true)
        {
            var read = await Read(cancel);
            var taken = read.Buffer.End;
            try
            {
                taken = await take(read.Buffer, read.IsCompleted);
            }
            finally
            {
                // Also where it is broken off: the rest of the body has to be readable.
                body.AdvanceTo(taken, read.Buffer.End);
            }

            if (read.IsCompleted)
                return;
        }
    }

    private async ValueTask<ReadResult> Read(CancellationToken cancel)
    {
        using var inTime = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        inTime.CancelAfter(patience);
        try
        {
            return await body.ReadAsync(inTime.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            throw new RefusedRequest(
                Errors.Status(StatusCode.DeadlineExceeded, "nothing more of the upload came", "INVALID_REQUEST"), StatusCodes.Status408RequestTimeout);
        }
    }

    private IMessage Message(ReadOnlyMemory<byte> text)
    {
        var findings = new Findings();
        findings.Enter(messages++);
        var message = map.Build(context, text.Span, variables, findings, isRaw: text.IsEmpty);
        return findings.IsEmpty ? message : throw RefusedRequest.Of(findings);
    }
}
