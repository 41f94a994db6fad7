using System.Text;
using Aftersales.Kernel;
using Aftersales.Refunds.Domain;
using Aftersales.Refunds.Domain.Reconciliation;
using Aftersales.Refunds.Import;
using Aftersales.Refunds.Tests.Domain;
using NodaTime;

namespace Aftersales.Refunds.Tests;

public class ChannelStatementTests
{
    private const string Header = "账务流水号,业务流水号,商户订单号,商品名称,发生时间,对方账号,收入金额（+元）,支出金额（-元）,账户余额（元）,交易渠道,业务类型,备注";

    private static readonly string Number = Ids.Derived("pay", "one");

    [Fact]
    public async Task R_REF_7_rows_are_read_as_the_channel_writes_them()
    {
        var statement = await Read(
            "#支付宝账务明细查询",
            "#起始日期：[2026年06月02日 00:00:00]   终止日期：[2026年06月03日 00:00:00]",
            Header,
            $"0001\t,T1\t,o1\t,\"茶, 一盒\t\",2026-06-02 10:02:07,王*(138****8078)\t,0.00,-10.50,89.50,支付宝,交易退款,退款请求号:{Number}",
            $"0002\t,F1\t,{Number}\t,退款\t,2026-06-02 23:59:59,李*\t,,-3.00,86.50,支付宝,转账,",
            "0003\t,T9\t,o9\t,茶\t,2026-06-02 11:00:00,赵*\t,100.00,0.00,186.50,支付宝,在线支付,",
            "0004\t,T1\t,o1\t,茶\t,2026-06-02 12:00:00,王*\t,+10.50,0.00,197.00,支付宝,退款冲正,",
            "#支出合计：2笔，共-13.50元",
            "#收入合计：2笔，共110.50元");
        statement.Rejected.ShouldBeEmpty();
        statement.Other.ShouldBe(1);
        statement.Days.ShouldBe([new LocalDate(2026, 6, 2)]);
        statement.Rows.Select(row => (row.Row.LogId, row.Direction, row.Row.Amount.Minor, row.Numbers is [var number, ..] ? number : null)).ShouldBe(
        [
            ("0001", MoneyDirection.Out, 10_50, Number), ("0002", MoneyDirection.Out, 3_00, Number), ("0004", MoneyDirection.In, 10_50, null),
        ]);
        statement.Rows[0].Row.ShouldBe(new("0001", "T1", "o1", Instant.FromUtc(2026, 6, 2, 2, 2, 7), Money.Cny(10_50), "交易退款"));
    }

    [Fact]
    public async Task R_REF_7_the_period_covers_days_without_rows_and_rows_cover_theirs()
    {
        var statement = await Read(
            "#起始日期：[2026年06月01日 00:00:00]   终止日期：[2026年06月03日 00:00:00]", Header, Row("0001", "2026-06-03 00:00:00", "0", "-1.00"));
        statement.Days.ShouldBe([new(2026, 6, 1), new(2026, 6, 2), new(2026, 6, 3)]);
    }

    [Theory]
    [InlineData("0001,T,o,,2026-06-02 10:00:00,,0.00,-1.001,,,转账,", "支出金额（-元）")]
    [InlineData("0001,T,o,,2026-06-02 10:00:00,,-1.00,0.00,,,转账,", "收入金额（+元）")]
    [InlineData("0001,T,o,,2026-06-02 10:00:00,,1.00,-1.00,,,转账,", "支出金额（-元）")]
    [InlineData("0001,T,o,,2026-06-02 10:00:00,,0.00,0.00,,,转账,", "支出金额（-元）")]
    [InlineData("0001,T,o,,2. Juni,,0.00,-1.00,,,转账,", "发生时间")]
    [InlineData(",T,o,,2026-06-02 10:00:00,,0.00,-1.00,,,转账,", "账务流水号")]
    [InlineData("0001,T,o", "")]
    [InlineData("\"0001,T,o,,2026-06-02 10:00:00,,0.00,-1.00,,,转账,", "")]
    public async Task R_REF_7_a_bad_row_is_reported_with_its_line_and_the_good_ones_are_kept(string bad, string column)
    {
        var statement = await Read("#支付宝账务明细查询", Header, bad, Row("0002", "2026-06-02 10:00:00", "0.00", "-2.00"));
        var rejected = statement.Rejected.ShouldHaveSingleItem();
        (rejected.Line, rejected.Column).ShouldBe((3, column));
        statement.Rows.ShouldHaveSingleItem().Row.LogId.ShouldBe("0002");
    }

