using System.Text;
using System.Text.Json;
using System.Xml.Linq;

namespace Aftersales.Invoices.Ports.Printing;

/// <summary>The forms as golden files: what stands in <c>Golden/</c> was rendered and looked at.</summary>
public class PaperTests
{
    [Theory]
    [InlineData("Ordinary")]
    [InlineData("VatSpecial")]
    [InlineData("Red")]
    public void A_paper_is_written_the_same_byte_for_byte(string name)
    {
        var paper = Find(name);
        Golden.Check($"{name}.html", Encoding.UTF8.GetBytes(PaperHtml.Write(paper)));
        Golden.Check($"{name}.xml", PaperXml.Write(paper));
        Golden.Check($"{name}.json", PaperJson.Write(paper));
    }

    [Fact]
    public void What_a_customer_typed_is_text_on_every_form()
    {
        PaperHtml.Write(Papers.Ordinary).ShouldNotContain("<img");
        XDocument.Parse(Encoding.UTF8.GetString(PaperXml.Write(Papers.Ordinary))).Descendants("BuyerName").Single().Value.ShouldBe(Papers.Ordinary.Buyer.Name);
        JsonDocument.Parse(PaperJson.Write(Papers.Ordinary)).RootElement.GetProperty("buyer").GetProperty("name").GetString().ShouldBe(Papers.Ordinary.Buyer.Name);
    }

    [Fact]
    public void R_INV_2_the_structured_forms_carry_the_sums_to_the_fen()
    {
        foreach (var paper in new[] { Papers.Ordinary, Papers.VatSpecial, Papers.Red })
        {
            var xml = XDocument.Parse(Encoding.UTF8.GetString(PaperXml.Write(paper)));
            decimal Sum(string element) => xml.Descendants(element).Sum(e => decimal.Parse(e.Value));
            Sum("Amount").ShouldBe(Sum("TotalAmWithoutTax"));
            Sum("ComTaxAm").ShouldBe(Sum("TotalTaxAm"));
            (Sum("Amount") + Sum("ComTaxAm")).ShouldBe(Sum("TotalTax-includedAmount"));
        }
    }

    internal static Paper Find(string name) => (Paper)typeof(Papers).GetProperty(name)!.GetValue(null)!;
}
