using System.Xml.Linq;

namespace Aftersales.Architecture;

/// <summary>Which project may know which: the arrows of docs/architecture, read from the project files.</summary>
public sealed class ProjectArrowsTests
{
    private static readonly string[] Services = ["Complaint", "Returns", "Refund", "Compensation", "Invoice", "Tracking", "Directory"];

    public static IEnumerable<object[]> Arrows =>
    [
        ["services/Contracts/Contracts.csproj", Array.Empty<string>()],
        ["services/Kernel/Kernel.csproj", Array.Empty<string>()],
        ["services/Platform/Platform.csproj", new[] { "Kernel", "Contracts" }],
        ["gateway/Gateway.csproj", new[] { "Contracts", "Platform" }],
        ["local/Simulators/Simulators.csproj", Array.Empty<string>()],
        ["local/Sidecar/Sidecar.csproj", new[] { "Contracts" }],
        ["local/Demo/Demo.csproj", new[] { "Contracts" }],
        ["clients/AfterSales.Client/AfterSales.Client.csproj", new[] { "Contracts" }],
        ["samples/clients/csharp/Sample.csproj", new[] { "AfterSales.Client", "Contracts" }],
        .. Services.Select(service => new object[] { $"services/{service}/{service}.csproj", new[] { "Kernel", "Contracts", "Platform" } }),
    ];

    [Theory, MemberData(nameof(Arrows))]
    public void A_project_knows_only_what_the_architecture_lets_it_know(string project, string[] allowed)
    {
        var known = XDocument.Load(Source.Path(project)).Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value));
        known.Except(allowed).ShouldBeEmpty();
    }

    [Fact]
    public void Every_service_is_looked_at() =>
        System.IO.Directory.GetDirectories(Source.Path("services")).Select(Path.GetFileName).Except(["Contracts", "Kernel", "Platform"]).ShouldBe(Services, ignoreOrder: true);

    [Fact]
    public void A_stand_in_knows_other_stand_ins_only()
    {
        var projects = System.IO.Directory.GetFiles(Source.Path("standins"), "*.csproj", SearchOption.AllDirectories);
        projects.Length.ShouldBeGreaterThan(3);
        projects.SelectMany(p => XDocument.Load(p).Descendants("ProjectReference").Select(r => r.Attribute("Include")!.Value))
            .Where(reference => !reference.StartsWith("../Grpc", StringComparison.Ordinal))
            .ShouldBeEmpty();
    }
}
