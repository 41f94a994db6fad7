using System.Buffers.Binary;
using System.Collections.Frozen;
using Aftersales.Contracts.Operations;
using Aftersales.Gateway.Replies;
using Aftersales.Platform.Grpc;
using Google.Protobuf;
using Grpc.Core;
using static Aftersales.Contracts.Standard.Rpc.BadRequest.Types;
using Rpc = Aftersales.Contracts.Standard.Rpc;

namespace Aftersales.Gateway.Forwarding;

/// <summary>
/// Which service a call of the contract that all of them serve is for: its request says so, in the field <c>service</c>. So a call of gRPC is read here before it is
/// passed on as it came; such requests are single and small.
/// </summary>
internal sealed class ServiceChoice(GatewaySettings settings)
{
    private const string Field = "service";
    private const int Prefix = 5;
    private const int LargestFrame = 64 * 1024;

    private readonly FrozenSet<string> apps = settings.Services.Where(service => !IsOfEveryService(service)).Select(ForwardedMethod.AppOf).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether every service serves this contract.</summary>
    public static bool IsOfEveryService(Google.Protobuf.Reflection.ServiceDescriptor service) => service.File.Package == OperationsService.Descriptor.File.Package;

    /// <summary>The method at the service that the request names.</summary>
    /// <exception cref="UnknownServiceException">It names none.</exception>
    public ForwardedMethod Of(ForwardedMethod method, IMessage request)
    {
        var named = (string)request.Descriptor.FindFieldByName(Field).Accessor.GetValue(request);
        return apps.Contains(named) ? method with { App = named } : throw new UnknownServiceException(apps);
    }

    /// <summary>The same for a call of gRPC, whose body can be read again after this. Null when it was refused.</summary>
    public async Task<ForwardedMethod?> Read(HttpContext context, ForwardedMethod method, CancellationToken cancel)
    {
        try
        {
            var frame = await Frame(context.Request.Body, cancel);
            context.Request.Body = new MemoryStream(frame, writable: false);
            return Of(method, method.Input!.Parser.ParseFrom(Message(frame)));
        }
        catch (UnknownServiceException unknown)
        {
            await context.Refuse(unknown.Status);
        }
        catch (Exception malformed) when (malformed is InvalidProtocolBufferException or InvalidDataException or BadHttpRequestException)
        {
            await context.Refuse(StatusCode.InvalidArgument, "the body is not one message of this method, or a very large one", "INVALID_REQUEST");
        }

        return null;
    }

    private static async Task<byte[]> Frame(Stream body, CancellationToken cancel)
    {
        var buffer = new byte[LargestFrame];
        var read = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancel);
        return read is >= Prefix and < LargestFrame && BinaryPrimitives.ReadUInt32BigEndian(buffer.AsSpan(1)) == read - Prefix
            ? buffer[..read]
            : throw new InvalidDataException();
    }

    // gzip is the one compression that services take.
    private static Stream Message(byte[] frame)
    {
        var message = new MemoryStream(frame, Prefix, frame.Length - Prefix, writable: false);
        return frame[0] == 0 ? message : new GzipProvider().CreateDecompressionStream(message);
    }
}

/// <summary>The request of a method that every service serves names none of them.</summary>
internal sealed class UnknownServiceException(IEnumerable<string> apps) : Exception
{
    public Rpc.Status Status { get; } = Errors.Status(
        StatusCode.InvalidArgument,
        "service: must be one of the suite's",
        "INVALID_REQUEST",
        violations: [new FieldViolation { Field = "service", Description = $"must be one of {string.Join(", ", apps.Order(StringComparer.Ordinal))}" }]);
}
