namespace Aftersales.EndToEnd;

/// <summary>The demo's day, which checks its own invariants and says so with its exit code.</summary>
[Collection(PlayedDays.Name)]
public sealed class DayTests(PlayedDay day)
{
    [Fact]
    public void A_day_on_PostgreSQL_and_Redis_adds_up() => ShouldAddUp(day.ExitCode, day.Said);

    internal static void ShouldAddUp(int exitCode, string said)
    {
        exitCode.ShouldBe(0, said);
        said.ShouldContain("the books balance to zero");
        said.ShouldNotContain("BROKEN");
    }
}

/// <summary>The same day, interrupted.</summary>
public sealed class InterruptedDayTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("aftersales-").FullName;

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
        var (exitCode, said) = await PlayedDay.Play(folder);
        DayTests.ShouldAddUp(exitCode, said);
    }

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);
}
