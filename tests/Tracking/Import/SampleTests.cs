using Aftersales.Kernel;
using Aftersales.Tracking.Import;
using NodaTime;

namespace Aftersales.Tracking.Tests.Import;

public class SampleTests
{
    [Fact]
    public async Task R_ORD_2_the_sample_order_export_reads_with_the_errors_that_its_README_lists()
    {
        var entries = await Files.Sample("ExportOrderList20260602.csv");
        entries.OfType<OrderRow>().Count().ShouldBe(302);
        entries.OfType<ImportError>().Select(e => (e.Line, e.Column, e.Reason)).ShouldBe(
        [
            (17, "总金额", "Not an amount of at least 0 with at most two decimals."),
            (45, "订单编号", "The order number is missing."),
            (83, "订单创建时间", "Not a time such as 2016-05-23 22:02:07 or 2016/5/23 22:02."),
            (130, "", "The row has 20 fields, the header 33."),
            (174, "买家实际支付金额", "Not an amount of at least 0 with at most two decimals."),
            (216, "订单状态", "Not a status of the platform."),
            (260, "收货地址", "Has bytes that are no text in the file's encoding."),
            (305, "订单编号", "A spreadsheet has rounded the order number; export the file again and do not save it from a spreadsheet."),
        ]);
    }

    [Fact]
    public async Task R_ORD_2_the_sample_line_export_reads_with_the_errors_that_its_README_lists()
    {
        var entries = await Files.Sample("ExportOrderDetailList20260602.csv");
        entries.OfType<LineRow>().Count().ShouldBe(593);
        entries.OfType<ImportError>().Select(e => (e.Line, e.Column, e.Reason)).ShouldBe(
        [
            (183, "购买数量", "Not a whole number from 1 to 1000000."),
            (272, "", "The row has text after a closing quote."),
        ]);
    }

    [Fact]
    public async Task R_ORD_2_the_samples_join_to_300_orders()
    {
        var (orders, errors) = await Join("ExportOrderList20260602.csv", "ExportOrderDetailList20260602.csv");
        orders.Count.ShouldBe(300);
        orders.Sum(o => o.Lines.Count).ShouldBe(591);
        errors.Select(e => (e.File, e.Line, e.Column, e.Reason)).ShouldBe(
        [
            ("ExportOrderList20260602.csv", 336, "宝贝总数量", "The order has 2 pieces, the lines that were read from the line export have 1."),
            ("ExportOrderList20260602.csv", 337, "订单编号", "No line of this order was read from the line export."),
            ("ExportOrderDetailList20260602.csv", 92, "订单编号", "No order of this number was read from the order export."),
        ]);
    }

    [Fact]
    public async Task R_ORD_2_the_same_orders_in_another_encoding_order_and_version_are_the_same()
    {
        var (first, _) = await Join("ExportOrderList20260602.csv", "ExportOrderDetailList20260602.csv");
        var (second, errors) = await Join("ExportOrderList20260602-2.csv", "ExportOrderDetailList20260602-2.csv");
        errors.ShouldBeEmpty();
        second.Count.ShouldBe(40);
        foreach (var order in second)
        {
            var same = first.Single(o => o.Order.OrderNo == order.Order.OrderNo);
            order.Order.ShouldBe(same.Order with { File = order.Order.File, Line = order.Order.Line });
            order.Lines.ShouldBe(same.Lines.Zip(order.Lines, (a, b) => a with { Row = a.Row with { File = b.Row.File, Line = b.Row.Line } }));
        }
    }

    [Fact]
    public async Task The_samples_show_what_the_rules_need()
    {
        var (orders, _) = await Join("ExportOrderList20260602.csv", "ExportOrderDetailList20260602.csv");
        var lines = orders.SelectMany(o => o.Lines).ToList();
        orders.CountBy(o => o.Order.Status).OrderBy(c => c.Key).Select(c => (c.Key, c.Value)).ShouldBe(
        [
            (OrderStatus.AwaitingPayment, 13), (OrderStatus.AwaitingDispatch, 24), (OrderStatus.Dispatched, 130), (OrderStatus.Settled, 120), (OrderStatus.Closed, 13),
        ]);
        var businessDay = Instant.FromUtc(2026, 6, 2, 1, 0);
        orders.Where(o => o.Order.Status == OrderStatus.AwaitingDispatch).Select(o => businessDay - o.Order.PaidTime!.Value)
            .CountBy(wait => Math.Min(3, wait.Days)).OrderBy(c => c.Key).Select(c => (c.Key, c.Value)).ShouldBe([(0, 6), (1, 6), (2, 6), (3, 6)]);
        lines.Select(l => l.Row.MerchantCode[..2]).Distinct().Order().ShouldBe(["CL", "CS", "DC", "DR", "FD", "HM", "LQ", "OF"]);
        lines.Min(l => l.Row.UnitPrice).ShouldBe(Money.Cny(3_90));
        lines.Max(l => l.Row.UnitPrice).ShouldBe(Money.Cny(899_00));
        orders.Count(o => o.Order.InvoiceTitle != "").ShouldBe(100);
        orders.All(o => Money.Sum(o.Lines.Select(l => l.Payable), Currency.Cny) == o.Order.Amounts.PayableGoods).ShouldBeTrue();
        var days = orders.Select(o => BusinessCalendar.Default.Today(o.Order.Created)).ToList();
        (days.Min(), days.Max()).ShouldBe((new(2026, 5, 18), new(2026, 6, 1)));
    }

    private static async Task<(List<ImportedOrder> Orders, List<ImportError> Errors)> Join(string orderFile, string lineFile)
    {
        using var join = new OrderJoin();
        foreach (var line in (await Files.Sample(lineFile)).OfType<LineRow>())
            join.Add(line);
        var results = (await Files.Sample(orderFile)).OfType<OrderRow>().Select(join.Join).ToList();
        return ([.. results.Select(r => r.Order).OfType<ImportedOrder>()], [.. results.Select(r => r.Error).OfType<ImportError>(), .. join.LinesWithoutOrder()]);
    }
}
