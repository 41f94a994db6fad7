using System.Text;
using Aftersales.Kernel;
using Aftersales.Tracking.Import;
using NodaTime;

namespace Aftersales.Tracking.Tests.Import;

public class OrderExportTests
{
    [Theory]
    [InlineData("=\"1930679858170647\"")]
    [InlineData("'1930679858170647")]
    [InlineData("1930679858170647")]
    [InlineData(" 1930679858170647 ")]
    public async Task R_ORD_2_order_numbers_lose_their_spreadsheet_wrapping(string text) =>
        (await Files.OneOrder(("订单编号", text))).OrderNo.ShouldBe("1930679858170647");

    [Theory]
    [InlineData("", "missing")]
    [InlineData("=\"\"", "missing")]
    [InlineData("null", "missing")]
    [InlineData("1.93068E+15", "spreadsheet has rounded")]
    [InlineData("12345", "6 to 32 digits")]
    [InlineData("19306798A8170647", "6 to 32 digits")]
    [InlineData("１９３０６７９８", "6 to 32 digits")]
    public async Task R_ORD_2_a_row_without_an_order_number_says_what_is_wrong(string text, string reason)
    {
        var error = await Files.OneError(Files.OrderFile(("订单编号", text)));
        (error.File, error.Line, error.Column).ShouldBe(("file.csv", 2, "订单编号"));
        error.Reason.ShouldContain(reason);
    }

    [Theory]
    [InlineData("0.01", 1)]
    [InlineData("12", 1200)]
    [InlineData("12.5", 1250)]
    [InlineData("12.3400", 1234)]
    [InlineData(" 12.34元 ", 1234)]
    [InlineData("0元", 0)]
    [InlineData("100000000", 100_000_000_00)]
    public async Task R_ORD_2_amounts_are_exact_to_the_fen(string text, long fen) =>
        (await Files.OneOrder(("总金额", text))).Amounts.Total.ShouldBe(Money.Cny(fen));

    [Theory]
    [InlineData("")]
    [InlineData("-12.50")]
    [InlineData("12.345")]
    [InlineData("1,234.00")]
    [InlineData("1e3")]
    [InlineData("十二元")]
    [InlineData("NaN")]
    [InlineData("100000000.01")]
    [InlineData("79228162514264337593543950335")]
    public async Task R_ORD_2_what_is_no_amount_is_an_error_of_its_column(string text) =>
        (await Files.OneError(Files.OrderFile(("总金额", text)))).Column.ShouldBe("总金额");

    [Theory]
    [InlineData("2016/5/23 22:02", 0)]
    [InlineData("2016-05-23 22:02:07", 7)]
    [InlineData("2016-05-23 22:02", 0)]
    [InlineData("2016/05/23 22:02:07", 7)]
    [InlineData("'2016/5/23 22:02", 0)]
    public async Task R_ORD_2_times_are_Shanghais_in_either_form(string text, int second) =>
        (await Files.OneOrder(("订单创建时间", text))).Created.ShouldBe(Instant.FromUtc(2016, 5, 23, 14, 2, second));

    [Theory]
    [InlineData("")]
    [InlineData("2016-02-30 10:00:00")]
    [InlineData("2016-05-23")]
    [InlineData("23/5/2016 22:02")]
    [InlineData("0001-01-01 00:00:00")]
    public async Task R_ORD_2_what_is_no_time_is_an_error_of_its_column(string text) =>
        (await Files.OneError(Files.OrderFile(("订单创建时间", text)))).Column.ShouldBe("订单创建时间");

    [Theory]
    [InlineData("等待买家付款", OrderStatus.AwaitingPayment)]
    [InlineData("买家已付款，等待卖家发货", OrderStatus.AwaitingDispatch)]
    [InlineData("买家已付款,等待卖家发货", OrderStatus.AwaitingDispatch)]
    [InlineData("卖家已发货，等待买家确认", OrderStatus.Dispatched)]
    [InlineData("交易成功", OrderStatus.Settled)]
    [InlineData("交易关闭", OrderStatus.Closed)]
    public async Task R_ORD_2_statuses_are_the_platforms(string text, OrderStatus status) =>
        (await Files.OneOrder(("订单状态", text))).Status.ShouldBe(status);

