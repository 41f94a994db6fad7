using System.Text.Json;
using Aftersales.Kernel;
using FsCheck;
using FsCheck.Fluent;

namespace Aftersales.Kernel.Tests;

public class MoneyTests
{
    [Theory]
    [InlineData(0, "CNY 0.00")]
    [InlineData(5, "CNY 0.05")]
    [InlineData(1234, "CNY 12.34")]
    [InlineData(-1234, "CNY -12.34")]
    [InlineData(long.MaxValue, "CNY 92233720368547758.07")]
    [InlineData(long.MinValue, "CNY -92233720368547758.08")]
    public void Amounts_print_exactly_to_the_fen(long fen, string text) => Money.Cny(fen).ToString().ShouldBe(text);

    [Theory]
    [InlineData("JPY", "JPY 1234")]
    [InlineData("KWD", "KWD 1.234")]
    [InlineData("USD", "USD 12.34")]
    public void Amounts_print_with_the_digits_of_their_currency(string code, string text) =>
        new Money(1234, Currency.Of(code)).ToString().ShouldBe(text);

    [Fact]
    public void Currencies_never_mix()
    {
        var usd = new Money(1, Currency.Of("USD"));
        Should.Throw<InvalidOperationException>(() => Money.Cny(1) + usd);
        Should.Throw<InvalidOperationException>(() => Money.Cny(1) - usd);
        Should.Throw<InvalidOperationException>(() => Money.Cny(1) < usd);
        Should.Throw<InvalidOperationException>(() => Money.Max(usd, Money.Cny(1)));
        Should.Throw<InvalidOperationException>(() => Money.Cny(1) + default(Money));
        Should.Throw<InvalidOperationException>(() => Money.Cny(1).Times(Percent.Of(10), cap: usd));
        Money.Cny(1).ShouldNotBe(new Money(1, Currency.Of("USD")));
    }

    [Fact]
    public void Overflow_is_an_error()
    {
        Should.Throw<OverflowException>(() => Money.Cny(long.MaxValue) + Money.Cny(1));
        Should.Throw<OverflowException>(() => Money.Cny(long.MinValue) - Money.Cny(1));
        Should.Throw<OverflowException>(() => -Money.Cny(long.MinValue));
        Should.Throw<OverflowException>(() => Money.Cny(long.MaxValue / 2) * 3);
        Should.Throw<OverflowException>(() => Money.Cny(long.MaxValue).Times(Percent.Of(101)));
        Money.Cny(long.MaxValue).Times(Percent.Of(100)).ShouldBe(Money.Cny(long.MaxValue));
    }

    [Theory]
    [InlineData(1000, 10, 100)]
    [InlineData(1004, 10, 100)]
    [InlineData(1005, 10, 101)]
    [InlineData(1, 50, 1)]
    [InlineData(1, 49, 0)]
    [InlineData(-1005, 10, -101)]
    public void Conventions_a_percentage_rounds_half_up_to_the_fen(long fen, int percent, long expected) =>
        Money.Cny(fen).Times(Percent.Of(percent)).ShouldBe(Money.Cny(expected));

    [Theory]
    [InlineData(2000_00, 200_00)]
    [InlineData(2000_04, 200_00)]
    [InlineData(1999_95, 200_00)]
    [InlineData(1999_94, 199_99)]
    [InlineData(9999_99, 200_00)]
    public void Conventions_the_cap_is_applied_after_rounding(long paid, long coupon) =>
        Money.Cny(paid).Times(Percent.Of(10), cap: Money.Cny(200_00)).ShouldBe(Money.Cny(coupon));

    [Fact]
    public void Conventions_rounding_never_errs_by_more_than_half_a_fen() => Prop.ForAll<int, ushort>((fen, points) =>
    {
        var exact = fen * (Int128)points;
        var rounded = (Int128)Money.Cny(fen).Times(Percent.Of(points / 100m)).Minor * 10_000;
        return Int128.Abs(rounded - exact) <= 5_000;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_reversal_cancels_what_it_reverses() => Prop.ForAll<int, ushort>((fen, points) =>
        (Money.Cny(fen).Times(Percent.Of(points / 100m)) + Money.Cny(-(long)fen).Times(Percent.Of(points / 100m))).IsZero).QuickCheckThrowOnFailure();

    [Fact]
    public void Money_is_stored_compactly_and_comes_back() => Prop.ForAll<long>(fen =>
    {
        var json = JsonSerializer.Serialize(Money.Cny(fen));
        return json == $$"""{"minor":{{fen}},"currency":"CNY"}""" && JsonSerializer.Deserialize<Money>(json) == Money.Cny(fen);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("""{"minor":12.34,"currency":"CNY"}""")]
    [InlineData("""{"minor":"12","currency":"CNY"}""")]
    [InlineData("""{"minor":12}""")]
    [InlineData("""{"currency":"CNY"}""")]
    [InlineData("""{"minor":12,"currency":"cny"}""")]
    [InlineData("""{"minor":12,"currency":null}""")]
    [InlineData("""{"minor":12,"currency":7}""")]
    [InlineData("""{"minor":9223372036854775808,"currency":"CNY"}""")]
    public void Stored_money_that_is_not_whole_and_complete_is_refused(string json) =>
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<Money>(json, JsonSerializerOptions.Web));
}
