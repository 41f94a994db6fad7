using Aftersales.Kernel;

namespace Aftersales.Invoices.Domain;

public sealed class BillingTests
{
    [Fact]
    public void R_INV_2_content_and_rate_follow_the_category_and_freight_is_a_line_of_its_own()
    {
        var lines = Billing.Split(Billing.Of(Orders.Paid, Orders.Policy));

        lines.Select(line => (line.LineId, line.Content.Name, line.Quantity, line.Split.Net.Minor, line.Split.Tax.Minor)).ShouldBe(
        [
            ("a", "食品", 3, 9174, 826),
            ("b", "酒", 1, 5309, 690),
            ("freight", "运费", 1, 734, 66),
        ]);
    }

    [Fact]
    public void R_INV_2_goods_of_an_unknown_category_are_invoiced_too() =>
        Billing.Of(Orders.Paid with { Lines = [new("a", "Unspecified", 1, Money.Cny(100))] }, Orders.Policy)[0].Content.ShouldBe(Orders.Policy.OtherCategory);

    [Fact]
    public void R_INV_2_the_lines_sum_to_what_was_paid_to_the_fen_whatever_the_facts_of_the_lines_say()
    {
        var random = new Random(2);
        for (var i = 0; i < 3_000; i++)
        {
            var lines = Enumerable.Range(0, random.Next(1, 8)).Select(n => new PaidLine($"{n}", "Food", random.Next(1, 5), Money.Cny(random.Next(0, 30_000))));
            var order = new PaidOrder("c", true, [.. lines], Money.Cny(random.Next(0, 90_000)), Money.Cny(random.Next(0, 2_000)));

            var invoiced = Billing.Split(Billing.Of(order, Orders.Policy));
            Money.Sum(invoiced.Select(line => line.Split.Net + line.Split.Tax), Currency.Cny).ShouldBe(order.Total);
        }
    }

    [Fact]
    public void R_INV_1_where_the_facts_agree_each_line_is_what_was_paid_for_it() =>
        Billing.Of(Orders.Paid, Orders.Policy).Select(line => line.Amount.Minor).ShouldBe([10000, 5999, 800]);

    [Fact]
    public void R_INV_6_facts_that_name_the_lines_otherwise_later_do_not_make_more_of_what_was_paid()
    {
        var orders = new Orders().Do(Orders.Request("inv-1", parts: new AskedPart("a", 2, Money.Cny(6000)))).Do(Orders.Refund("r1", ("b", 1, 5999)));
        var renamed = Orders.Paid with { Lines = [new("1", "Food", 3, Money.Cny(10000)), new("2", "Liquor", 1, Money.Cny(5999))] };

        Money.Sum(InvoiceDecider.Left(renamed, orders.State, orders.Terms).Select(line => line.Amount), Currency.Cny).ShouldBe(Money.Cny(16799 - 6000 - 5999));
        orders.Do(Orders.Request("inv-2", renamed)).Invoice.Total.ShouldBe(Money.Cny(16799 - 6000 - 5999));
    }

    [Fact]
    public void Gifts_are_not_on_the_invoice() =>
        Billing.Split(Billing.Of(Orders.Paid with { Lines = Orders.Paid.Lines.Add(new("gift", "Food", 1, Money.Cny(0))) }, Orders.Policy))
            .ShouldNotContain(line => line.LineId == "gift");
}
