using System.IO.Compression;
using System.Xml.Linq;
using Aftersales.Testing;
using Google.Protobuf.Reflection;

namespace Aftersales.EndToEnd;

/// <summary>What integrators get.</summary>
public sealed class ReleaseTests : IDisposable
{
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("aftersales-").FullName;

    [Fact]
    public async Task A_release_is_an_image_of_the_contracts_with_their_comments_and_a_package_with_all_that_it_needs()
    {
        // As it was built for this test: a release builds anew.
        _ = NodeTools.Folder;
        await Shell.Bash($"tools/release '{folder}' --no-build --configuration {new System.IO.DirectoryInfo(AppContext.BaseDirectory).Parent!.Name}");

        using var packed = new GZipStream(File.OpenRead(System.IO.Directory.GetFiles(folder, "aftersales-contracts-*.binpb.gz").Single()), CompressionMode.Decompress);
        var image = FileDescriptorSet.Parser.ParseFrom(packed);
        var service = image.File.Single(file => file.Name == "aftersales/complaint/v1/complaint_service.proto");
        service.Service.ShouldContain(found => found.Name == "ComplaintService");
        service.SourceCodeInfo.Location.ShouldContain(place => place.LeadingComments.Length > 0);

        using var package = await ZipFile.OpenReadAsync(System.IO.Directory.GetFiles(folder, "AfterSales.Client.*.nupkg").Single());
        var files = package.Entries.Select(entry => entry.FullName).ToList();
        files.ShouldContain("README.md");
        files.Where(file => file.StartsWith("lib/", StringComparison.Ordinal)).ShouldBe(
            ["lib/net10.0/AfterSales.Client.dll", "lib/net10.0/AfterSales.Client.xml", "lib/net10.0/Aftersales.Contracts.dll", "lib/net10.0/Aftersales.Contracts.xml"], ignoreOrder: true);
        using var about = await package.Entries.Single(entry => entry.Name == "AfterSales.Client.nuspec").OpenAsync();
        (await XDocument.LoadAsync(about, default, default)).Descendants().Where(element => element.Name.LocalName == "dependency").Select(element => element.Attribute("id")!.Value)
            .ShouldBe(["Google.Protobuf", "Grpc.Core.Api", "Grpc.Net.Client", "Grpc.Net.Common"], ignoreOrder: true);
    }

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);
}
