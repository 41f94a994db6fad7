namespace Aftersales.Simulators.Tests;

public sealed class PartyTests : World
{
    private Task<Reply> Ask(string party, string no, string kind, string order = "O-1", string? waybill = null, params object[] goods) =>
        Post($"{party}/questions", new { question_no = no, kind, order_no = order, waybill_no = waybill, goods });

    private Task<Reply> Script(string party, string kind, string order, params object[] answers) => Put($"{party}/scripts/{kind}/{order}", new { answers });

    private static int Answers(Reply reply) => reply.Body.GetProperty("answers").GetArrayLength();

    [Theory]
    [InlineData("warehouse")]
    [InlineData("courier")]
    [InlineData("supplier")]
    [InlineData("merchandising")]
    [InlineData("platform")]
    public async Task A_question_is_asked_once_and_open_until_somebody_answers(string party)
    {
        (await Ask(party, "Q-1", "QUALITY"))["status"].ShouldBe("OPEN");
        (await Ask(party, "Q-1", "QUALITY"))["status"].ShouldBe("OPEN");
        (await Ask(party, "Q-1", "PAGE")).ErrorCode.ShouldBe("QUESTION_NO_REUSED");
        (await Get($"{party}/questions/Q-2")).ErrorCode.ShouldBe("QUESTION_NOT_FOUND");

        (await Post($"{party}/questions/Q-1/reminders", new { number = 1 }))["reminders"].ShouldBe("1");
        (await Post($"{party}/questions/Q-1/reminders", new { number = 1 }))["reminders"].ShouldBe("1");

        var said = new { answer_no = "A-1", verdict = "DEFECT_DENIED", text = "批次正常" };
        (await Post($"{party}/questions/Q-1/answers", said))["status"].ShouldBe("ANSWERED");
        Answers(await Post($"{party}/questions/Q-1/answers", said)).ShouldBe(1);
        (await Post($"{party}/questions/Q-1/answers", new { answer_no = "A-1", verdict = "DEFECT_CONFIRMED" })).ErrorCode.ShouldBe("ANSWER_NO_REUSED");
        Answers(await Post($"{party}/questions/Q-1/answers", new { answer_no = "A-2", verdict = "DEFECT_CONFIRMED" })).ShouldBe(2);
    }

    [Fact]
    public async Task A_script_answers_late_twice_never_or_refuses()
    {
        await Script("platform", "SHIPPING", "O-1", new { verdict = "SHIPPABLE_LATE", after_seconds = 60, ready_at = "2026-03-12T09:00:00+08:00" }, new { verdict = "UNSHIPPABLE", after_seconds = 120 });
        Answers(await Ask("platform", "Q-1", "SHIPPING")).ShouldBe(0);
        Clock.Advance(TimeSpan.FromSeconds(60));
        Answers(await Get("platform/questions/Q-1")).ShouldBe(1);
        Clock.Advance(TimeSpan.FromSeconds(60));
        Answers(await Get("platform/questions/Q-1")).ShouldBe(2);

        await Script("platform", "SHIPPING", "any", new { verdict = "SHIPPABLE" });
        Answers(await Ask("platform", "Q-2", "SHIPPING", "O-2")).ShouldBe(1);
        await Script("platform", "SHIPPING", "O-3");
        Answers(await Ask("platform", "Q-3", "SHIPPING", "O-3")).ShouldBe(0);
        await Put("platform/scripts/SHIPPING/O-4", new { refuse = "NOT_OUR_ORDER" });
        (await Ask("platform", "Q-4", "SHIPPING", "O-4")).ErrorCode.ShouldBe("NOT_OUR_ORDER");
        (await Get("platform/questions/Q-4")).ErrorCode.ShouldBe("QUESTION_NOT_FOUND");
    }

    [Theory]
    [InlineData(3, "RESTOCKED")]
    [InlineData(1, "NOT_RESTOCKED")]
    public async Task The_warehouse_answers_from_its_stock(int onHand, string verdict)
    {
        await Put("warehouse/stock/CUP", new { on_hand = onHand });
        (await Ask("warehouse", "Q-1", "RESTOCK", "O-1", null, new { line_id = "1", sku = "CUP", quantity = 2 })).Body
            .GetProperty("answers")[0].GetProperty("verdict").GetString().ShouldBe(verdict);
        Answers(await Ask("warehouse", "Q-2", "RESTOCK", "O-1", null, new { line_id = "1", sku = "LID", quantity = 2 })).ShouldBe(0);
    }

    [Theory]
    [InlineData("IN_TRANSIT", "UNDER_WAY")]
    [InlineData("DELIVERY_FAILED", "NOBODY_HOME")]
    [InlineData("LOST", "LOST")]
    [InlineData("DAMAGED", "DAMAGED")]
    [InlineData("REFUSED", "REFUSED_AT_DOOR")]
    public async Task The_courier_answers_from_its_scans(string scan, string verdict)
    {
        await Post("courier/parcels", new { waybill_no = "SF1", weight_grams = 500 });
        await Post("courier/parcels/SF1/scans", new { scan_no = "S-1", status = scan });
        (await Ask("courier", "Q-1", "PARCEL_LOCATION", waybill: "SF1")).Body.GetProperty("answers")[0].GetProperty("verdict").GetString().ShouldBe(verdict);
        Answers(await Ask("courier", "Q-2", "PARCEL_LOCATION", waybill: "SF2")).ShouldBe(0);
    }

    [Fact]
    public async Task The_courier_names_who_signed_or_shows_proof()
    {
        await Post("courier/parcels", new { waybill_no = "SF1", weight_grams = 500 });
        await Post("courier/parcels/SF1/scans", new { scan_no = "S-1", status = "SIGNED", signer = new { name = "李四", relation = "GUARD", proof_sha256 = new string('a', 64) } });
        var answer = (await Ask("courier", "Q-1", "SIGNER", waybill: "SF1")).Body.GetProperty("answers")[0];
        answer.GetProperty("verdict").GetString().ShouldBe("SIGNER_NAMED");
        answer.GetProperty("text").GetString().ShouldBe("李四");
        answer.GetProperty("proofs")[0].GetString().ShouldBe(new string('a', 64));
    }
}
