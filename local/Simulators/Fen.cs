using System.Globalization;
using System.Text.RegularExpressions;

namespace Aftersales.Simulators;

/// <summary>Amounts are integer fen inside and decimal strings with exactly two places on the wire; never floating point.</summary>
internal static partial class Fen
{
    public const string Rule = "a decimal string with exactly two places, \"0.01\" to \"999999999.99\"";

    [GeneratedRegex(@"\A(0|[1-9][0-9]{0,8})\.[0-9]{2}\z")]
    private static partial Regex Form();

    public static long? Parse(string text) =>
        Form().IsMatch(text) ? long.Parse(text.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) : null;

    public static string Text(long fen)
    {
        var (yuan, rest) = Math.DivRem(Math.Abs(fen), 100);
        return $"{(fen < 0 ? "-" : "")}{yuan}.{rest:00}";
    }
}
