using Aftersales.Kernel;

namespace Aftersales.Invoices.Domain;

public sealed class TaxSplitTests
{
    public static TheoryData<int> Rates => [0, 1, 3, 6, 9, 13];

    [Theory]
    [InlineData(11300, 13, 10000, 1300)]
    [InlineData(10000, 13, 8850, 1150)]
    [InlineData(800, 9, 734, 66)]
    [InlineData(1, 13, 1, 0)]
    [InlineData(5, 13, 4, 1)]
    [InlineData(9999, 0, 9999, 0)]
    public void R_INV_2_the_tax_in_a_price_is_split_off_to_the_fen(long gross, int percent, long net, long tax) =>
        TaxSplit.Of(Money.Cny(gross), Percent.Of(percent)).ShouldBe(new(Money.Cny(net), Money.Cny(tax)));

    [Theory, MemberData(nameof(Rates))]
    public void R_INV_2_net_and_tax_are_the_price_and_the_tax_is_the_rate_within_a_fen(int percent)
    {
        for (var gross = 1; gross < 20_000; gross++)
        {
            var split = TaxSplit.Of(Money.Cny(gross), Percent.Of(percent));
            split.Gross.ShouldBe(Money.Cny(gross));
            Math.Abs((split.Tax.Minor * 100) - (split.Net.Minor * percent)).ShouldBeLessThanOrEqualTo(100);
        }
    }

    [Theory, MemberData(nameof(Rates))]
    public void R_INV_6_part_after_part_uses_up_net_and_tax_exactly_and_neither_goes_below_zero(int percent)
    {
        var rate = Percent.Of(percent);
        var random = new Random(percent);
        for (var i = 0; i < 5_000; i++)
        {
            var left = TaxSplit.Of(Money.Cny(random.Next(1, i % 2 == 0 ? 40 : 500_000)), rate);
            var blue = left;
            var red = new TaxSplit(Money.Cny(0), Money.Cny(0));
            while (left.Gross.IsPositive)
            {
                var part = left.Take(Money.Cny(random.NextInt64(1, left.Gross.Minor + 1)), rate);
                part.Net.IsNegative.ShouldBeFalse();
                part.Tax.IsNegative.ShouldBeFalse();
                (left, red) = (left - part, red + part);
                left.Net.IsNegative.ShouldBeFalse();
                left.Tax.IsNegative.ShouldBeFalse();
            }

            red.ShouldBe(blue);
        }
    }

    [Fact]
    public void R_INV_6_a_part_has_some_net_while_there_is_any_for_a_line_of_tax_alone_cannot_be_issued()
    {
        var left = TaxSplit.Of(Money.Cny(5), Percent.Of(13));
        left.ShouldBe(new(Money.Cny(4), Money.Cny(1)));

        left.Take(Money.Cny(1), Percent.Of(13)).ShouldBe(new(Money.Cny(1), Money.Cny(0)));
        left.Take(Money.Cny(5), Percent.Of(13)).ShouldBe(left);
    }
}
