using Aftersales.Kernel;
using FsCheck;
using FsCheck.Fluent;

namespace Aftersales.Kernel.Tests;

public class AllocationTests
{
    [Theory]
    [InlineData(100, new long[] { 1, 1, 1 }, new long[] { 34, 33, 33 })]
    [InlineData(101, new long[] { 1, 1, 1 }, new long[] { 34, 34, 33 })]
    [InlineData(10, new long[] { 1, 2, 3 }, new long[] { 2, 3, 5 })]
    [InlineData(-100, new long[] { 1, 1, 1 }, new long[] { -34, -33, -33 })]
    [InlineData(100, new long[] { 0, 5, 0 }, new long[] { 0, 100, 0 })]
    [InlineData(3, new long[] { 0, 0 }, new long[] { 2, 1 })]
    [InlineData(0, new long[] { 3, 4 }, new long[] { 0, 0 })]
    [InlineData(0, new long[0], new long[0])]
    [InlineData(long.MaxValue, new[] { long.MaxValue, long.MaxValue }, new[] { long.MaxValue / 2 + 1, long.MaxValue / 2 })]
    [InlineData(long.MinValue, new[] { 1L }, new[] { long.MinValue })]
    public void Shares_go_by_largest_remainder(long amount, long[] weights, long[] shares) =>
        Money.Cny(amount).Allocate(weights).ShouldBe(shares.Select(Money.Cny));

    [Fact]
    public void Nobody_to_give_to_and_negative_weights_are_errors()
    {
        Should.Throw<ArgumentException>(() => Money.Cny(1).Allocate([]));
        Should.Throw<ArgumentException>(() => Money.Cny(1).Allocate([2, -1]));
    }

    [Fact]
    public void The_shares_sum_is_the_amount_to_the_fen() => Prop.ForAll(Cases, c =>
        Money.Sum(Money.Cny(c.Amount).Allocate(c.Weights), Currency.Cny) == Money.Cny(c.Amount)).QuickCheckThrowOnFailure();

    [Fact]
    public void No_share_is_a_fen_or_more_off_its_exact_part() => Prop.ForAll(Cases, c =>
    {
        var total = c.Weights.Aggregate(Int128.Zero, (sum, w) => sum + w);
        return total == 0 || Money.Cny(c.Amount).Allocate(c.Weights)
            .Zip(c.Weights).All(x => Int128.Abs(x.First.Minor * total - (Int128)c.Amount * x.Second) < total);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_weight_of_zero_gets_nothing() => Prop.ForAll(Cases, c =>
        c.Weights.All(w => w == 0) || Money.Cny(c.Amount).Allocate(c.Weights).Zip(c.Weights).All(x => x.Second != 0 || x.First.IsZero)).QuickCheckThrowOnFailure();

    [Fact]
    public void A_heavier_weight_never_gets_less() => Prop.ForAll(Cases, c =>
    {
        var byWeight = Money.Cny(Math.Abs((long)c.Amount)).Allocate(c.Weights).Zip(c.Weights).OrderBy(x => x.Second).ThenBy(x => x.First).Select(x => x.First).ToArray();
        return byWeight.Zip(byWeight.Skip(1)).All(x => x.First <= x.Second);
    }).QuickCheckThrowOnFailure();

    private static Arbitrary<(int Amount, long[] Weights)> Cases => (
        from amount in ArbMap.Default.GeneratorFor<int>()
        from weights in Gen.Choose(0, 50_000).Select(w => (long)w).NonEmptyListOf()
        select (amount, weights.ToArray())).ToArbitrary();
}
