using Aftersales.Platform.Time;
using Aftersales.Testing;
using NodaTime;

namespace Aftersales.Platform.Tests.Time;

/// <summary>Business time as several processes share it.</summary>
public sealed class BusinessClockTests : IDisposable
{
    private static readonly Instant Morning = Instant.FromUtc(2026, 6, 2, 1, 0);
    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("aftersales-").FullName;
    private readonly ManualTime real = new();

    private string File => Path.Combine(folder, "clock");

    [Fact]
    public async Task A_move_counts_at_once_for_whoever_shares_the_file_and_wakes_them_soon()
    {
        await using BusinessClock one = new(real, File), other = new(real, File);
        one.StartAt(Morning);
        real.Advance(TimeSpan.FromSeconds(1));
        var woken = 0;
        other.Moved += () => woken++;

        one.MoveTo(Morning + Duration.FromDays(5));

        other.GetCurrentInstant().ShouldBe(Morning + Duration.FromDays(5));
        real.Advance(TimeSpan.FromMilliseconds(10));
        woken.ShouldBe(1);
        real.Advance(TimeSpan.FromMinutes(1));
        woken.ShouldBe(1);
    }

    [Fact]
    public async Task Business_time_goes_on_after_a_restart_and_is_started_once()
    {
        await using (var first = new BusinessClock(real, File))
            first.StartAt(Morning);
        real.Advance(TimeSpan.FromHours(1));

        await using var again = new BusinessClock(real, File);
        again.StartAt(Morning);

        again.GetCurrentInstant().ShouldBe(Morning + Duration.FromHours(1));
    }

    [Fact]
    public async Task It_never_goes_back()
    {
        await using var clock = new BusinessClock(real);
        clock.StartAt(Morning);
        clock.MoveTo(Morning - Duration.FromHours(1));
        clock.GetCurrentInstant().ShouldBe(Morning);
    }

    [Fact]
    public void A_file_of_something_else_is_refused()
    {
        System.IO.File.WriteAllText(File, "-123456789012");
        Should.Throw<InvalidDataException>(() => new BusinessClock(real, File)).Message.ShouldContain(File);
    }

    public void Dispose() => System.IO.Directory.Delete(folder, recursive: true);
}
