using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Tracking.Tests.Domain;

public class TrackingPolicyTests
{
    [Theory]
    [InlineData("OF-0001", Category.Office)]
    [InlineData("fd-0001", Category.Food)]
    [InlineData("DC", Category.Daily)]
    [InlineData("CL-0001", Category.Apparel)]
    [InlineData("LQ-0001", Category.Liquor)]
    [InlineData("CS-0001", Category.Cosmetics)]
    [InlineData("DR-0204", Category.Drinks)]
    [InlineData("HM-0001", Category.Household)]
    [InlineData("XX-0001", Category.Unspecified)]
    [InlineData("", Category.Unspecified)]
    public void R_INV_2_the_merchants_code_tells_the_category(string sku, Category category) =>
        Facts.Policy.CategoryOf(sku).ShouldBe(category);

    [Fact]
    public void The_longest_beginning_counts() =>
        (Facts.Policy with { Categories = new Dictionary<string, Category> { ["F"] = Category.Food, ["FX"] = Category.Drinks } }).CategoryOf("FX-1").ShouldBe(Category.Drinks);

    [Theory]
    [InlineData("四川省 成都市 青羊区 样例街道 1号", "CN-SC")]
    [InlineData("  内蒙古自治区 呼和浩特市", "CN-NM")]
    [InlineData("上海 上海市 黄浦区", "CN-SH")]
    [InlineData("青羊区 四川路 1号", "")]
    [InlineData("", "")]
    public void R_TRK_1_the_region_follows_from_how_the_address_begins(string address, string region) => Facts.Policy.RegionOf(address).ShouldBe(region);

    [Fact]
    public void Numbers_that_contradict_each_other_are_refused_by_their_path()
    {
        var bad = Facts.Policy with
        {
            Watch = Facts.Policy.Watch with { DispatchWithin = Duration.FromHours(80), SignWithin = Duration.FromHours(1), NoMovementAfter = Duration.Zero, ReportDaysBack = 1 },
            Regions = new Dictionary<string, Region> { ["A"] = new(["甲"], true), ["B"] = new(["甲", " "], false) },
        };
        bad.Problems(Facts.Day).Select(p => p.Field).ShouldBe(
            ["watch.dispatchWithin", "watch.signWithin", "watch.noMovementAfter", "watch.reportDaysBack", "regions.B.names", "regions"]);
        Facts.Policy.Problems(Facts.Day).ShouldBeEmpty();
    }
}
