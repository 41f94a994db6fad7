using Aftersales.Contracts.Standard.Health;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Tests.Grpc.Cases;
using Google.Protobuf.Reflection;

namespace Aftersales.Platform.Tests.Grpc;

public sealed class ServedContractsTests
{
    private static readonly FileDescriptor File = ValidationCasesReflection.Descriptor;
    private readonly ServedContracts contracts = new(Cases.Cases.Descriptor, Health.Descriptor);

    [Fact]
    public void Imports_come_first_and_once_on_a_stream()
    {
        var sent = new HashSet<string>();

        Names(File, sent).ShouldBe(
            ["google/protobuf/descriptor.proto", "google/protobuf/duration.proto", "google/protobuf/timestamp.proto", "buf/validate/validate.proto", "validation_cases.proto"]);
        Names(File, sent).ShouldBe(["validation_cases.proto"]);
    }

    [Fact]
    public void Extensions_are_found_by_what_they_extend()
    {
        contracts.FileOfExtension("google.protobuf.FieldOptions", 1159)!.Name.ShouldBe("buf/validate/validate.proto");
        contracts.FileOfExtension("google.protobuf.FieldOptions", 1)?.Name.ShouldBeNull();
        contracts.ExtensionNumbers("google.protobuf.FieldOptions").ShouldBe([1159]);
        contracts.ExtensionNumbers("aftersales.tests.validation.Child").ShouldBe([]);
        contracts.ExtensionNumbers("aftersales.tests.validation.Colour").ShouldBeNull();
    }

    [Theory]
    [InlineData("aftersales.tests.validation.Cases")]
    [InlineData("aftersales.tests.validation.Cases.Ask")]
    [InlineData("aftersales.tests.validation.Presence.choice")]
    [InlineData("aftersales.tests.validation.Colour")]
    [InlineData("aftersales.tests.validation.COLOUR_RED")]
    public void Symbols_are_found_at_any_depth(string symbol) => contracts.FileOfSymbol(symbol).ShouldBe(File);

    [Fact]
    public void The_name_of_a_symbol_from_an_import_is_found() => contracts.FileOfSymbol("buf.validate.field")!.Name.ShouldBe("buf/validate/validate.proto");

    private static IEnumerable<string> Names(FileDescriptor file, HashSet<string> sent) =>
        [.. ServedContracts.Serialised(file, sent).Select(bytes => FileDescriptorProto.Parser.ParseFrom(bytes).Name)];
}
