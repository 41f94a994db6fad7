using Aftersales.Contracts;
using Aftersales.Contracts.Operations;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;

namespace Aftersales.EndToEnd.Access;

/// <summary>A method of the contracts, called without knowing which it is.</summary>
internal sealed record AnyMethod(MethodDescriptor Descriptor)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly Marshaller<byte[]> Raw = Marshallers.Create<byte[]>(bytes => bytes, bytes => bytes);

    /// <summary>Every method that the gateway passes on.</summary>
    public static IReadOnlyList<AnyMethod> All { get; } =
        [.. Aftersales.Gateway.Forwarding.Suite.Services.SelectMany(service => service.Methods).Select(method => new AnyMethod(method))];

    public string Name => Descriptor.FullName;

    public IReadOnlyList<Role> Roles => Options.GetExtension(AccessExtensions.Access).Roles;

    /// <summary>Apps whose sidecars may pass it on.</summary>
    public IReadOnlyList<string> Callers => Options.GetExtension(AccessExtensions.Access).Callers;

    public bool OnlyReads => Options.HasIdempotencyLevel && Options.IdempotencyLevel == MethodOptions.Types.IdempotencyLevel.NoSideEffects;

    private MethodOptions Options => Descriptor.GetOptions();

    public IMessage NewRequest()
    {
        var request = Descriptor.InputType.Parser.ParseFrom(ByteString.Empty);
        // Of the contract that every service serves: which of them is asked.
        if (Descriptor.File.Package == OperationsService.Descriptor.File.Package)
            Descriptor.InputType.FindFieldByName("service").Accessor.SetValue(request, "returns");
        return request;
    }

    /// <summary>The answer, of a stream the first message; null where it ended without one.</summary>
    /// <exception cref="RpcException">A refusal.</exception>
    public async Task<IMessage?> Call(CallInvoker invoker, IMessage request)
    {
        var type = (Descriptor.IsClientStreaming, Descriptor.IsServerStreaming) switch
        {
            (false, false) => MethodType.Unary,
            (false, true) => MethodType.ServerStreaming,
            (true, false) => MethodType.ClientStreaming,
            _ => MethodType.DuplexStreaming,
        };
        var method = new Method<byte[], byte[]>(type, Descriptor.Service.FullName, Descriptor.Name, Raw, Raw);
        var options = new CallOptions(deadline: DateTime.UtcNow + Patience);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var answer = await First(invoker, method, options, request.ToByteArray());
                return answer is null ? null : Descriptor.OutputType.Parser.ParseFrom(answer);
            }
            catch (RpcException busy) when (busy.StatusCode == StatusCode.ResourceExhausted && attempt < 30)
            {
                await Task.Delay(TimeSpan.FromSeconds(1));
            }
        }
    }

    /// <summary>How it is answered, whatever the answer.</summary>
    public async Task<StatusCode> Status(CallInvoker invoker, IMessage request)
    {
        try
        {
            await Call(invoker, request);
            return StatusCode.OK;
        }
        catch (RpcException refused)
        {
            return refused.StatusCode;
        }
    }

    public override string ToString() => Name;

    private static async Task<byte[]?> First(CallInvoker invoker, Method<byte[], byte[]> method, CallOptions options, byte[] request)
    {
        switch (method.Type)
        {
            case MethodType.Unary:
                return await invoker.AsyncUnaryCall(method, null, options, request);
            case MethodType.ServerStreaming:
                using (var call = invoker.AsyncServerStreamingCall(method, null, options, request))
                    return await call.ResponseStream.MoveNext(CancellationToken.None) ? call.ResponseStream.Current : null;
            case MethodType.ClientStreaming:
                using (var call = invoker.AsyncClientStreamingCall(method, null, options))
                {
                    await Send(call.RequestStream, request);
                    return await call.ResponseAsync;
                }

            default:
                using (var call = invoker.AsyncDuplexStreamingCall(method, null, options))
                {
                    await Send(call.RequestStream, request);
                    return await call.ResponseStream.MoveNext(CancellationToken.None) ? call.ResponseStream.Current : null;
                }
        }
    }

    // A call that was refused already takes no more; its answer says why.
    private static async Task Send(IClientStreamWriter<byte[]> stream, byte[] request)
    {
        try
        {
            await stream.WriteAsync(request);
            await stream.CompleteAsync();
        }
        catch (Exception ended) when (ended is RpcException or InvalidOperationException)
        {
        }
    }
}
