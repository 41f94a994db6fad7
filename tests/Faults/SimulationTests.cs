using System.Globalization;
using Xunit.Abstractions;

namespace Aftersales.Faults.Tests;

/// <summary>
/// The seeded simulation. <c>./test sim --seed N</c> replays a seed, <c>--runs K</c> explores; without them a fixed seed and one at random.
/// </summary>
public sealed class SimulationTests(ITestOutputHelper output)
{
    private const int Steps = 300;
    private const int Fixed = 8123;

    public static IEnumerable<object[]> Runs => from seed in Seeds() from database in new[] { "sqlite", "postgres" } select new object[] { seed, database };

    [Theory, MemberData(nameof(Runs), DisableDiscoveryEnumeration = true)]
    public async Task Money_moves_exactly_once_whatever_happens(int seed, string database)
    {
        foreach (var line in await Simulation.Run(seed, database, Setting("STEPS") ?? Steps))
            output.WriteLine(line);
    }

    // Until there are batches: their ids are drawn by the service, and decide which of two that are due at the same moment comes first.
    [Fact]
    public async Task The_same_seed_tells_the_same_story()
    {
        (await Story()).ShouldBe(await Story());

        static async Task<IEnumerable<string>> Story() =>
            (await Simulation.Run(Fixed, "sqlite", Steps)).TakeWhile(line => !line.Contains("BatchLocked", StringComparison.Ordinal));
    }

    private static IEnumerable<int> Seeds() => (Setting("SEED"), Setting("RUNS")) switch
    {
        ({ } seed, _) => [seed],
        (_, { } runs) => Enumerable.Range(0, runs).Select(_ => Random.Shared.Next()),
        _ => [Fixed, Setting("RANDOM") ?? Random.Shared.Next()],
    };

    private static int? Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable($"AFTERSALES_SIM_{name}"), CultureInfo.InvariantCulture, out var value) ? value : null;
}
