using Aftersales.Kernel;

namespace Aftersales.Invoices.Domain;

public class CapitalsTests
{
    [Theory]
    [InlineData(0, "零元整")]
    [InlineData(1, "壹分")]
    [InlineData(10, "壹角整")]
    [InlineData(12, "壹角贰分")]
    [InlineData(100, "壹元整")]
    [InlineData(105, "壹元零伍分")]
    [InlineData(150, "壹元伍角整")]
    [InlineData(1000, "壹拾元整")]
    [InlineData(12345, "壹佰贰拾叁元肆角伍分")]
    [InlineData(10100, "壹佰零壹元整")]
    [InlineData(1_640_902, "壹万陆仟肆佰零玖元零贰分")]
    [InlineData(10_000_000, "壹拾万元整")]
    [InlineData(10_700_053, "壹拾万柒仟元伍角叁分")]
    [InlineData(100_000_100, "壹佰万零壹元整")]
    [InlineData(100_100_000, "壹佰万壹仟元整")]
    [InlineData(1_000_000_000_00, "壹拾亿元整")]
    [InlineData(1_000_000_010_00, "壹拾亿零壹拾元整")]
    [InlineData(1_002_003_004_05, "壹拾亿零贰佰万叁仟零肆元零伍分")]
    [InlineData(1_000_000_000_000_00, "壹万亿元整")]
    [InlineData(-11300, "（负数）壹佰壹拾叁元整")]
    public void Amounts_are_written_in_capitals(long fen, string text) => Capitals.Of(Money.Cny(fen)).ShouldBe(text);
}