    [Fact]
    public async Task R_REF_7_a_row_that_appears_twice_counts_once()
    {
        var row = Row("0001", "2026-06-02 10:00:00", "0.00", "-2.00");
        var statement = await Read(Header, row, row);
        statement.Rows.Count.ShouldBe(1);
        statement.Rejected.ShouldHaveSingleItem().Line.ShouldBe(3);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("#支出合计：1笔，共2.00元", "#收入合计：0笔，共0.00元")]
    [InlineData("#支出合计：2笔，共3.01元")]
    [InlineData("#支出合计：2笔，共-3.01元")]
    [InlineData("#支出合计：2笔，共3.00元", "#收入合计：1笔，共0.00元")]
    public async Task R_REF_7_a_file_that_was_cut_off_is_refused(params string[]? totals)
    {
        string[] rows = ["#---账务明细列表---", Header, Row("0001", "2026-06-02 10:00:00", "0.00", "-2.00"), Row("0002", "2026-06-02 10:00:00", "", "-1.00")];
        var refusal = (await Should.ThrowAsync<RefusedException>(() => Read([.. rows, .. totals ?? []]))).Refusal;
        refusal.Reason.ShouldBe(RefundReasons.StatementFileInvalid);
        refusal.Metadata.ContainsKey("stated").ShouldBe(totals is not null);
    }

    [Fact]
    public async Task R_REF_7_totals_count_rows_that_cannot_be_read_and_the_others_are_kept()
    {
        const string bad = "0001,T,o,,2026-06-02 10:00:00,,0.00,-1.001,,,转账,";
        var sound = Row("0002", "2026-06-02 10:00:00", "0.00", "-2,000.00".Replace(",", ""));
        var statement = await Read("#---账务明细列表---", Header, bad, sound, "#支出合计：2笔，共2,001.00元", "#收入合计：0笔，共0.00元");
        (statement.Rows.Count, statement.Rejected.Count).ShouldBe((1, 1));
        var cut = await Should.ThrowAsync<RefusedException>(() => Read("#---账务明细列表---", Header, bad, "#支出合计：2笔，共2,001.00元", "#收入合计：0笔，共0.00元"));
        (cut.Refusal.Metadata["total"], cut.Refusal.Metadata["stated"], cut.Refusal.Metadata["found"]).ShouldBe(("rows", "2", "1"));
    }

    [Theory]
    [InlineData("", "")]
    [InlineData("a,b,c", "账务流水号")]
    [InlineData("账务流水号,业务流水号,商户订单号,发生时间,收入金额（+元）,支出金额（-元）", "业务类型")]
    [InlineData("账务流水号,账务流水号,业务流水号,商户订单号,发生时间,收入金额（+元）,支出金额（-元）,业务类型", "账务流水号")]
    public async Task R_REF_7_another_file_is_refused(string header, string missing)
    {
        var refusal = (await Should.ThrowAsync<RefusedException>(() => Read(header))).Refusal;
        refusal.Reason.ShouldBe(RefundReasons.StatementFileInvalid);
        refusal.Metadata.GetValueOrDefault("missing", "").ShouldBe(missing);
    }

    [Fact]
    public async Task Columns_are_found_by_name_in_any_order_and_plain_brackets_do_too()
    {
        var statement = await Read("业务类型,支出金额(-元),收入金额(+元),发生时间,商户订单号,业务流水号,账务流水号,新列", "转账,-1.00,,2026/6/2 10:00,o,T,0001,?");
        statement.Rows.ShouldHaveSingleItem().Row.Amount.ShouldBe(Money.Cny(1_00));
    }

    [Theory, InlineData("gb18030"), InlineData("utf-8")]
    public async Task Both_encodings_are_told_apart(string name)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var text = $"#支付宝账务明细查询\r\n{Header}\r\n{Row("0001", "2026-06-02 10:00:00", "0.00", "-2.00")}\r\n";
        var statement = await ChannelStatement.Read(new MemoryStream(Encoding.GetEncoding(name).GetBytes(text)), Scenario.Policy.Books, CancellationToken.None);
        statement.Rows.ShouldHaveSingleItem().Row.Type.ShouldBe("转账");
    }

    private static string Row(string logId, string time, string received, string spent) => $"{logId}\t,T,o,,{time},,{received},{spent},,支付宝,转账,";

    private static Task<ChannelStatement> Read(params string[] lines) => ChannelStatement.Read(
        new MemoryStream(Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => $"{line}\r\n")))), Scenario.Policy.Books, CancellationToken.None);
}
