using System.Text.RegularExpressions;

namespace Aftersales.Invoices.Domain;

/// <summary>Names of states and the like as the contract spells them: <c>RED_LETTERED</c>.</summary>
internal static partial class Words
{
    public static string Of<T>(T value)
        where T : struct, Enum => Boundary().Replace($"{value}", "_").ToUpperInvariant();

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])")]
    private static partial Regex Boundary();
}