    [Fact]
    public async Task R_ORD_2_every_field_finds_its_place()
    {
        var order = await Files.OneOrder(
            ("买家支付宝账号", "'19000000001"), ("买家支付积分", "5"), ("返点积分", "6"), ("买家实际支付积分", "7"), ("买家留言", "请\r\n\"尽快\", 谢谢 😀"),
            ("收货人姓名", "𠮷平"), ("收货地址", "样例街道 1 号"), ("运送方式", "快递"), ("联系电话", "'0000-1"), ("联系手机", "'18618486065"), ("宝贝标题", "抽纸，米"),
            ("宝贝种类", "2"), ("物流单号", "No:7712"), ("物流公司", "飞禾速递"), ("订单备注", "null"), ("店铺ID", "'100"), ("店铺名称", "青禾"), ("订单关闭原因", "退款"),
            ("卖家服务费", "0元"), ("买家服务费", "1.20元"), ("发票抬头", "个人"), ("是否手机订单", "手机订单"), ("分阶段订单信息", "定金"), ("将来的列", "?"));

        order.Buyer.ShouldBe(new("小鹿0001", "19000000001", "请\r\n\"尽快\", 谢谢 😀"));
        order.Recipient.ShouldBe(new("𠮷平", "样例街道 1 号", "0000-1", "18618486065"));
        order.Amounts.ShouldBe(new(Money.Cny(9000), Money.Cny(1000), Money.Cny(10000), Money.Cny(10000), 5, 7, 6, Money.Cny(0), Money.Cny(120)));
        (order.Quantity, order.Kinds, order.Titles, order.ShipMethod).ShouldBe((3, 2, "抽纸，米", "快递"));
        (order.TrackingNo, order.Courier, order.Remark).ShouldBe(("7712", "飞禾速递", ""));
        (order.ShopId, order.ShopName, order.CloseReason, order.StagedOrder).ShouldBe(("100", "青禾", "退款", "定金"));
        (order.InvoiceTitle, order.IsAppOrder).ShouldBe(("个人", true));
        order.PaidTime.ShouldBe(Instant.FromUtc(2026, 5, 23, 14, 5));

        var line = await Files.OneLine(
            ("外部系统编号", "'0071"), ("商品属性", "颜色:白"), ("套餐信息", "null"), ("备注", "易碎"), ("商家编码", "DC-0301"), ("购买数量", "12"));
        (line.OrderNo, line.Title, line.UnitPrice, line.Quantity).ShouldBe(("1930679858170647", "抽纸 24包", Money.Cny(3990), 12));
        (line.ExternalSku, line.Attributes, line.Package, line.Remark).ShouldBe(("0071", "颜色:白", "", "易碎"));
        (line.Status, line.MerchantCode).ShouldBe((OrderStatus.Settled, "DC-0301"));
    }

    [Fact]
    public async Task R_ORD_2_all_of_a_rows_errors_come_at_once_and_the_good_rows_are_kept()
    {
        var bad = Files.OrderFile(("总金额", "x"), ("宝贝总数量", "0"), ("订单状态", "?"), ("买家会员名", " "));
        var good = Files.OrderFile().Split("\r\n")[1];
        var entries = await Files.Read($"{bad}{good}\r\n");
        entries.OfType<ImportError>().Select(e => (e.Line, e.Column)).ShouldBe(
            [(2, "订单状态"), (2, "买家会员名"), (2, "总金额"), (2, "宝贝总数量")], ignoreOrder: true);
        entries.OfType<OrderRow>().Single().Line.ShouldBe(3);
    }

    [Fact]
    public async Task R_ORD_2_a_paid_order_has_a_time_of_payment()
    {
        (await Files.OneError(Files.OrderFile(("订单付款时间", "")))).Column.ShouldBe("订单付款时间");
        (await Files.OneOrder(("订单付款时间", ""), ("订单状态", "等待买家付款"))).PaidTime.ShouldBeNull();
        (await Files.OneOrder(("订单付款时间", ""), ("订单状态", "交易关闭"))).PaidTime.ShouldBeNull();
    }

    [Theory]
    [InlineData("少一列", -1)]
    [InlineData("多一列", 1)]
    public async Task R_ORD_2_a_row_of_another_width_than_the_header_is_an_error(string _, int more)
    {
        var (header, row) = Files.LineFile().Split("\r\n") is [var h, var r, ..] ? (h, r) : default;
        var width = header.Split(',').Length;
        row = more > 0 ? row + ",x" : row[..row.LastIndexOf(',')];
        var error = await Files.OneError($"{header}\n{row}\n");
        error.Reason.ShouldBe($"The row has {width + more} fields, the header {width}.");
        (await Files.Read($"{header}\n{Files.LineFile().Split("\r\n")[1]},,\n")).ShouldHaveSingleItem().ShouldBeOfType<LineRow>();
    }

    [Fact]
    public async Task R_ORD_2_a_row_that_swallowed_others_says_how_far() =>
        (await Files.OneError("订单编号,标题,价格,购买数量,订单状态\n1,\"a,1,1,x\n2,b\",1\n")).Reason.ShouldBe("The row up to line 3 has 3 fields, the header 5.");

