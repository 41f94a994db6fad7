using System.Globalization;
using Aftersales.Gateway.Json;
using Aftersales.Platform.Grpc;
using Google.Protobuf.WellKnownTypes;
using Rpc = Aftersales.Contracts.Standard.Rpc;

namespace Aftersales.Gateway.Replies;

/// <summary>Answers in JSON: a message as it is, an error as <c>google.rpc.Status</c> with the details that gRPC's trailer carries.</summary>
internal static class JsonReply
{
    public const string ContentType = "application/json";

    private static readonly JsonMessage Status = JsonMessage.Of(Rpc.Status.Descriptor);

    /// <param name="httpStatus">Where HTTP has a more exact word than the table.</param>
    public static async Task Write(HttpContext context, Rpc.Status status, int? httpStatus = null)
    {
        context.Response.StatusCode = httpStatus ?? HttpStatus.Of(status.Code);
        if (RetryAfter(status) is { } wait)
            context.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
        using var output = JsonOutput.Rent();
        Write(output, status);
        await Send(context, output);
    }

    /// <summary>Writes the error itself.</summary>
    public static void Write(JsonOutput output, Rpc.Status status) => Status.Write(output.Json, status);

    /// <summary>Sends what was written as the whole body.</summary>
    public static async Task Send(HttpContext context, JsonOutput output)
    {
        var text = output.Text;
        context.Response.ContentType = ContentType;
        context.Response.ContentLength = text.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.BodyWriter.WriteAsync(text, context.RequestAborted);
    }

    private static long? RetryAfter(Rpc.Status status)
    {
        foreach (var detail in status.Details)
        {
            if (detail.TryUnpack<Rpc.RetryInfo>(out var retry) && retry.RetryDelay is { } delay)
                return Math.Max(1, delay.Seconds + (delay.Nanos > 0 ? 1 : 0));
        }

        return null;
    }
}
