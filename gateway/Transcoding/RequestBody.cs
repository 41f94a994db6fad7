using System.Buffers;
using Aftersales.Gateway.Forwarding;
using Aftersales.Gateway.Json;
using Aftersales.Gateway.Replies;
using Aftersales.Platform.Grpc;
using Grpc.Core;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace Aftersales.Gateway.Transcoding;

/// <summary>Takes the body of a request: its type, and within a bound its bytes.</summary>
internal static class RequestBody
{
    /// <summary>Bytes of a JSON text, or of one line where each is one; what gRPC takes at most, too.</summary>
    public const int MaxBytes = 4 * 1024 * 1024;

    public const string Lines = "application/x-ndjson";
    public const string Raw = "application/octet-stream";

    /// <summary>Reads a JSON body as a whole; empty when there is none.</summary>
    /// <param name="patience">How long it may take to arrive.</param>
    /// <exception cref="RefusedRequest">It is of another type, too large, or does not arrive in time.</exception>
    public static async Task<byte[]> ReadJson(HttpRequest request, Deadline deadline, TimeSpan patience)
    {
        if (request.ContentLength > MaxBytes)
            throw TooLarge();
        if (request.ContentLength is null or 0 && !request.HttpContext.Features.GetRequiredFeature<IHttpRequestBodyDetectionFeature>().CanHaveBody)
            return [];
        using var inTime = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token);
        inTime.CancelAfter(patience);
        try
        {
            return await ReadJson(request, inTime.Token);
        }
        catch (OperationCanceledException) when (!deadline.Token.IsCancellationRequested)
        {
            throw new RefusedRequest(
                Errors.Status(StatusCode.DeadlineExceeded, "the request did not arrive in time", "INVALID_REQUEST"), StatusCodes.Status408RequestTimeout);
        }
    }

    private static async Task<byte[]> ReadJson(HttpRequest request, CancellationToken cancel)
    {
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(cancel);
            var isTooLarge = read.Buffer.Length > MaxBytes;
            if (!read.IsCompleted && !isTooLarge)
            {
                request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                continue;
            }

            var text = isTooLarge ? [] : read.Buffer.ToArray();
            request.BodyReader.AdvanceTo(read.Buffer.End);
            if (isTooLarge)
                throw TooLarge();
            return text.Length == 0 || IsJson(request) ? text : throw WrongType(JsonReply.ContentType);
        }
    }

    /// <summary>Whether the body is of this type, in UTF-8 and not compressed.</summary>
    public static bool Is(HttpRequest request, string type) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var given) && given.MediaType.Equals(type, StringComparison.OrdinalIgnoreCase) && IsPlain(request, given);

    /// <summary>The refusal of a body of another type.</summary>
    public static RefusedRequest WrongType(params string[] allowed) => new(
        Errors.Status(StatusCode.InvalidArgument, $"the body must be {string.Join(" or ", allowed)}, in UTF-8 and not compressed", "MEDIA_TYPE_UNSUPPORTED", [new("allowed", string.Join(',', allowed))]),
        StatusCodes.Status415UnsupportedMediaType);

    /// <summary>The refusal of a body, or a line of one, that is larger than is taken.</summary>
    public static RefusedRequest TooLarge()
    {
        var findings = new Findings();
        findings.Add(Flaw.Size, $"must be at most {MaxBytes} bytes");
        return RefusedRequest.Of(findings, StatusCodes.Status413PayloadTooLarge);
    }

    private static bool IsJson(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var given)
        && (given.MediaType.Equals(JsonReply.ContentType, StringComparison.OrdinalIgnoreCase) || (given.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase) && given.Type.Equals("application", StringComparison.OrdinalIgnoreCase)))
        && IsPlain(request, given);

    private static bool IsPlain(HttpRequest request, MediaTypeHeaderValue given) =>
        (!given.Charset.HasValue || given.Charset.Value.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase)) && request.Headers.ContentEncoding.Count == 0;
}
