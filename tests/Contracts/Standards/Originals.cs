using Aftersales.Testing;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Aftersales.Contracts.Tests.Standards;

/// <summary>The interfaces as their owners publish them on npm.</summary>
public sealed class Originals : IAsyncLifetime
{
    private const string PrintValidateProto =
        """
        import { file_buf_validate_validate as file } from "@bufbuild/protovalidate/gen/buf/validate/validate_pb.js";
        import { toBinary } from "@bufbuild/protobuf";
        import { FileDescriptorProtoSchema } from "@bufbuild/protobuf/wkt";
        console.log(Buffer.from(toBinary(FileDescriptorProtoSchema, file.proto)).toString("base64"));
        """;

    private static readonly (string Source, string Target)[] Published =
    [
        ("google-proto-files/google/api/annotations.proto", "google/api/annotations.proto"),
        ("google-proto-files/google/api/http.proto", "google/api/http.proto"),
        ("google-proto-files/google/rpc/status.proto", "google/rpc/status.proto"),
        ("google-proto-files/google/rpc/error_details.proto", "google/rpc/error_details.proto"),
        ("grpc-health-check/proto/health/v1/health.proto", "grpc/health/v1/health.proto"),
        ("@grpc/reflection/build/proto/grpc/reflection/v1/reflection.proto", "grpc/reflection/v1/reflection.proto"),
    ];

    /// <summary>Everything that the originals declare.</summary>
    public HashSet<string> Facts { get; private set; } = [];

    public async Task InitializeAsync()
    {
        var folder = Directory.CreateTempSubdirectory("aftersales-originals-");
        try
        {
            foreach (var (source, target) in Published)
                Copy(NodeTools.Package(source), Path.Combine(folder.FullName, target));
            foreach (var part in new[] { "dapr/proto/common/v1", "dapr/proto/runtime/v1" })
                foreach (var file in Directory.GetFiles(NodeTools.Package($"@dapr/dapr/proto/{part}"), "*.proto"))
                    Copy(file, Path.Combine(folder.FullName, part, Path.GetFileName(file)));

            var image = Path.Combine(folder.FullName, "image.binpb");
            (await NodeTools.Buf("build", folder.FullName, "-o", image)).Succeeded();
            var validate = Convert.FromBase64String((await NodeTools.Node(PrintValidateProto)).Succeeded());
            Facts =
            [
                .. FileDescriptorSet.Parser.ParseFrom(await File.ReadAllBytesAsync(image)).File.SelectMany(WireFacts.Of),
                .. WireFacts.Of(FileDescriptorProto.Parser.ParseFrom(validate)),
            ];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public Task DisposeAsync() => Task.CompletedTask;

    private static void Copy(string source, string target)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(source, target);
    }
}
