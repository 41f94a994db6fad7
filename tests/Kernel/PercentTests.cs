using System.Text.Json;
using Aftersales.Kernel;
using FsCheck;
using FsCheck.Fluent;

namespace Aftersales.Kernel.Tests;

public class PercentTests
{
    [Fact]
    public void A_rate_is_stored_as_text_and_comes_back() => Prop.ForAll<ushort>(points =>
    {
        var rate = Percent.Of(points / 100m);
        return rate.BasisPoints == points && JsonSerializer.Deserialize<Percent>(JsonSerializer.Serialize(rate)) == rate;
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("10%", 1000)]
    [InlineData("12.5%", 1250)]
    [InlineData("0%", 0)]
    public void A_rate_reads_as_people_write_it(string text, int basisPoints) => Percent.Parse(text).BasisPoints.ShouldBe(basisPoints);

    [Theory]
    [InlineData("10")]
    [InlineData("-1%")]
    [InlineData("0.001%")]
    [InlineData("1,0%")]
    [InlineData("%")]
    [InlineData("99999999%")]
    public void Anything_else_is_refused(string text) => Should.Throw<FormatException>(() => Percent.Parse(text));

    [Fact]
    public void Rates_compare() => (Percent.Of(10) < Percent.Of(20) && Percent.Of(12.5m) >= Percent.Of(12)).ShouldBeTrue();
}
