using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace Aftersales.StandIns.Tests.Binding;

/// <summary>
/// A stand-in holds only a part of its package's API. These tests tell whether it is the part that the official assemblies need;
/// the message names each member that is missing.
/// </summary>
public sealed class BindingTests
{
    public static TheoryData<string, string> Pairs { get; } = new()
    {
        { "Grpc.AspNetCore.Server", "Grpc.Core.Api" },
        { "Grpc.AspNetCore.Server", "Grpc.Net.Common" },
        { "Grpc.Net.Client", "Grpc.Core.Api" },
        { "Grpc.Net.Client", "Grpc.Net.Common" },
        { "StackExchange.Redis", "Pipelines.Sockets.Unofficial" },
        { "StackExchange.Redis", "System.IO.Hashing" },
        { "Yarp.ReverseProxy", "System.IO.Hashing" },
    };

    [Theory]
    [MemberData(nameof(Pairs))]
    public void All_that_an_official_assembly_asks_of_a_stand_in_is_there(string official, string standIn)
    {
        var (count, missing) = ReferenceCheck.Run(Bytes(official), Bytes(standIn));

        missing.ShouldBeEmpty();
        count.ShouldBeGreaterThan(0);
    }

    // Loading fails where a class overrides or implements something that a stand-in declares otherwise.
    [Theory]
    [InlineData("Grpc.AspNetCore.Server")]
    [InlineData("Grpc.Net.Client")]
    [InlineData("StackExchange.Redis")]
    [InlineData("Yarp.ReverseProxy")]
    public void Every_type_of_an_official_assembly_loads(string official) => Assembly.Load(official).GetTypes().ShouldNotBeEmpty();

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_stand_in_has_the_version_and_the_key_that_an_official_assembly_asks_for(string official, string standIn)
    {
        var asked = Assembly.Load(official).GetReferencedAssemblies().Single(name => name.Name == standIn);
        var given = Assembly.Load(standIn).GetName();

        given.Version!.ShouldBeGreaterThanOrEqualTo(asked.Version!);
        // The compiler compares keys where code sees both assemblies' types, as ours does with the gRPC ones.
        if (standIn.StartsWith("Grpc.", StringComparison.Ordinal))
            given.GetPublicKeyToken()!.ShouldBe(asked.GetPublicKeyToken()!);
    }

    [Theory]
    [InlineData("get_StatusCode", "Grpc.Core.Status.get_StatusCode instance `0(): Grpc.Core.StatusCode")]
    [InlineData("StatusCode", "Grpc.Core.StatusCode")]
    [InlineData("StatusCode", "Grpc.Core.Status..ctor instance `0(Grpc.Core.StatusCode, String): Void")]
    public void A_name_that_differs_in_one_letter_is_found_missing(string name, string reference)
    {
        var faulty = Bytes("Grpc.Core.Api");
        ChangeLastLetter(faulty, name);

        ReferenceCheck.Run(Bytes("Grpc.Net.Client"), faulty).Missing.ShouldContain(reference);
    }

    private static void ChangeLastLetter(byte[] assembly, string name)
    {
        using var file = new PEReader(new MemoryStream(assembly));
        var metadata = file.GetMetadataReader();
        var names = metadata.TypeDefinitions.Select(type => metadata.GetTypeDefinition(type).Name)
            .Concat(metadata.MethodDefinitions.Select(method => metadata.GetMethodDefinition(method).Name));
        var handle = names.First(handle => metadata.GetString(handle) == name);
        var at = file.PEHeaders.MetadataStartOffset + metadata.GetHeapMetadataOffset(HeapIndex.String) + metadata.GetHeapOffset(handle);
        assembly[at + name.Length - 1] ^= 1;
    }

    private static byte[] Bytes(string assembly) => File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, $"{assembly}.dll"));
}
