using System.Globalization;
using System.Text.Json.Serialization;

namespace Aftersales.Kernel;

/// <summary>
/// An amount in whole minor units (fen for CNY). Currencies never mix, and no operation overflows silently.
/// Stored as <c>{"minor":1234,"currency":"CNY"}</c>.
/// </summary>
/// <param name="Minor">The amount in minor units; may be negative.</param>
/// <param name="Currency">The currency.</param>
[method: JsonConstructor]
public readonly record struct Money(
    [property: JsonPropertyName("minor"), JsonRequired, JsonNumberHandling(JsonNumberHandling.Strict)] long Minor,
    [property: JsonPropertyName("currency"), JsonRequired] Currency Currency) : IComparable<Money>
{
    /// <summary>An amount of CNY, in fen.</summary>
    public static Money Cny(long fen) => new(fen, Currency.Cny);

    /// <summary>Nothing, in that currency.</summary>
    public static Money Zero(Currency currency) => new(0, currency);

    [JsonIgnore] public bool IsZero => Minor == 0;
    [JsonIgnore] public bool IsPositive => Minor > 0;
    [JsonIgnore] public bool IsNegative => Minor < 0;

    public static Money operator +(Money a, Money b) => new(checked(a.Minor + b.MinorIn(a.Currency)), a.Currency);
    public static Money operator -(Money a, Money b) => new(checked(a.Minor - b.MinorIn(a.Currency)), a.Currency);
    public static Money operator -(Money a) => new(checked(-a.Minor), a.Currency);

    /// <summary>A price times a quantity.</summary>
    public static Money operator *(Money price, long quantity) => new(checked(price.Minor * quantity), price.Currency);

    public static bool operator <(Money a, Money b) => a.CompareTo(b) < 0;
    public static bool operator >(Money a, Money b) => a.CompareTo(b) > 0;
    public static bool operator <=(Money a, Money b) => a.CompareTo(b) <= 0;
    public static bool operator >=(Money a, Money b) => a.CompareTo(b) >= 0;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    public int CompareTo(Money other) => Minor.CompareTo(other.MinorIn(Currency));

    public static Money Min(Money a, Money b) => a <= b ? a : b;
    public static Money Max(Money a, Money b) => a >= b ? a : b;

    /// <summary>The sum; zero of <paramref name="currency"/> when there is nothing to add.</summary>
    public static Money Sum(IEnumerable<Money> amounts, Currency currency) => amounts.Aggregate(Zero(currency), (sum, next) => sum + next);

    /// <summary>A percentage, rounded half up to the minor unit (handbook, Conventions).</summary>
    public Money Times(Percent rate) => Times(rate.BasisPoints, 10_000);

    /// <summary>A percentage rounded half up, and at most <paramref name="cap"/>: the cap is applied after rounding.</summary>
    public Money Times(Percent rate, Money cap) => Min(Times(rate), cap);

    /// <summary>
    /// The amount × numerator ÷ denominator, rounded half up to the minor unit. A half of a negative amount rounds away from zero, so that a
    /// reversal cancels to the last unit what it reverses.
    /// </summary>
    /// <param name="numerator">Not negative.</param>
    /// <param name="denominator">Positive.</param>
    /// <exception cref="OverflowException">The result does not fit.</exception>
    public Money Times(long numerator, long denominator)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(numerator);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(denominator);
        var (quotient, remainder) = Int128.DivRem(Int128.Abs(Minor) * numerator, denominator);
        var rounded = remainder * 2 >= denominator ? quotient + 1 : quotient;
        return this with { Minor = checked((long)(Minor < 0 ? -rounded : rounded)) };
    }

    /// <summary>In whole units with all decimals, as in <c>12.34</c>: how channels, tax platforms and files want it.</summary>
    public string ToDecimalText()
    {
        var digits = Currency.MinorDigits;
        var scale = digits switch { 0 => 1m, 2 => 100m, _ => 1000m };
        return (Minor / scale).ToString($"F{digits}", CultureInfo.InvariantCulture);
    }

    /// <summary>As in <c>CNY 12.34</c>.</summary>
    public override string ToString() => $"{Currency} {ToDecimalText()}";

    private long MinorIn(Currency currency) =>
        Currency == currency ? Minor : throw new InvalidOperationException($"{Currency} and {currency} do not mix.");
}