    [Fact]
    public async Task R_ORD_2_encodings_are_recognised_and_mean_the_same()
    {
        var text = Files.OrderFile(("收货人姓名", "𠮷平 😀"));
        foreach (var bytes in new[] { Encoding.UTF8.GetBytes(text), [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)], Files.Gb18030.GetBytes(text) })
            (await Files.Read(bytes)).ShouldHaveSingleItem().ShouldBeOfType<OrderRow>().Recipient.Name.ShouldBe("𠮷平 😀");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task R_ORD_2_bad_bytes_are_an_error_of_their_row_and_column_only(bool gb18030)
    {
        var encoding = gb18030 ? Files.Gb18030 : Encoding.UTF8;
        var row = Files.OrderFile(("收货人姓名", "§")).Split("\r\n")[1];
        var bytes = encoding.GetBytes(Files.OrderFile(("收货人姓名", "好")) + row + "\r\n" + row.Replace("§", "也好", StringComparison.Ordinal) + "\r\n");
        var at = bytes.AsSpan().IndexOf(encoding.GetBytes("§"));
        bytes[at] = 0xFF;
        var entries = await Files.Read(bytes);
        entries.OfType<OrderRow>().Select(o => (o.Line, o.Recipient.Name)).ShouldBe([(2, "好"), (4, "也好")]);
        var error = entries.OfType<ImportError>().Single();
        (error.Line, error.Column).ShouldBe((3, "收货人姓名"));
    }

    [Fact]
    public async Task R_ORD_2_a_missing_column_is_an_error_of_the_file_that_names_it()
    {
        var lines = Files.LineFile().Replace("购买数量", "数目", StringComparison.Ordinal);
        var error = await Files.OneError(lines);
        (error.Line, error.Column).ShouldBe((1, "购买数量"));
        error.Reason.ShouldBe("The line export lacks the column 购买数量.");

        var twice = await Files.OneError("订单编号,标题,价格,购买数量,订单状态,标题\n");
        (twice.Column, twice.Reason).ShouldBe(("标题", "The column 标题 appears more than once."));
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("a,b\n1,2\n", "neither an order export nor a line export")]
    [InlineData("\"订单编号\n", "not a row")]
    public async Task R_ORD_2_what_is_no_export_says_so(string text, string reason)
    {
        var error = await Files.OneError(text);
        error.Line.ShouldBe(1);
        error.Reason.ShouldContain(reason);
    }

    [Fact]
    public async Task R_ORD_2_a_file_in_UTF_16_is_refused_as_a_whole() =>
        (await Files.Read([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Files.OrderFile())])).ShouldHaveSingleItem().ShouldBeOfType<ImportError>()
            .Reason.ShouldContain("no text in UTF-8 or GB18030");

    [Fact]
    public async Task A_file_with_too_many_errors_is_given_up()
    {
        var entries = await Files.Read(Files.LineFile() + string.Concat(Enumerable.Repeat("x\n", ImportBounds.Errors + 5)));
        entries.OfType<LineRow>().Count().ShouldBe(1);
        entries.Count.ShouldBe(1 + ImportBounds.Errors + 1);
        entries[^1].Line.ShouldBe(0);
    }

    [Fact]
    public async Task A_file_with_too_many_rows_is_read_up_to_the_bound()
    {
        var (header, row) = Files.LineFile().Split("\r\n") is [var h, var r, ..] ? (h, r) : default;
        var rows = 0;
        ImportEntry? last = null;
        await foreach (var entry in OrderExport.Read(new Endless(Encoding.UTF8.GetBytes(header + "\n"), Encoding.UTF8.GetBytes(row + "\n")), "endless.csv"))
        {
            rows += entry is LineRow ? 1 : 0;
            last = entry;
        }
        rows.ShouldBe(ImportBounds.Rows);
        last.ShouldBeOfType<ImportError>().Reason.ShouldContain("more than 500000 rows");
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_read_up_to_the_bound()
    {
        var entries = await OrderExport.Read(new Endless(Encoding.UTF8.GetBytes(Files.LineFile()), [.. Enumerable.Repeat((byte)' ', 4096)]), "endless.csv").ToListAsync();
        var last = entries[^1].ShouldBeOfType<ImportError>();
        last.Line.ShouldBe(0);
        last.Reason.ShouldContain("larger than");
        entries.OfType<LineRow>().Count().ShouldBe(1);
    }

    [Fact]
    public async Task R_PPL_2_rows_and_errors_never_print_personal_data()
    {
        const string Name = "机密姓名";
        var order = await Files.OneOrder(("收货人姓名", Name), ("买家会员名", Name), ("买家留言", Name));
        $"{order} {order.Buyer} {order.Recipient}".ShouldNotContain(Name);
        var wrong = await Files.Read(Files.OrderFile(("总金额", Name), ("订单创建时间", Name), ("订单状态", Name)) + $"{Name}\n\"{Name}\" {Name}\n");
        wrong.OfType<ImportError>().Count().ShouldBe(5);
        string.Concat(wrong).ShouldNotContain(Name);
    }

    /// <summary>A file that after its start says the same thing for ever.</summary>
    private sealed class Endless(byte[] start, byte[] again) : MemoryStream(start)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await base.ReadAsync(buffer, cancellationToken);
            if (read > 0)
                return read;
            var times = buffer.Length / again.Length;
            for (var i = 0; i < times; i++)
                again.CopyTo(buffer[(i * again.Length)..]);
            return times * again.Length;
        }
    }
}
