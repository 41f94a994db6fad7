using Aftersales.Contracts.Standard.Reflection;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Microsoft.Extensions.Hosting;
using Asked = Aftersales.Contracts.Standard.Reflection.ServerReflectionRequest.MessageRequestOneofCase;

namespace Aftersales.Platform.Grpc;

/// <summary>The standard reflection interface over <see cref="ServedContracts"/>: what tools such as grpcurl and buf curl ask first.</summary>
public sealed class ReflectionService(ServedContracts contracts, IHostApplicationLifetime lifetime) : ServerReflection.ServerReflectionBase
{
    public override async Task ServerReflectionInfo(
        IAsyncStreamReader<ServerReflectionRequest> requestStream, IServerStreamWriter<ServerReflectionResponse> responseStream, ServerCallContext context)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, lifetime.ApplicationStopping);
        var sent = new HashSet<string>();
        try
        {
            while (await requestStream.MoveNext(end.Token))
                await responseStream.WriteAsync(Answer(requestStream.Current, sent), end.Token);
        }
        catch (OperationCanceledException)
        {
            // The caller has gone, or the server stops.
        }
    }

    private ServerReflectionResponse Answer(ServerReflectionRequest request, HashSet<string> sent)
    {
        var answer = new ServerReflectionResponse { ValidHost = request.Host, OriginalRequest = request };
        switch (request.MessageRequestCase)
        {
            case Asked.ListServices:
                answer.ListServicesResponse = new() { Service = { contracts.Services.Select(name => new ServiceResponse { Name = name }) } };
                break;
            case Asked.FileByFilename:
                AddFile(answer, contracts.File(request.FileByFilename), sent);
                break;
            case Asked.FileContainingSymbol:
                AddFile(answer, contracts.FileOfSymbol(request.FileContainingSymbol), sent);
                break;
            case Asked.FileContainingExtension:
                var extension = request.FileContainingExtension;
                AddFile(answer, contracts.FileOfExtension(extension.ContainingType, extension.ExtensionNumber), sent);
                break;
            case Asked.AllExtensionNumbersOfType when contracts.ExtensionNumbers(request.AllExtensionNumbersOfType) is { } numbers:
                answer.AllExtensionNumbersResponse = new() { BaseTypeName = request.AllExtensionNumbersOfType, ExtensionNumber = { numbers } };
                break;
            case Asked.AllExtensionNumbersOfType:
                answer.ErrorResponse = Error(StatusCode.NotFound, "no such message");
                break;
            default:
                answer.ErrorResponse = Error(StatusCode.InvalidArgument, "nothing was asked");
                break;
        }
        return answer;
    }

    private static void AddFile(ServerReflectionResponse answer, FileDescriptor? file, HashSet<string> sent)
    {
        if (file is null)
            answer.ErrorResponse = Error(StatusCode.NotFound, "no such declaration");
        else
            answer.FileDescriptorResponse = new() { FileDescriptorProto = { ServedContracts.Serialised(file, sent) } };
    }

    private static ErrorResponse Error(StatusCode code, string message) => new() { ErrorCode = (int)code, ErrorMessage = message };
}
