using Aftersales.Testing;

namespace Aftersales.EndToEnd;

/// <summary>The demo's day, which checks its own invariants and says so with its exit code.</summary>
public sealed class DayTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("aftersales-").FullName;

    [Fact]
    public async Task A_day_on_PostgreSQL_and_Redis_adds_up()
    {
        await using var suite = await SuiteProcess.Suite(folder, "--postgres", PostgresServer.Shared.NewDatabase(), "--redis", RedisServer.Shared.Endpoint);
        await Plays();
    }

    [Fact]
    public async Task A_suite_killed_in_the_middle_of_the_day_picks_up_on_the_same_folder_and_adds_up()
    {
        await using (var suite = await SuiteProcess.Suite(folder))
        {
            await using var interrupted = SuiteProcess.Demo(folder);
            await interrupted.Printed("  complaints  ", Patience);
            await suite.Kill();
        }

        await using var again = await SuiteProcess.Suite(folder);
        await Plays();
    }

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);

    private async Task Plays()
    {
        await using var demo = SuiteProcess.Demo(folder);
        var exit = await demo.Exit(Patience);
        exit.ShouldBe(0, demo.Output);
        demo.Output.ShouldContain("the books balance to zero");
        demo.Output.ShouldNotContain("BROKEN");
    }
}
