using System.Diagnostics;

namespace Aftersales.Simulators.Tests;

public sealed class FaultTests : World
{
    private Task Unanswered(Func<Task> call) => Should.ThrowAsync<HttpRequestException>(call);

    [Fact]
    public async Task R_REF_4_a_time_out_before_the_payment_leaves_nothing_and_the_same_number_pays_later()
    {
        await Trade("O-1", "100.00");
        await Fault(new { operation = "payment.refund", kind = "TIMEOUT_BEFORE", delay_ms = 20 });

        await Unanswered(() => Refund("O-1", "RF-1", "5.00"));

        (await QueryRefund("O-1", "RF-1"))["refund_status"].ShouldBeNull();
        (await Refund("O-1", "RF-1", "5.00"))["fund_change"].ShouldBe("Y");
    }

    [Fact]
    public async Task R_REF_4_a_time_out_after_the_payment_is_found_by_asking()
    {
        await Trade("O-1", "100.00");
        await Fault(new { operation = "payment.refund", kind = "TIMEOUT_AFTER", delay_ms = 20 });

        await Unanswered(() => Refund("O-1", "RF-1", "5.00"));

        (await QueryRefund("O-1", "RF-1"))["refund_status"].ShouldBe("REFUND_SUCCESS");
        (await Refund("O-1", "RF-1", "5.00"))["fund_change"].ShouldBe("N");
    }

    [Fact]
    public async Task A_client_that_stops_waiting_ends_the_silence()
    {
        await Fault(new { operation = "courier.*", kind = "TIMEOUT_BEFORE", delay_ms = 600_000 });
        using var content = new StringContent("{\"weight_grams\":1}");
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await Should.ThrowAsync<TaskCanceledException>(() => Client.PostAsync(new Uri("courier/quotes", UriKind.Relative), content, patience.Token));
    }

    [Fact]
    public async Task A_host_that_stops_ends_the_silence_too()
    {
        await Fault(new { operation = "courier.*", kind = "TIMEOUT_AFTER", delay_ms = 600_000 });
        using var content = new StringContent("{\"weight_grams\":1}");
        using var other = new HttpClient();
        var silent = other.PostAsync(new Uri(Host.Courier, "quotes"), content);
        while ((await Get("calls")).Body.GetProperty("calls").GetArrayLength() == 0)
            await Task.Yield();

        await Restart().WaitAsync(TimeSpan.FromSeconds(10));

        await Should.ThrowAsync<HttpRequestException>(() => silent);
    }

    [Theory]
    [InlineData("ERROR_BEFORE", null)]
    [InlineData("ERROR_AFTER", "REFUND_SUCCESS")]
    public async Task An_outage_before_or_after_answers_20000(string kind, string? statusThen)
    {
        await Trade("O-1", "100.00");
        await Fault(new { operation = "payment.refund", kind });

        var reply = await Refund("O-1", "RF-1", "5.00");

        reply["code"].ShouldBe("20000");
        reply.SubCode.ShouldBe("isp.unknow-error");
        (await QueryRefund("O-1", "RF-1"))["refund_status"].ShouldBe(statusThen);
    }

    [Fact]
    public async Task A_business_error_answers_the_code_asked_for_and_does_nothing()
    {
        await Trade("O-1", "100.00");
        await Fault(new { operation = "payment.refund", kind = "BUSINESS_ERROR", code = "ACQ.REASON_TRADE_BEEN_FREEZEN" });

        var reply = await Refund("O-1", "RF-1", "5.00");

        reply.Status.ShouldBe(200);
        reply.SubCode.ShouldBe("ACQ.REASON_TRADE_BEEN_FREEZEN");
        (await QueryRefund("O-1", "RF-1"))["refund_status"].ShouldBeNull();
    }

    [Fact]
    public async Task A_late_answer_comes_late_and_is_right()
    {
        await Trade("O-1", "100.00");
        await Fault(new { operation = "payment.refund", kind = "LATE", delay_ms = 250 });
        var watch = Stopwatch.StartNew();

        (await Refund("O-1", "RF-1", "5.00"))["fund_change"].ShouldBe("Y");

        watch.ElapsedMilliseconds.ShouldBeGreaterThanOrEqualTo(240);
    }

