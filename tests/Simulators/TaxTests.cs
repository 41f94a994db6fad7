namespace Aftersales.Simulators.Tests;

public sealed class TaxTests : World
{
    private Task<Reply> Issue(
        string serialNo, string net = "100.00", string tax = "13.00", string total = "113.00", string kind = "ORDINARY", string? buyerTaxNo = null) =>
        Post("tax/invoices", new
        {
            serial_no = serialNo,
            kind,
            seller = new { name = "示例商贸有限公司", tax_no = "91310000MA1FL0000X" },
            buyer = new { title = "个人", tax_no = buyerTaxNo },
            lines = new[] { new { name = "*日用品*保温杯", quantity = 1, net_amount = net, tax_rate = "0.13", tax_amount = tax } },
            total_amount = total,
        });

    private Task<Reply> Red(string serialNo, string? blue, string net, string tax, string reason = "GOODS_RETURNED") => Post("tax/red-letters", new
    {
        serial_no = serialNo,
        blue_invoice_no = blue,
        reason,
        lines = new[] { new { line = 1, net_amount = net, tax_amount = tax } },
    });

    [Fact]
    public async Task One_serial_number_50_times_at_once_issues_one_invoice()
    {
        var replies = await AtOnce(50, _ => Issue("S-1"));

        replies.Select(reply => reply["invoice_no"]).Distinct().Count().ShouldBe(1);
        replies[0]["invoice_no"].ShouldBe("26310000000000000001");
        replies[0]["issued_at"].ShouldBe("2026-03-10T09:00:00+08:00");
        (await Get("tax/invoices/S-1")).Body.GetRawText().ShouldBe(replies[0].Body.GetRawText());
        (await Get("tax/invoices?invoice_no=26310000000000000001"))["serial_no"].ShouldBe("S-1");
        (await Issue("S-1", "200.00", "26.00", "226.00")).ErrorCode.ShouldBe("SERIAL_NO_REUSED");
        (await Get("tax/invoices/S-2")).ErrorCode.ShouldBe("SERIAL_NO_NOT_FOUND");
    }

    [Fact]
    public async Task R_INV_2_tax_and_total_must_fit_the_lines()
    {
        (await Issue("S-1", tax: "13.02", total: "113.02")).ErrorCode.ShouldBe("TAX_AMOUNT_MISMATCH");
        (await Issue("S-1", total: "113.01")).ErrorCode.ShouldBe("TOTAL_MISMATCH");
        (await Issue("S-1", tax: "13.01", total: "113.01")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task A_VAT_special_invoice_needs_the_buyers_tax_number()
    {
        var reply = await Issue("S-1", kind: "VAT_SPECIAL");
        reply.Status.ShouldBe(400);
        reply.Body.GetProperty("error").GetProperty("field").GetString().ShouldBe("buyer.tax_no");
        (await Issue("S-1", kind: "VAT_SPECIAL", buyerTaxNo: "91310000MA1FL1111X")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task R_INV_6_red_letters_never_reverse_more_than_is_left()
    {
        var blue = (await Issue("S-1"))["invoice_no"];

        var red = await Red("S-2", blue, "60.00", "7.80");
        red["colour"].ShouldBe("RED");
        red["total_amount"].ShouldBe("-67.80");
        red["blue_invoice_no"].ShouldBe(blue);
        (await Get("tax/invoices/S-1"))["left_amount"].ShouldBe("45.20");
        (await Red("S-2", blue, "60.00", "7.80"))["invoice_no"].ShouldBe(red["invoice_no"]);
        (await Red("S-3", blue, "40.01", "5.20")).ErrorCode.ShouldBe("RED_EXCEEDS_BLUE");
        (await Red("S-3", blue, "40.00", "5.20")).Status.ShouldBe(200);
        (await Get("tax/invoices/S-1"))["left_amount"].ShouldBe("0.00");
        (await Red("S-4", red["invoice_no"], "1.00", "0.13")).ErrorCode.ShouldBe("BLUE_INVOICE_NOT_FOUND");
    }

    [Fact]
    public async Task R_INV_6_red_letters_at_once_leave_nothing_below_zero()
    {
        var blue = (await Issue("S-1"))["invoice_no"];
        var replies = await AtOnce(20, i => Red($"R-{i}", blue, "10.00", "1.30"));
        replies.Count(reply => reply.Status == 200).ShouldBe(10);
        (await Get("tax/invoices/S-1"))["left_amount"].ShouldBe("0.00");
    }

    [Fact]
    public async Task R_INV_6_an_invoice_issued_wrongly_is_reversed_as_a_whole()
    {
        var blue = (await Issue("S-1"))["invoice_no"];
        (await Red("S-2", blue, "60.00", "7.80", "ISSUED_WRONGLY")).ErrorCode.ShouldBe("RED_MUST_BE_WHOLE");
        (await Red("S-2", blue, "100.00", "13.00", "ISSUED_WRONGLY")).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Nothing_is_done_for_who_did_not_sign_in()
    {
        (await Post("tax/token", new { app_key = "aftersales", app_secret = "guessed" })).ErrorCode.ShouldBe("CREDENTIALS_INVALID");
        await Client.DeleteAsync("tax/tokens");
        (await Issue("S-1")).ErrorCode.ShouldBe("TOKEN_INVALID");
    }

    [Fact]
    public async Task What_is_processed_is_issued_once_later()
    {
        await Fault(new { operation = "tax.issue", kind = "PROCESSING", ready_after_seconds = 60 });
        var taken = await Issue("S-1");
        (taken.Status, taken["status"]).ShouldBe((202, "PROCESSING"));
        (await Issue("S-1"))["status"].ShouldBe("PROCESSING");
        (await Issue("S-1", "200.00", "26.00", "226.00")).ErrorCode.ShouldBe("SERIAL_NO_REUSED");
        (await Get("tax/invoices/S-1")).Status.ShouldBe(202);
        Clock.Advance(TimeSpan.FromSeconds(60));
        (await Get("tax/invoices/S-1"))["invoice_no"].ShouldBe("26310000000000000001");
        (await Issue("S-1"))["invoice_no"].ShouldBe("26310000000000000001");
    }

    [Fact]
    public async Task What_failed_says_why_and_can_be_handed_in_again()
    {
        await Fault(new { operation = "tax.issue", kind = "PROCESSING", code = "QUOTA_EXHAUSTED", ready_after_seconds = 5 });
        await Issue("S-1");
        Clock.Advance(TimeSpan.FromSeconds(9));
        var failed = await Get("tax/invoices/S-1");
        (failed.Status, failed["status"], failed["failed_at"], failed.ErrorCode).ShouldBe((200, "FAILED", "2026-03-10T09:00:05+08:00", "QUOTA_EXHAUSTED"));
        (await Issue("S-1"))["invoice_no"].ShouldBe("26310000000000000001");
        (await Get("tax/invoices/S-1"))["invoice_no"].ShouldBe("26310000000000000001");
    }
}
