using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Aftersales.Simulators.Tests;

public sealed class StatementTests : World
{
    private static readonly Encoding Gbk = CodePagesEncodingProvider.Instance.GetEncoding("GBK", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task R_REF_7_totals_and_balances_equal_the_movements(int seed)
    {
        var random = new Random(seed);
        var (income, expense, movements) = (0m, 0m, 0);
        for (var i = 0; i < 40; i++)
        {
            var amount = random.Next(10, 50_000) / 100m;
            var text = amount.ToString("0.00", CultureInfo.InvariantCulture);
            var trade = $"O-{random.Next(8)}";
            var reply = random.Next(3) switch
            {
                0 => await Trade(trade, text),
                1 => await Refund(trade, $"RF-{random.Next(12)}", text),
                _ => await Transfer($"T-{i}", text),
            };
            var moved = reply["code"] == "10000" && (reply["fund_change"] is "Y" || reply["order_id"] is not null || reply["trade_status"] == "TRADE_SUCCESS" && reply["send_pay_date"] is not null);
            if (!moved)
                continue;
            movements++;
            if (reply["trade_status"] is not null)
                income += amount;
            else
                expense += amount;
            Clock.Advance(TimeSpan.FromSeconds(random.Next(100)));
        }

        var statement = await Statement();

        decimal Of(string field) => decimal.Parse(statement[field]!, CultureInfo.InvariantCulture);
        movements.ShouldBeGreaterThan(10);
        statement["total_size"].ShouldBe(movements.ToString(CultureInfo.InvariantCulture));
        Of("income_amount").ShouldBe(income);
        Of("expense_amount").ShouldBe(expense);
        Of("opening_balance").ShouldBe(1_000_000m);
        Of("closing_balance").ShouldBe(1_000_000m + income - expense);
        var balance = 1_000_000m;
        foreach (var row in statement.Body.GetProperty("detail_list").EnumerateArray())
        {
            var amount = decimal.Parse(row.GetProperty("trans_amount").GetString()!, CultureInfo.InvariantCulture);
            balance += row.GetProperty("direction").GetString() == "收入" ? amount : -amount;
            decimal.Parse(row.GetProperty("balance").GetString()!, CultureInfo.InvariantCulture).ShouldBe(balance);
        }
    }

    [Fact]
    public async Task The_csv_is_GBK_with_the_channels_columns_comments_and_sums()
    {
        await Trade("O-1", "100.00", subject: "双层,保温杯\"大\"号");
        await Refund("O-1", "RF-1", "12.34");
        await Transfer("T-1", "20.00");

        using var reply = await Client.GetAsync(new Uri("payment/statement?date=2026-03-10&format=CSV", UriKind.Relative));
        var lines = Gbk.GetString(await reply.Content.ReadAsByteArrayAsync()).Split("\r\n");

        reply.Content.Headers.ContentType!.ToString().ShouldBe("text/csv; charset=GBK");
        lines[0].ShouldBe("#支付宝账务明细查询");
        lines[2].ShouldBe("#起始日期：[2026年03月10日 00:00:00]   终止日期：[2026年03月11日 00:00:00]");
        lines[4].ShouldBe("账务流水号,业务流水号,商户订单号,商品名称,发生时间,对方账号,收入金额（+元）,支出金额（-元）,账户余额（元）,交易渠道,业务类型,备注");
        lines[5].ShouldContain("O-1\t,\"双层,保温杯\"\"大\"\"号\t\",2026-03-10 09:00:00,王*(138****8078)\t,100.00,0.00,1000100.00,支付宝,在线支付,");
        lines[6].ShouldEndWith(",0.00,-12.34,1000087.66,支付宝,交易退款,退款请求号:RF-1");
        lines[7].ShouldContain("T-1\t,售后补偿\t,");
        lines[7].ShouldEndWith(",0.00,-20.00,1000067.66,支付宝,转账,");
        lines[8].ShouldStartWith("#---");
        lines[9].ShouldBe("#支出合计：2笔，共-32.34元");
        lines[10].ShouldBe("#收入合计：1笔，共100.00元");
    }

    [Fact]
    public async Task R_PPL_2_the_statement_shows_people_masked()
    {
        await Trade("O-1", "100.00");
        var text = (await Statement()).Body.GetRawText();
        text.ShouldNotContain(Buyer);
        text.ShouldNotContain(BuyerName);
    }

    [Fact]
    public async Task A_title_that_GBK_cannot_write_does_not_break_the_file()
    {
        await Trade("O-1", "100.00", subject: "杯子🎁");
        using var reply = await Client.GetAsync(new Uri("payment/statement?date=2026-03-10&format=csv", UriKind.Relative));
        Gbk.GetString(await reply.Content.ReadAsByteArrayAsync()).ShouldContain(",杯子??\t,");
    }

    [Fact]
    public async Task Days_end_at_midnight_in_Beijing_and_the_next_opens_with_the_last_balance()
    {
        Clock.Advance(new TimeSpan(14, 59, 59));
        await Trade("O-1", "1.00");
        Clock.Advance(TimeSpan.FromSeconds(1));
        await Trade("O-2", "2.00");

        (await Statement())["closing_balance"].ShouldBe("1000001.00");
        var next = await Statement("2026-03-11");
        next["opening_balance"].ShouldBe("1000001.00");
        next["income_amount"].ShouldBe("2.00");
    }

    [Fact]
    public async Task A_day_to_come_has_no_statement_and_a_wrong_day_is_bad_input()
    {
        (await Statement("2026-03-11")).SubCode.ShouldBe("isp.bill_not_exist");
        var wrong = await Statement("10.03.2026");
        wrong.Status.ShouldBe(400);
        wrong["field"].ShouldBe("date");
    }

    [Fact]
    public async Task An_imported_trade_is_booked_on_the_day_it_was_paid()
    {
        await Trade("O-1", "1.00");
        await Post("payment/trades", new
        {
            out_trade_no = "O-0",
            trade_no = "2026030122001419121412730660",
            total_amount = "5.00",
            buyer_logon_id = Buyer,
            buyer_name = BuyerName,
            gmt_payment = "2026-03-01 08:00:00",
        });

        (await Statement("2026-03-01"))["income_amount"].ShouldBe("5.00");
        var today = await Statement();
        today["opening_balance"].ShouldBe("1000005.00");
        today.Body.GetProperty("detail_list").EnumerateArray().Select(row => row.GetProperty("merchant_order_no").GetString()).ShouldBe(["O-1"]);
        today.Body.ValueKind.ShouldBe(JsonValueKind.Object);
    }
}
