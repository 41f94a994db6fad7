using System.Reflection;
using Google.Protobuf.Reflection;

namespace Aftersales.Contracts.Tests.Standards;

/// <summary>What protos/ declares of other people's interfaces is what they declare.</summary>
public sealed class StandardSubsetTests(Originals originals) : IClassFixture<Originals>
{
    private static readonly string[] Owners = ["google/", "grpc/", "buf/", "dapr/"];

    private static readonly FileDescriptorProto[] Subsets =
    [
        .. from type in typeof(Money).Assembly.GetTypes()
           where type.Name.EndsWith("Reflection", StringComparison.Ordinal)
           let descriptor = type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null) as FileDescriptor
           where descriptor is not null && Owners.Any(owner => descriptor.Name.StartsWith(owner, StringComparison.Ordinal))
           select descriptor.ToProto(),
    ];

    public static TheoryData<string> Files => [.. Subsets.Select(file => file.Name)];

    [Theory, MemberData(nameof(Files))]
    public void Every_declaration_of_a_subset_is_in_the_original(string file)
    {
        var facts = WireFacts.Of(Subsets.Single(subset => subset.Name == file)).ToList();

        facts.ShouldNotBeEmpty();
        facts.Except(originals.Facts).ShouldBeEmpty();
    }

    [Fact]
    public void All_standard_interfaces_are_compared()
    {
        var declared = Directory.GetFiles(Path.Combine(Testing.NodeTools.RepositoryRoot, "protos"), "*.proto", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Path.Combine(Testing.NodeTools.RepositoryRoot, "protos"), file))
            .Where(file => Owners.Any(owner => file.StartsWith(owner, StringComparison.Ordinal)));

        Subsets.Select(file => file.Name).ShouldBe(declared, ignoreOrder: true);
    }

    [Theory]
    [InlineData("google.rpc", "google/rpc/error_details.proto")]
    [InlineData("buf.validate", "buf/validate/validate.proto")]
    [InlineData("grpc.health.v1", "grpc/health/v1/health.proto")]
    public void A_planted_difference_is_found(string package, string name)
    {
        var file = Subsets.Single(subset => subset.Name == name);
        file.Package.ShouldBe(package);

        foreach (var plant in Plants(file))
        {
            var changed = file.Clone();
            plant(changed);
            WireFacts.Of(changed).Except(originals.Facts).ShouldNotBeEmpty();
        }
    }

    private static IEnumerable<Action<FileDescriptorProto>> Plants(FileDescriptorProto file)
    {
        var message = Enumerable.Range(0, file.MessageType.Count).First(i => file.MessageType[i].Field.Count > 0);
        yield return f => f.MessageType[message].Field[0].Number += 100;
        yield return f => f.MessageType[message].Field[0].Name += "x";
        yield return f => f.MessageType[message].Field[0].Type = FieldDescriptorProto.Types.Type.Sfixed64;
        yield return f => f.MessageType[message].Field[0].Label = FieldDescriptorProto.Types.Label.Required;
        yield return f => f.MessageType[message].Name += "x";
        yield return f => f.Package += "x";
        if (file.EnumType.Count > 0)
            yield return f => f.EnumType[0].Value[^1].Number += 1;
        if (file.Extension.Count > 0)
            yield return f => f.Extension[0].Number += 1;
        if (file.Service.Count > 0)
            yield return f => f.Service[0].Method[0].ServerStreaming ^= true;
    }
}
