using Xunit.Abstractions;

namespace Aftersales.Refunds.Tests.Model;

/// <summary>A model that finds nothing proves nothing: it must find each planted fault, and show the shortest way to it.</summary>
public sealed class PlantedFaultTests(ITestOutputHelper output)
{
    private const int Lives = 4000;
    private const ulong Seed = 8123;

    public static IEnumerable<object[]> Faults => PlantedFaults.All.Keys.Select(fault => new object[] { fault });

    [Theory, MemberData(nameof(Faults))]
    public void The_model_finds(string fault)
    {
        var found = Should.Throw<InvalidOperationException>(() => MoneyModelTests.Explore(PlantedFaults.All[fault], Lives, Seed));
        output.WriteLine(found.Message);
        found.Message.ShouldContain(nameof(LawBrokenException));
    }
}
