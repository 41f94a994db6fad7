using Aftersales.Testing;

namespace Aftersales.StandIns.Tests.Testing;

public sealed class ManualTimeTests
{
    private readonly ManualTime time = new();
    private readonly List<string> fired = [];

    [Fact]
    public void Timers_fire_in_due_order_and_each_sees_its_own_due_time()
    {
        var start = time.GetUtcNow();
        Timer("late", due: 20);
        Timer("early", due: 10);
        Timer("never", due: 31);

        time.Advance(TimeSpan.FromSeconds(30));

        fired.ShouldBe(["early 10", "late 20"]);
        time.GetUtcNow().ShouldBe(start.AddSeconds(30));
        time.GetElapsedTime(0, TimeSpan.TicksPerSecond).ShouldBe(TimeSpan.FromSeconds(1));

        string Now() => $"{(time.GetUtcNow() - start).TotalSeconds:0}";
        void Timer(string name, int due) =>
            time.CreateTimer(_ => fired.Add($"{name} {Now()}"), null, TimeSpan.FromSeconds(due), Timeout.InfiniteTimeSpan);
    }

    [Fact]
    public void A_periodic_timer_fires_each_period_until_disposed_of()
    {
        using var periodic = time.CreateTimer(_ => fired.Add("tick"), null, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10));

        time.Advance(TimeSpan.FromSeconds(25));
        fired.Count.ShouldBe(3);

        periodic.Dispose();
        periodic.Change(TimeSpan.Zero, TimeSpan.FromSeconds(1)).ShouldBeFalse();
        time.Advance(TimeSpan.FromHours(1));
        fired.Count.ShouldBe(3);
    }

    [Fact]
    public void A_timer_set_by_a_timer_fires_in_the_same_advance()
    {
        ITimer? second = null;
        using var first = time.CreateTimer(
            _ => second = time.CreateTimer(_ => fired.Add("second"), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan),
            null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);

        time.Advance(TimeSpan.FromSeconds(2));

        fired.ShouldBe(["second"]);
        second!.Dispose();
    }

    [Fact]
    public async Task A_loop_that_delays_can_be_driven_without_sleeping()
    {
        var rounds = 0;
        var loop = Task.Run(async () =>
        {
            for (; rounds < 3; rounds++) await Task.Delay(TimeSpan.FromMinutes(1), time);
        });

        for (var round = 0; round < 3; round++)
        {
            await time.TimersSet().WaitAsync(TimeSpan.FromSeconds(10));
            time.Advance(TimeSpan.FromMinutes(1));
        }

        await loop.WaitAsync(TimeSpan.FromSeconds(10));
        rounds.ShouldBe(3);
    }

    [Fact]
    public void The_clock_never_goes_back() =>
        Should.Throw<ArgumentOutOfRangeException>(() => time.Advance(TimeSpan.FromTicks(-1)));
}