    [Fact]
    public async Task A_fault_meets_its_number_and_its_count_only()
    {
        await Trade("O-1", "100.00");
        await Fault(new { operation = "payment.refund", number = "RF-2", times = 2, kind = "ERROR_BEFORE" });

        (await Refund("O-1", "RF-1", "5.00"))["code"].ShouldBe("10000");
        (await Refund("O-1", "RF-2", "5.00"))["code"].ShouldBe("20000");
        (await Refund("O-1", "RF-2", "5.00"))["code"].ShouldBe("20000");
        (await Refund("O-1", "RF-2", "5.00"))["code"].ShouldBe("10000");
        (await Get("faults")).Body.GetProperty("faults").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task Deleted_faults_meet_nothing()
    {
        await Fault(new { kind = "ERROR_BEFORE", times = 100 });
        (await Trade("O-1", "100.00")).Status.ShouldBe(500);
        await Client.DeleteAsync(new Uri("faults", UriKind.Relative));
        (await Trade("O-1", "100.00")).Status.ShouldBe(200);
    }

    [Theory]
    [InlineData("{\"kind\":\"EXPLODE\"}", "kind")]
    [InlineData("{\"kind\":\"LATE\"}", "delay_ms")]
    [InlineData("{\"kind\":\"BUSINESS_ERROR\"}", "code")]
    [InlineData("{\"kind\":\"LATE\",\"delay_ms\":1,\"times\":0}", "times")]
    public async Task A_fault_that_makes_no_sense_is_bad_input(string body, string field)
    {
        using var content = new StringContent(body);
        var reply = await Reply.Of(await Client.PostAsync(new Uri("faults", UriKind.Relative), content));
        reply.Status.ShouldBe(400);
        reply.Body.GetProperty("error").GetProperty("field").GetString().ShouldBe(field);
    }

    [Fact]
    public async Task R_REF_9_an_unknown_refund_is_paid_and_then_reversed_in_query_and_statement()
    {
        await Trade("O-1", "100.00");
        await Fault(new { operation = "payment.refund", kind = "UNKNOWN_THEN_REVERSE", delay_ms = 20, reverse_after_seconds = 3600 });

        await Unanswered(() => Refund("O-1", "RF-1", "5.00"));
        (await QueryRefund("O-1", "RF-1"))["refund_status"].ShouldBe("REFUND_SUCCESS");
        Clock.Advance(TimeSpan.FromSeconds(3600));

        var reversed = await QueryRefund("O-1", "RF-1");
        reversed["refund_status"].ShouldBe("REFUND_FAIL");
        var statement = await Statement();
        statement["closing_balance"].ShouldBe("1000100.00");
        var back = statement.Body.GetProperty("detail_list")[2];
        back.GetProperty("type").GetString().ShouldBe("退款冲正");
        back.GetProperty("trans_dt").GetString().ShouldBe("2026-03-10 10:00:00");
        back.GetProperty("merchant_out_refund_no").GetString().ShouldBe("RF-1");
        (await Refund("O-1", "RF-1", "5.00")).SubCode.ShouldBe("ACQ.DISCORDANT_REPEAT_REQUEST");
        (await Refund("O-1", "RF-2", "100.00"))["fund_change"].ShouldBe("Y");
    }

    [Fact]
    public async Task R_REF_9_a_confirmed_transfer_that_comes_back_shows_REFUND()
    {
        await Trade("O-1", "100.00");
        await Fault(new { operation = "payment.transfer", kind = "REVERSE", reverse_after_seconds = 60 });

        (await Transfer("T-1", "5.00"))["status"].ShouldBe("SUCCESS");
        Clock.Advance(TimeSpan.FromSeconds(60));

        var query = await QueryTransfer("T-1");
        query["status"].ShouldBe("REFUND");
        query["error_code"].ShouldBe("PAYEE_ACCOUNT_STATUS_ERROR");
        (await Statement())["closing_balance"].ShouldBe("1000100.00");
    }

    [Fact]
    public async Task A_notification_comes_twice_when_asked_and_with_the_same_id()
    {
        await using var listener = new Listener();
        await listener.Start();
        await Trade("O-1", "100.00");
        await Fault(new { operation = "payment.refund", kind = "NOTIFY_TWICE" });

        await Refund("O-1", "RF-1", "5.00", listener.Url);

        var (first, second) = (await listener.Next(), await listener.Next());
        first.GetProperty("notify_type").GetString().ShouldBe("refund");
        first.GetProperty("content").GetProperty("refund_status").GetString().ShouldBe("REFUND_SUCCESS");
        second.GetRawText().ShouldBe(first.GetRawText());
    }

    [Fact]
    public async Task R_REF_9_a_reversal_is_notified_by_itself_after_refused_deliveries()
    {
        await using var listener = new Listener(refusals: 1);
        await listener.Start();
        await Trade("O-1", "100.00");
        await Fault(new { operation = "payment.refund", kind = "REVERSE", reverse_after_seconds = 60 });
        await Refund("O-1", "RF-1", "5.00", listener.Url);
        Clock.Advance(TimeSpan.FromSeconds(60));

        var types = new[] { await listener.Next(), await listener.Next() }.Select(n => n.GetProperty("notify_type").GetString());

        types.Order().ShouldBe(["refund", "refund_reversed"]);
    }

    [Fact]
    public async Task Notifications_never_leave_this_machine()
    {
        await Trade("O-1", "100.00");
        var reply = await Refund("O-1", "RF-1", "5.00", "http://192.0.2.1/n");
        reply["sub_msg"]!.ShouldStartWith("notify_url: ");
    }

    [Fact]
    public async Task R_PPL_2_the_call_log_counts_calls_and_holds_no_personal_data()
    {
        await Trade("O-1", "100.00");
        await Fault(new { operation = "payment.transfer", kind = "TIMEOUT_BEFORE", delay_ms = 1 });
        await Unanswered(() => Transfer("T-1", "5.00"));
        await Transfer("T-1", "5.00", name: "王大明");
        await Post("payment/accounts", new { identity = Buyer, name = BuyerName });

        var log = await Get("calls?operation=payment.transfer&number=T-1");

        var calls = log.Body.GetProperty("calls").EnumerateArray().ToList();
        calls.Select(call => call.GetProperty("outcome").GetString()).ShouldBe(["NOT_DONE", "PAYEE_USER_INFO_ERROR"]);
        calls[0].GetProperty("fault").GetString().ShouldBe("TIMEOUT_BEFORE");
        var all = (await Get("calls")).Body.GetRawText();
        all.ShouldNotContain(Buyer);
        all.ShouldNotContain(BuyerName);
        all.ShouldNotContain("王大明");
    }
}
