using Google.Protobuf.WellKnownTypes;

namespace Aftersales.Platform.Grpc.Rules;

/// <summary>Times and spans as one comparable number, wide enough for any that the wire can carry.</summary>
internal static class Nanoseconds
{
    private const long PerSecond = 1_000_000_000;
    private const long FirstSecond = -62_135_596_800; // 0001-01-01
    private const long LastSecond = 253_402_300_799; // 9999-12-31
    private const long LongestSpan = 315_576_000_000; // 10,000 years

    public static Int128 Of(Timestamp time) => ((Int128)time.Seconds * PerSecond) + time.Nanos;

    public static Int128 Of(Duration span) => ((Int128)span.Seconds * PerSecond) + span.Nanos;

    public static Int128 Of(DateTimeOffset time) => (Int128)(time - DateTimeOffset.UnixEpoch).Ticks * TimeSpan.NanosecondsPerTick;

    public static bool InRange(Timestamp time) => time is { Seconds: >= FirstSecond and <= LastSecond, Nanos: >= 0 and < (int)PerSecond };

    public static bool InRange(Duration span) =>
        span is { Seconds: >= -LongestSpan and <= LongestSpan, Nanos: > -(int)PerSecond and < (int)PerSecond }
        && (long)Math.Sign(span.Seconds) * Math.Sign(span.Nanos) >= 0;
}
