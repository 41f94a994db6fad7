using System.Globalization;

namespace Aftersales.Complaints;

/// <summary>How numbers stand in files.</summary>
internal static class ReportCells
{
    /// <summary>A number in hundredths, with a point: 425 is <c>4.25</c>.</summary>
    public static string Hundredths(long number) => (number / 100m).ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>Whole minutes, rounded half up; empty for none.</summary>
    public static string Minutes(Duration? time) => time is { } span ? ((long)(span.TotalSeconds + 30) / 60).ToString(CultureInfo.InvariantCulture) : "";
}
