using Aftersales.Kernel;
using FsCheck;
using FsCheck.Fluent;

namespace Aftersales.Invoices.Domain;

/// <summary>Tax arithmetic for any order: any lines, rates, discounts and refunds.</summary>
public sealed class AmountPropertyTests
{
    private static readonly string[] Categories = ["Food", "Liquor", "Books", "Services", "Exempt"];

    private static readonly InvoicePolicy Policy = Orders.Policy with
    {
        Categories = Orders.Policy.Categories.Add("Services", new("服务", Percent.Of(6))).Add("Exempt", new("免税", Percent.Of(0))),
    };

    // The facts' lines need not sum to what was paid: a coupon on the whole order is in the total alone.
    private static readonly Arbitrary<(PaidOrder Order, int Seed)> Lives =
        (from lines in Gen.NonEmptyListOf(
             from quantity in Gen.Choose(1, 9)
             from unit in Gen.Choose(0, 90_000)
             from share in Gen.Choose(0, 100)
             from category in Gen.Elements(Categories)
             select (quantity, unit, share, category))
         from freight in Gen.Choose(0, 2_000)
         from coupon in Gen.Choose(0, 5_000)
         from seed in Gen.Choose(0, 1_000_000)
         let paid = lines.Select((line, at) =>
             new PaidLine($"{at}", line.category, line.quantity, Money.Cny((long)line.quantity * line.unit * line.share / 100)) { UnitList = Money.Cny(line.unit) }).ToList()
         let total = Math.Max(0, paid.Sum(line => line.Paid.Minor) - coupon) + freight
         select (new PaidOrder("c", true, [.. paid], Money.Cny(total), Money.Cny(freight)) { ReceivedAt = Orders.Now }, seed)).ToArbitrary();

    [Fact]
    public void R_INV_2_net_and_tax_are_the_price_on_each_line_and_in_total_and_discounts_change_nothing() => Prop.ForAll(Lives, life =>
    {
        var invoice = new Orders(new(Policy, BusinessCalendar.Default)).Do(Orders.Request(order: life.Order)).Invoice;
        invoice.Total.ShouldBe(life.Order.Total);
        foreach (var line in invoice.Lines)
        {
            line.Split.Gross.ShouldBe(invoice.Billed.Single(billed => billed.LineId == line.LineId).Amount);
            OffByAFenAtMost(line.Split, line.Content.Rate);
            if (line.Discount is not { } discount)
                continue;
            OffByAFenAtMost(discount, line.Content.Rate);
            (line.Listed - discount).ShouldBe(line.Split);
            line.Listed.Gross.ShouldBe(life.Order.Lines.Single(paid => paid.LineId == line.LineId).UnitList!.Value * line.Quantity);
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void R_INV_6_parts_never_pass_what_was_paid_and_together_come_to_it_whatever_is_refunded() => Prop.ForAll(Lives, life =>
    {
        var random = new Random(life.Seed);
        var orders = new Orders(new(Policy, BusinessCalendar.Default));
        var refunded = Money.Cny(0);
        for (var n = 0; n < 8; n++)
        {
            var left = InvoiceDecider.Left(life.Order, orders.State, orders.Terms).Where(line => line.Amount.IsPositive).ToList();
            if (left.Count == 0)
                break;
            var line = left[random.Next(left.Count)];
            var amount = Money.Cny(random.NextInt64(1, line.Amount.Minor + 1));
            if (random.Next(3) == 0)
            {
                orders.Do(Orders.Refund($"r-{n}", (line.LineId, 0, amount.Minor)));
                refunded += amount;
                continue;
            }

            var more = Orders.Request($"inv-{n}", life.Order, parts: new AskedPart(line.LineId, 0, line.Amount + Money.Cny(1)));
            orders.Refused(more).Reason.ShouldBe(InvoiceReasons.AmountExceeded);
            orders.Do(Orders.Request($"inv-{n}", life.Order, parts: new AskedPart(line.LineId, 0, amount)));
            if (random.Next(2) == 0)
                orders.To(InvoiceState.Issued, $"inv-{n}", life.Order);
        }

        var rest = Orders.Request("rest", life.Order);
        if (!orders.Decide(rest).IsRefused)
            orders.Do(rest);
        orders.IssueReds();
        Money.Sum(orders.State!.Live.SelectMany(invoice => invoice.Standing()).Select(part => part.Amount), Currency.Cny).ShouldBe(life.Order.Total - refunded);
    }).QuickCheckThrowOnFailure();

    // Both are rounded once from the same price.
    private static void OffByAFenAtMost(TaxSplit split, Percent rate) =>
        Math.Abs((split.Tax.Minor * 10_000) - (split.Net.Minor * rate.BasisPoints)).ShouldBeLessThanOrEqualTo(10_000);
}
