using Aftersales.Kernel;
using Aftersales.Tracking.Import;

namespace Aftersales.Tracking.Tests.Import;

public class SampleTests
{
    [Fact]
    public async Task R_ORD_2_the_sample_order_export_reads_with_the_errors_that_its_README_lists()
    {
        var entries = await Files.Sample("ExportOrderList20260602.csv");
        entries.OfType<OrderRow>().Count().ShouldBe(302);
        entries.OfType<ImportError>().Select(e => (e.Line, e.Column)).ShouldBe([]);
    }

    [Fact]
    public async Task R_ORD_2_the_sample_line_export_reads_with_the_errors_that_its_README_lists()
    {
        var entries = await Files.Sample("ExportOrderDetailList20260602.csv");
        entries.OfType<LineRow>().Count().ShouldBe(593);
        entries.OfType<ImportError>().Select(e => (e.Line, e.Column)).ShouldBe([]);
    }

    [Fact]
    public async Task R_ORD_2_the_samples_join_to_300_orders()
    {
        var (orders, errors) = await Join("ExportOrderList20260602.csv", "ExportOrderDetailList20260602.csv");
        orders.Count.ShouldBe(300);
        orders.Sum(o => o.Lines.Count).ShouldBe(591);
        errors.Select(e => (e.File, e.Line, e.Column)).ShouldBe([]);
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
        orders.CountBy(o => o.Order.Status).ToDictionary().ShouldBe(new Dictionary<OrderStatus, int>
        {
            [OrderStatus.Settled] = 120, [OrderStatus.Dispatched] = 130, [OrderStatus.AwaitingDispatch] = 24,
            [OrderStatus.AwaitingPayment] = 13, [OrderStatus.Closed] = 13,
        }, ignoreOrder: true);
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
        var join = new OrderJoin();
        foreach (var line in (await Files.Sample(lineFile)).OfType<LineRow>())
            join.Add(line);
        var results = (await Files.Sample(orderFile)).OfType<OrderRow>().Select(join.Join).ToList();
        return ([.. results.Select(r => r.Order).OfType<ImportedOrder>()], [.. results.Select(r => r.Error).OfType<ImportError>(), .. join.LinesWithoutOrder()]);
    }
}
