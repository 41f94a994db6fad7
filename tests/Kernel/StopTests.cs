using System.Collections.Immutable;
using Aftersales.Kernel;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Aftersales.Kernel.Tests;

public class StopTests
{
    [Theory]
    [InlineData(0, 10, 10)]
    [InlineData(0, 20, 20)]
    [InlineData(0, 21, 31)]
    [InlineData(25, 5, 35)]
    [InlineData(30, 5, 35)]
    [InlineData(0, 40, 65)]
    public void R_TRK_1_clocks_stand_still_in_declared_times(int start, int hours, int deadline) =>
        Stop.Deadline(At(start), Duration.FromHours(hours), [Times(50, 60), Times(20, 30), Times(45, 55)]).ShouldBe(At(deadline));

    [Fact]
    public void R_TRK_1_a_deadline_equals_a_slow_references_and_stops_never_shorten_it() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            Stop[] stops = [.. Enumerable.Range(0, random.Next(5)).Select(_ => random.Next(60)).Select(from => Times(from, from + random.Next(1, 20)))];
            var (start, hours) = (random.Next(40), random.Next(1, 60));

            var deadline = Stop.Deadline(At(start), Duration.FromHours(hours), [.. stops]);
            deadline.ShouldBe(Slowly(start, hours, stops));
            Stop.Deadline(At(start), Duration.FromHours(hours), [.. stops, Times(30, 40)]).ShouldBeGreaterThanOrEqualTo(deadline);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void R_TRK_1_what_ran_until_a_deadline_is_what_was_given() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            ImmutableArray<Stop> stops = [.. Enumerable.Range(0, random.Next(5)).Select(_ => random.Next(60)).Select(from => Times(from, from + random.Next(1, 20)))];
            var (start, time) = (At(random.Next(40)), Duration.FromHours(random.Next(1, 60)));
            Stop.Running(start, Stop.Deadline(start, time, stops), stops).ShouldBe(time);
            Stop.Running(start, start, stops).ShouldBe(Duration.Zero);
        }).QuickCheckThrowOnFailure();

    private static Instant At(int hour) => Instant.FromUtc(2026, 6, 1, 0, 0) + Duration.FromHours(hour);

    private static Stop Times(int from, int until) => new(At(from), At(until));

    // Hour by hour: one in which no clock stands still counts.
    private static Instant Slowly(int start, int hours, Stop[] stops)
    {
        var hour = start;
        for (var left = hours; left > 0; hour++)
            if (!stops.Any(s => s.From <= At(hour) && At(hour) < s.Until))
                left--;
        return At(hour);
    }
}
