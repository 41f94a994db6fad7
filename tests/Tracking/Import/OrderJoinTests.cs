using Aftersales.Kernel;
using Aftersales.Tracking.Import;
using FsCheck;
using FsCheck.Fluent;

namespace Aftersales.Tracking.Tests.Import;

public class OrderJoinTests
{
    [Fact]
    public async Task R_ORD_2_the_price_paid_is_shared_out_over_the_lines()
    {
        var order = await Joined(paid: "100.00", freight: "10.00", ("10.00", 1), ("10.00", 1), ("10.00", 1));
        (order.FreightPaid, order.GoodsPaid).ShouldBe((Money.Cny(10_00), Money.Cny(90_00)));
        order.Lines.Select(l => (l.Number, l.Paid)).ShouldBe([(1, Money.Cny(30_00)), (2, Money.Cny(30_00)), (3, Money.Cny(30_00))]);

        var uneven = await Joined(paid: "100.00", freight: "0", ("39.90", 2), ("0.00", 1), ("25.00", 1));
        uneven.Lines.Select(l => l.Paid.Minor).ShouldBe([7615, 0, 2385]);
        uneven.Lines.Select(l => l.Payable.Minor).ShouldBe([6853, 0, 2147]);
    }

    [Theory]
    [InlineData("0", 0, 0)]
    [InlineData("4.00", 400, 0)]
    [InlineData("12.00", 1000, 200)]
    public async Task R_ORD_2_what_was_paid_is_freight_first(string paid, long freightPaid, long goodsPaid)
    {
        var order = await Joined(paid, freight: "10.00", ("5.00", 3));
        (order.FreightPaid.Minor, order.GoodsPaid.Minor, order.Lines.Single().Paid.Minor).ShouldBe((freightPaid, goodsPaid, goodsPaid));
    }

    [Fact]
    public void R_ORD_2_the_lines_sum_to_what_was_paid_for_the_goods() => Prop.ForAll(
        Gen.Choose(0, 500_00).Select(p => Fen(p)).ToArbitrary(), Gen.Choose(0, 900_00).NonEmptyListOf().ToArbitrary(), (paid, prices) =>
        {
            var order = Joined(paid, "6.00", [.. prices.Select(p => (Fen(p), 1))]).GetAwaiter().GetResult();
            return Money.Sum(order.Lines.Select(l => l.Paid), Currency.Cny) + order.FreightPaid == order.Order.Amounts.Paid
                && Money.Sum(order.Lines.Select(l => l.Payable), Currency.Cny) == order.Order.Amounts.PayableGoods;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public async Task R_ORD_2_what_does_not_match_is_reported()
    {
        using var join = new OrderJoin();
        join.Add(await Files.OneLine(("订单编号", "2222222222"), ("购买数量", "2")));
        join.Add(await Files.OneLine(("订单编号", "3333333333"), ("购买数量", "3")));
        join.Add(await Files.OneLine(("订单编号", "4444444444")));

        Reason(await Files.OneOrder(("订单编号", "1111111111"))).ShouldBe("No line of this order was read from the line export.");
        Reason(await Files.OneOrder(("订单编号", "2222222222"))).ShouldBe("The order has 3 pieces, the lines that were read from the line export have 2.");
        join.Join(await Files.OneOrder(("订单编号", "3333333333"))).Order!.Lines.Count.ShouldBe(1);
        Reason(await Files.OneOrder(("订单编号", "3333333333"))).ShouldContain("a second time");
        join.LinesWithoutOrder().ShouldHaveSingleItem().Reason.ShouldBe("No order of this number was read from the order export.");

        string Reason(OrderRow order) => join.Join(order).Error!.Reason;
    }

    private static async Task<ImportedOrder> Joined(string paid, string freight, params (string Price, int Quantity)[] lines)
    {
        using var join = new OrderJoin();
        foreach (var (price, quantity) in lines)
            join.Add(await Files.OneLine(("价格", price), ("购买数量", $"{quantity}")));
        return join.Join(await Files.OneOrder(
            ("买家实际支付金额", paid), ("买家应付邮费", freight), ("宝贝总数量", $"{lines.Sum(l => l.Quantity)}"))).Order.ShouldNotBeNull();
    }

    private static string Fen(int fen) => $"{fen / 100}.{fen % 100:00}";
}
