using System.Globalization;

namespace Aftersales.Gateway.Forwarding;

/// <summary>The header in which a gRPC call carries the time it has left: at most eight digits and a unit.</summary>
internal static class GrpcTimeout
{
    public const string Header = "grpc-timeout";

    private const int MaxDigits = 8;

    /// <summary>The time left; null when there is no such header, or it is malformed.</summary>
    public static TimeSpan? Parse(string? header)
    {
        if (header is not { Length: >= 2 and <= MaxDigits + 1 } || !long.TryParse(header.AsSpan(..^1), NumberStyles.None, CultureInfo.InvariantCulture, out var amount))
            return null;
        return header[^1] switch
        {
            'H' => new(amount * TimeSpan.TicksPerHour),
            'M' => new(amount * TimeSpan.TicksPerMinute),
            'S' => new(amount * TimeSpan.TicksPerSecond),
            'm' => new(amount * TimeSpan.TicksPerMillisecond),
            'u' => new(amount * TimeSpan.TicksPerMicrosecond),
            'n' => new(amount / TimeSpan.NanosecondsPerTick),
            _ => null,
        };
    }

    /// <param name="timeout">At least a millisecond, at most 27 hours.</param>
    public static string Format(TimeSpan timeout) => string.Create(CultureInfo.InvariantCulture, $"{(long)timeout.TotalMilliseconds}m");
}
