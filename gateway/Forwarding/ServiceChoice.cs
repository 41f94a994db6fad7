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
/// Which service a call of the contract that all of them serve is for: its request says so, in the field <c>service</c>. Such requests are single and
/// small.
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

    /// <summary>The same for a call of gRPC. Null when it was refused.</summary>
    /// <param name="frame">The request as it was framed.</param>
    public async Task<ForwardedMethod?> Read(HttpContext context, ForwardedMethod method, byte[] frame)
    {
        try
        {
            return Of(method, method.Input!.Parser.ParseFrom(Message(frame)));
        }
        catch (UnknownServiceException unknown)
        {
            await context.Refuse(unknown.Status);
        }
        // What swells beyond all bounds when it is unpacked is a status of gRPC's own.
        catch (Exception malformed) when (malformed is InvalidProtocolBufferException or InvalidDataException or RpcException)
        {
            await context.Refuse(StatusCode.InvalidArgument, "the body is not one message of this method, or a very large one", "INVALID_REQUEST");
        }

        return null;
    }

    // gzip is the one compression that services take.
    private static Stream Message(byte[] frame)
    {
        if (frame.Length is < Prefix or >= LargestFrame || BinaryPrimitives.ReadUInt32BigEndian(frame.AsSpan(1)) != frame.Length - Prefix)
            throw new InvalidDataException();
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
