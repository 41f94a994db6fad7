using System.Globalization;

namespace Aftersales.Simulators;

/// <summary>The outside world keeps Beijing time, which has had one offset since 1992.</summary>
internal static class BeijingTime
{
    private static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    public static DateTimeOffset Now(TimeProvider clock) => clock.GetUtcNow().ToOffset(Offset);

    public static DateTimeOffset From(DateTimeOffset time) => time.ToOffset(Offset);

    public static DateTimeOffset From(DateTime local) => new(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), Offset);

    public static DateTimeOffset StartOf(DateOnly day) => new(day, TimeOnly.MinValue, Offset);

    public static DateOnly Day(DateTimeOffset time) => DateOnly.FromDateTime(From(time).DateTime);

    public static DateTimeOffset FromMilliseconds(long ms) => From(DateTimeOffset.FromUnixTimeMilliseconds(ms));

    /// <summary>The form that the payment channel writes: <c>2026-11-21 09:05:00</c>.</summary>
    public static string Text(DateTimeOffset time) => From(time).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
