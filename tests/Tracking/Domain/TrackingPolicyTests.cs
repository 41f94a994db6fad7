using Aftersales.Kernel;
using Aftersales.Platform.Policies;
using Aftersales.Tracking.Domain;

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
        new Policies<TrackingPolicy>(typeof(TrackingPolicy).Assembly, "tracking.json", null, TimeProvider.System).For("acme").CategoryOf(sku).ShouldBe(category);

    [Fact]
    public void The_longest_beginning_counts() =>
        new TrackingPolicy("1", new Dictionary<string, Category> { ["F"] = Category.Food, ["FX"] = Category.Drinks }).CategoryOf("FX-1").ShouldBe(Category.Drinks);
}
