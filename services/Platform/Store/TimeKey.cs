using System.Globalization;
using NodaTime;

namespace Aftersales.Platform.Store;

/// <summary>Times as sort keys of lists: the ordinal order is that of the times.</summary>
public static class TimeKey
{
    /// <summary>To the millisecond; good for all times since 1970.</summary>
    public static string Of(Instant at) => at.ToUnixTimeMilliseconds().ToString("D15", CultureInfo.InvariantCulture);
}
