using System.Diagnostics;
using System.Text;
using Aftersales.Contracts;
using Aftersales.Contracts.Tracking;
using Aftersales.Platform.Grpc;
using Aftersales.Testing;
using Aftersales.Tracking.Tests.Import;
using Google.Protobuf;
using Grpc.Core;
using Xunit.Abstractions;
using static Aftersales.Tracking.Tests.Service.World;

namespace Aftersales.Tracking.Tests.Service;

public class ImportTests(ITestOutputHelper output)
{
    private const string Orders = "ExportOrderList20260602.csv";
    private const string Lines = "ExportOrderDetailList20260602.csv";

    public static IEnumerable<object[]> Databases => TestService.Databases;

    [Theory, MemberData(nameof(Databases))]
    public async Task R_ORD_2_the_samples_import_and_importing_them_again_changes_nothing(string database)
    {
        await using var world = await Start(database);

        var clock = Stopwatch.StartNew();
        var report = await world.ImportSamples(Orders, Lines);
        output.WriteLine($"300 orders on {database}: {clock.ElapsedMilliseconds} ms");
        (report.Created, report.Changed, report.Unchanged, report.RejectedCount).ShouldBe((300, 0, 0, 13));
        report.Rejected.Select(r => (r.File, r.Line)).ShouldBe(
        [
            .. new[] { 17, 45, 83, 130, 174, 216, 260, 305, 336, 337 }.Select(line => (Orders, line)),
            .. new[] { 92, 183, 272 }.Select(line => (Lines, line)),
        ]);
        report.Rejected[0].ShouldBe(new RejectedRow { File = Orders, Line = 17, Column = "总金额", Reason = "Not an amount of at least 0 with at most two decimals." });

        await world.Host.Drain();
        Changes().ShouldBe(300);
        await world.Host.Advance(NodaTime.Duration.FromDays(1));
        Counts(await world.ImportSamples(Lines, Orders)).ShouldBe((0, 0, 300));
        Counts(await world.ImportSamples("ExportOrderList20260602-2.csv", "ExportOrderDetailList20260602-2.csv")).ShouldBe((0, 0, 40));
        await world.Host.Drain();
        Changes().ShouldBe(300);

        foreach (var (status, count) in new[]
        {
            (OrderStatus.Unspecified, 300), (OrderStatus.Placed, 13), (OrderStatus.Paid, 24), (OrderStatus.Dispatched, 130), (OrderStatus.Signed, 0),
            (OrderStatus.Settled, 120), (OrderStatus.Cancelled, 13),
        })
            (await world.Desk.ListOrdersAsync(new() { Status = status, PageSize = 500 })).Orders.Count.ShouldBe(count);

        int Changes() => world.Host.Published.Count(e => e.Type == OrderChanged.Descriptor.FullName);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task R_PPL_2_nothing_personal_of_the_samples_leaves_the_service(string database)
    {
        await using var world = await Start(database);
        var report = await world.ImportSamples(Orders, Lines);
        await world.Host.Drain();
        var listed = await world.Desk.ListOrdersAsync(new() { PageSize = 500 });
        var told = $"{string.Concat(world.Host.Published.Select(e => e.Json))} {listed} {report}";

        var rows = (await Files.Sample(Orders)).OfType<Tracking.Import.OrderRow>().ToList();
        rows.Count.ShouldBe(302);
        foreach (var row in rows)
        {
            string[] personal = [row.Buyer.Nick, row.Buyer.AlipayAccount, row.Recipient.Address, row.Recipient.Mobile, row.Recipient.Phone, row.InvoiceTitle];
            personal.Where(p => p.Length > 2 && told.Contains(p, StringComparison.Ordinal)).ShouldBeEmpty();
        }

        listed.Orders.ShouldAllBe(o => o.BuyerId.StartsWith("byr_") && o.RecipientMasked.EndsWith("**") && o.PhoneMasked.Contains("****"));
    }

    [Fact]
    public async Task R_ORD_2_an_imported_order_carries_what_the_files_say()
    {
        await using var world = await Start("sqlite");
        await world.ImportSamples(Lines, Orders);

        var order = (await world.Desk.GetOrderAsync(new() { OrderId = "4260518018001807" })).Order;
        (order.Status, order.PaidAmount.MinorUnits, order.FreightPaid.MinorUnits, order.Channel, order.TradeNo, order.ShopId, order.InvoiceTicked)
            .ShouldBe((OrderStatus.Settled, 1024_80, 0, "alipay", "4260518018001807", "100200300", true));
        order.Lines.Sum(l => l.Paid.MinorUnits).ShouldBe(1024_80);
        (order.Lines[0].LineId, order.Lines[0].Sku, order.Lines[0].Category, order.Lines[0].Quantity, order.Lines[0].UnitListPrice.MinorUnits)
            .ShouldBe(("1", "DR-0204", Category.Drinks, 1, 79_00));
        order.Parcels.Single().ShouldBe(new Parcel { TrackingNo = "7752361782690", Courier = "北辰快递", DispatchedTime = order.PaidTime });
        order.SettledTime.ToDateTimeOffset().ShouldBe(world.Host.Now.ToDateTimeOffset());
        order.BuyerId.ShouldBe($"byr_{new Platform.Identity.Vault(new byte[32]).Pseudonym("山茶0117")}");

        var all = (await world.Desk.ListOrdersAsync(new() { PageSize = 500 })).Orders;
        all.SelectMany(o => o.Lines).ShouldAllBe(l => l.Category != Category.Unspecified);
        all.Where(o => o.PaidTime is not null).ShouldAllBe(o => o.Lines.Sum(l => l.Paid.MinorUnits) + o.FreightPaid.MinorUnits == o.PaidAmount.MinorUnits);
    }

    [Fact]
    public async Task R_ORD_2_a_later_export_of_the_order_changes_it_and_an_earlier_one_after_that_does_not()
    {
        await using var world = await Start("sqlite");
        (string, byte[]) lines = ("lines.csv", Bytes(Files.LineFile(("购买数量", "3"), ("商家编码", "FD-1"))));
        (string, byte[]) unpaid = ("unpaid.csv", Bytes(Files.OrderFile(("订单状态", "等待买家付款"), ("订单付款时间", ""), ("买家实际支付金额", "0"))));
        (string, byte[]) paid = ("paid.csv", Bytes(Files.OrderFile(("买家实际支付金额", "95.00"), ("收货人姓名", "王小明"))));

        Counts(await world.Import(lines, unpaid)).ShouldBe((1, 0, 0));
        (await Order()).ShouldSatisfyAllConditions(o => o.Status.ShouldBe(OrderStatus.Placed), o => o.PaidAmount.ShouldBe(Yuan(100)), o => o.Lines[0].Paid.ShouldBe(Yuan(90)));
        Counts(await world.Import(paid, lines)).ShouldBe((0, 1, 0));
        Counts(await world.Import(unpaid, lines)).ShouldBe((0, 0, 1));
        (await Order()).ShouldSatisfyAllConditions(
            o => o.Status.ShouldBe(OrderStatus.Dispatched), o => o.PaidAmount.ShouldBe(Yuan(95)), o => o.Lines[0].Paid.ShouldBe(Yuan(85)), o => o.RecipientMasked.ShouldBe("王**"));

        async Task<Order> Order() => (await world.Desk.GetOrderAsync(new() { OrderId = "1930679858170647" })).Order;
    }

    [Fact]
    public async Task R_ORD_2_a_file_that_is_no_export_is_refused_and_nothing_is_imported()
    {
        await using var world = await Start("sqlite");
        var error = await Refused(
            () => world.Import(("lines.csv", Bytes(Files.LineFile(("购买数量", "3")))), ("orders.csv", Bytes(Files.OrderFile())), ("menu.csv", Bytes("dish,price\ntea,3\n"))),
            StatusCode.InvalidArgument,
            "IMPORT_FILE_INVALID");
        ErrorDetails.From(error)!.Info!.Metadata["file"].ShouldBe("menu.csv");
        var lacking = await Refused(() => world.Import(("orders.csv", Bytes("订单编号,买家会员名,总金额\n"))), StatusCode.InvalidArgument, "IMPORT_FILE_INVALID");
        ErrorDetails.From(lacking)!.Info!.Metadata["missing"].ShouldNotBeEmpty();
        (await world.Desk.ListOrdersAsync(new())).Orders.ShouldBeEmpty();
    }

    [Fact]
    public async Task R_ORD_2_at_most_1000_rejected_rows_are_named_and_all_are_counted()
    {
        await using var world = await Start("sqlite");
        var lines = new StringBuilder(Files.LineFile(("购买数量", "3")));
        var row = lines.ToString().Split("\r\n")[1];
        for (var i = 0; i < 1200; i++)
            lines.Append(row.Replace("1930679858170647", $"{2_000_000_000 + i}", StringComparison.Ordinal)).Append("\r\n");

        var report = await world.Import(("lines.csv", Bytes(lines.ToString())), ("orders.csv", Bytes(Files.OrderFile())));
        (report.Created, report.RejectedCount, report.Rejected.Count).ShouldBe((1, 1200, 1000));
        report.Rejected.Select(r => r.Line).ShouldBe(Enumerable.Range(3, 1000));
    }

    [Fact]
    public async Task Each_part_of_the_stream_is_held_against_the_contract()
    {
        await using var world = await Start("sqlite");
        ImportOrdersRequest header = new() { File = new() { Name = "a.csv" } };
        ImportOrdersRequest chunk = new() { Chunk = ByteString.CopyFrom(new byte[10]) };
        await Invalid([chunk]);
        await Invalid([]);
        await Invalid([header, new()]);
        await Invalid([new() { File = new() { Name = "" } }]);
        await Invalid([header, new() { Chunk = ByteString.CopyFrom(new byte[1_048_577]) }]);
        await Invalid(Enumerable.Repeat(header, 21));

        Task<RpcException> Invalid(IEnumerable<ImportOrdersRequest> parts) => Refused(() => world.Send(parts), StatusCode.InvalidArgument, "INVALID_REQUEST");
    }

    [Fact]
    public async Task Only_the_tracking_desk_imports()
    {
        await using var world = await Start("sqlite");
        await Refused(
            async () =>
            {
                using var call = world.As("wang", Role.AgentL1).ImportOrders();
                return await call;
            },
            StatusCode.PermissionDenied,
            "ROLE_REQUIRED");
    }

    private static (int Created, int Changed, int Unchanged) Counts(ImportOrdersResponse report) => (report.Created, report.Changed, report.Unchanged);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
