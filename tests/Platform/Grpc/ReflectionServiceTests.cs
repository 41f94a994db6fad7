using System.Text.Json;
using Aftersales.Contracts.Standard.Reflection;
using Aftersales.Testing;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Asked = Aftersales.Contracts.Standard.Reflection.ServerReflectionRequest;

namespace Aftersales.Platform.Tests.Grpc;

public sealed class ReflectionServiceTests(GrpcServer server) : IClassFixture<GrpcServer>
{
    private static readonly string[] Services = ["grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection"];

    [Fact]
    public async Task It_lists_the_services() =>
        (await Ask(new Asked { Host = "h", ListServices = "" }))[0].ListServicesResponse.Service.Select(service => service.Name).ShouldBe(Services);

    [Theory]
    [InlineData("grpc.health.v1.Health")]
    [InlineData("grpc.health.v1.Health.Watch")]
    [InlineData("grpc.health.v1.HealthCheckResponse.status")]
    [InlineData("grpc.health.v1.HealthCheckResponse.ServingStatus")]
    public async Task It_finds_the_file_of_a_symbol(string symbol) =>
        FileNames((await Ask(new Asked { FileContainingSymbol = symbol }))[0]).ShouldBe(["grpc/health/v1/health.proto"]);

    [Fact]
    public async Task It_finds_files_by_name_and_echoes_the_question()
    {
        var question = new Asked { Host = "h", FileByFilename = "grpc/reflection/v1/reflection.proto" };

        var answer = (await Ask(question))[0];

        FileNames(answer).ShouldBe(["grpc/reflection/v1/reflection.proto"]);
        answer.OriginalRequest.ShouldBe(question);
        answer.ValidHost.ShouldBe("h");
    }

    [Fact]
    public async Task What_is_not_there_is_an_answer_and_the_stream_goes_on()
    {
        var answers = await Ask(
            new Asked { FileByFilename = "a.proto" },
            new Asked { FileContainingSymbol = "a.B" },
            new Asked { FileContainingExtension = new() { ContainingType = "a.B", ExtensionNumber = 1 } },
            new Asked { AllExtensionNumbersOfType = "a.B" },
            new Asked(),
            new Asked { ListServices = "" });

        answers.Select(answer => answer.ErrorResponse?.ErrorCode).ShouldBe([5, 5, 5, 5, 3, null]);
    }

    [Fact]
    public async Task Foreign_tools_list_and_call_without_a_schema()
    {
        server.Health.Set("a.b.C", isServing: true);

        var list = await Curl(server.Address, "--list-methods");
        var call = await Curl("--data", """{"service": "a.b.C"}""", $"{server.Address}/grpc.health.v1.Health/Check");

        list.Split('\n').ShouldContain("grpc.health.v1.Health/Check");
        JsonDocument.Parse(call).RootElement.GetProperty("status").GetString().ShouldBe("SERVING");
    }

    private static async Task<string> Curl(params IEnumerable<string> arguments) =>
        (await NodeTools.Buf(["curl", "--protocol", "grpc", "--http2-prior-knowledge", .. arguments])).Succeeded();

    private async Task<List<ServerReflectionResponse>> Ask(params Asked[] questions)
    {
        using var call = new ServerReflection.ServerReflectionClient(server.Channel).ServerReflectionInfo(deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(30));
        var answers = new List<ServerReflectionResponse>();
        foreach (var question in questions)
        {
            await call.RequestStream.WriteAsync(question);
            (await call.ResponseStream.MoveNext()).ShouldBeTrue();
            answers.Add(call.ResponseStream.Current);
        }
        await call.RequestStream.CompleteAsync();
        (await call.ResponseStream.MoveNext()).ShouldBeFalse();
        return answers;
    }

    private static IEnumerable<string> FileNames(ServerReflectionResponse answer) =>
        answer.FileDescriptorResponse.FileDescriptorProto.Select(bytes => FileDescriptorProto.Parser.ParseFrom(bytes).Name);
}
