using System.Globalization;
using Aftersales.Kernel;

namespace Aftersales.Invoices.Ports.Printing;

/// <summary>How figures are written on documents and towards the tax platform.</summary>
internal static class Figures
{
    /// <summary><c>0.13</c>.</summary>
    public static string Fraction(Percent rate) => (rate.BasisPoints / 10_000m).ToString("0.00##", CultureInfo.InvariantCulture);

    /// <summary>Empty for nothing, which is how a form leaves it out.</summary>
    public static string Count(int quantity) => quantity == 0 ? "" : quantity.ToString(CultureInfo.InvariantCulture);
}
