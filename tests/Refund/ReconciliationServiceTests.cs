using System.Text;
using Aftersales.Contracts;
using Aftersales.Contracts.Refunds;
using Aftersales.Testing;
using Google.Protobuf;
using Grpc.Core;
using NodaTime;
using static Aftersales.Refunds.Tests.RefundHost;
using Refund = Aftersales.Contracts.Refunds.Refund;

namespace Aftersales.Refunds.Tests;

public sealed class ReconciliationServiceTests
{
    public static IEnumerable<object[]> Databases => TestService.Databases;

    [Theory, MemberData(nameof(Databases))]
    public async Task R_REF_7_the_channels_own_statement_matches_what_was_paid(string database)
    {
        await using var host = await Start(database);
        var normal = await Paid(host, "o-1");
        var transfer = await host.Check(await host.Request(await host.Order("o-2", settled: true), "o-2", ("1", 2)));
        await host.PayAll();
        var day = Day(await host.Get(normal.RefundId));
        var file = await host.Statement(day);

        var first = await Import(host, file);
        (first.Created, first.Changed, first.Unchanged, first.RejectedCount).ShouldBe((2, 0, 0, 0));
        first.Other.ShouldBe(2, "the payments of both orders");
        var told = first.Days.ShouldHaveSingleItem();
        (told.Day, told.State, told.Ours, told.Theirs, told.Difference).ShouldBe((day, ReconciliationState.Settled, Cny(16_67), Cny(16_67), Cny(0)));
        told.Totals.ShouldHaveSingleItem().Result.ShouldBe(ReconciliationResult.Matched);
        (await Items(host, day)).Select(item => item.RefundId).ShouldBe([normal.RefundId, transfer.RefundId], ignoreOrder: true);

        var again = await Import(host, file);
        (again.Created, again.Changed, again.Unchanged).ShouldBe((0, 0, 2));
        again.Days.ShouldBe(first.Days);
        (await host.Finance.ListReconciliationsAsync(new())).Reconciliations.ShouldBe(first.Days);
        (await host.Finance.GetReconciliationAsync(new() { Day = day })).Reconciliation.ShouldBe(told);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task R_REF_7_every_payment_is_in_one_of_the_lists_and_the_differences_make_up_what_the_sums_differ_by(string database)
    {
        await using var host = await Start(database);
        var same = await Paid(host, "o-1");
        var other = await Paid(host, "o-2");
        var missing = await Paid(host, "o-3");
        var reversed = await Paid(host, "o-4");
        var day = Day(same);
        await Import(host, Statement(
            Row("1", same, day, "-10.00"), Row("2", other, day, "-10.07"), $"3,x,stranger,{day} 12:00:00,,-5.00,转账,", Row("4", reversed, day, "-10.00"),
            $"5,T,o-4,{day} 13:00:00,10.00,,退款冲正,{reversed.Payout.OutRequestNo}"));

        var summary = (await host.Finance.GetReconciliationAsync(new() { Day = day })).Reconciliation;
        (summary.State, summary.OpenDifferences).ShouldBe((ReconciliationState.Open, 4));
        (summary.Ours, summary.Theirs).ShouldBe((Cny(40_00), Cny(10_00 + 10_07 + 5_00 + 10_00 - 10_00)));
        summary.Difference.MinorUnits.ShouldBe(summary.Ours.MinorUnits - summary.Theirs.MinorUnits);
        (await Of(host, day, ReconciliationResult.Matched)).ShouldBe([same.RefundId, reversed.RefundId], ignoreOrder: true);
        (await Of(host, day, ReconciliationResult.AmountDiffers)).ShouldBe([other.RefundId]);
        (await Of(host, day, ReconciliationResult.MissingThere)).ShouldBe([missing.RefundId]);
        (await Of(host, day, ReconciliationResult.MissingHere)).ShouldBe(["", ""], "a stranger's transfer, and money back that we do not know of yet");

        // A corrected file replaces rows by their numbers, and the day agrees but for what only they have.
        var corrected = await Import(host, Statement(Row("2", other, day, "-10.00"), Row("6", missing, day, "-10.00")));
        (corrected.Created, corrected.Changed).ShouldBe((1, 1));
        var tasks = (await host.Finance.ListReconciliationItemsAsync(new() { OpenOnly = true })).Items;
        tasks.Select(task => task.Result).ShouldBe([ReconciliationResult.MissingHere, ReconciliationResult.MissingHere]);

        foreach (var task in tasks)
            await host.Finance.ResolveDifferenceAsync(new() { RequestId = Id(), ItemId = task.ItemId, Note = "asked the channel" });
        summary = (await host.Finance.GetReconciliationAsync(new() { Day = day })).Reconciliation;
        (summary.State, summary.OpenDifferences).ShouldBe((ReconciliationState.Settled, 0));
        summary.Difference.MinorUnits.ShouldBe(summary.Ours.MinorUnits - summary.Theirs.MinorUnits, "settled by a person is not away");
        await Refused(host.Client("p_finance_2", Role.Finance).ResolveDifferenceAsync(new() { RequestId = Id(), ItemId = tasks[0].ItemId, Note = "x" }),
            StatusCode.FailedPrecondition, "ALREADY_DECIDED");
    }

    [Fact]
    public async Task R_REF_4_a_payment_that_becomes_known_after_its_statement_is_compared_again()
    {
        await using var host = await Start("sqlite");
        var refund = await host.Request(await host.Order("o-1"), "o-1", ("1", 3));
        await host.Fault("payment.refund", "TIMEOUT_AFTER");
        await host.Clear(refund);
        await host.Service.Drain();
        refund = await host.Get(refund.RefundId);
        refund.Payout.State.ShouldBe(PayoutState.Unknown);
        var day = DateTime.UtcNow.AddHours(8).ToString("yyyy-MM-dd");
        (await Import(host, await host.Statement(day))).Days[0].Totals.ShouldHaveSingleItem().Result.ShouldBe(ReconciliationResult.MissingHere);

        await host.Service.Advance(Duration.FromSeconds(10));
        await host.Service.Advance(Duration.FromHours(6));
        var item = (await Items(host, day)).ShouldHaveSingleItem();
        (item.Result, item.RefundId, item.OutRequestNo).ShouldBe((ReconciliationResult.Matched, refund.RefundId, refund.Payout.OutRequestNo));
    }

    [Fact]
    public async Task R_REF_7_rows_without_our_number_are_matched_by_the_channels_and_each_payment_once()
    {
        await using var host = await Start("sqlite");
        var first = await Paid(host, "o-1");
        var day = Day(first);
        string[] rows = [$"1,{first.Payout.ChannelNo},o-1,{day} 10:00:00,,-10.00,交易退款,", $"2,{first.Payout.ChannelNo},o-1,{day} 10:00:01,,-10.00,交易退款,"];
        await Import(host, Statement(rows));
        (await Of(host, day, ReconciliationResult.Matched)).ShouldBe([first.RefundId]);
        (await Of(host, day, ReconciliationResult.MissingHere)).ShouldBe([""], "paid twice, says the channel");
        (await Import(host, Statement(rows))).Unchanged.ShouldBe(2);

        await Import(host, Statement(rows[0].Replace("-10.00", "-9.00", StringComparison.Ordinal)));
        (await Of(host, day, ReconciliationResult.AmountDiffers)).ShouldBe([first.RefundId], "a corrected amount stays with its payment");
    }

    [Fact]
    public async Task Reconciliations_are_refused_with_the_reasons_of_the_contract()
    {
        await using var host = await Start("sqlite");
        (await Should.ThrowAsync<RpcException>(() => Import(host, "a,b,c"))).StatusCode.ShouldBe(StatusCode.InvalidArgument);
        await Refused(host.Finance.GetReconciliationAsync(new() { Day = "2026-06-02" }), StatusCode.NotFound, "STATEMENT_NOT_IMPORTED");
        await Refused(host.Finance.GetReconciliationAsync(new() { Day = "2026-02-31" }), StatusCode.InvalidArgument, "INVALID_REQUEST");
        await Refused(host.Finance.ListReconciliationItemsAsync(new()), StatusCode.InvalidArgument, "INVALID_REQUEST");
        await Refused(host.Finance.ResolveDifferenceAsync(new() { RequestId = Id(), ItemId = "rec_9", Note = "x" }), StatusCode.NotFound, "DIFFERENCE_NOT_FOUND");
        var same = await Paid(host, "o-1");
        await Import(host, Statement(Row("1", same, Day(same), "-10.00")));
        var item = (await Items(host, Day(same))).ShouldHaveSingleItem();
        await Refused(host.Finance.ResolveDifferenceAsync(new() { RequestId = Id(), ItemId = item.ItemId, Note = "x" }), StatusCode.FailedPrecondition,
            "DIFFERENCE_STATE_INVALID");
        await Refused(host.Third.ResolveDifferenceAsync(new() { RequestId = Id(), ItemId = item.ItemId, Note = "x" }), StatusCode.PermissionDenied, "ROLE_REQUIRED");
    }

    private static async Task<Refund> Paid(RefundHost host, string order)
    {
        var refund = await host.Request(await host.Order(order), order, ("1", 3));
        await host.Clear(refund);
        await host.Service.Drain();
        return await host.Get(refund.RefundId);
    }

    private static string Day(Refund paid) => paid.Payout.PaidTime.ToDateTime().AddHours(8).ToString("yyyy-MM-dd");

    private static string Row(string logId, Refund paid, string day, string spent) =>
        $"{logId}\t,{paid.Payout.ChannelNo}\t,{paid.OrderId}\t,{day} 10:00:00,,{spent},交易退款,退款请求号:{paid.Payout.OutRequestNo}";

    private static string Statement(params string[] rows) =>
        string.Join("\r\n", ["#支付宝账务明细查询", "账务流水号,业务流水号,商户订单号,发生时间,收入金额（+元）,支出金额（-元）,业务类型,备注", .. rows, ""]);

    private static Task<ImportStatementResponse> Import(RefundHost host, string text) => Import(host, Encoding.UTF8.GetBytes(text));

    private static async Task<ImportStatementResponse> Import(RefundHost host, byte[] file)
    {
        using var import = host.Finance.ImportStatement();
        await import.RequestStream.WriteAsync(new() { File = new() { Name = "statement.csv" } });
        foreach (var chunk in file.Chunk(100))
            await import.RequestStream.WriteAsync(new() { Chunk = ByteString.CopyFrom(chunk) });
        await import.RequestStream.CompleteAsync();
        return await import;
    }

    private static async Task<IReadOnlyList<ReconciliationItem>> Items(RefundHost host, string day) =>
        (await host.Finance.ListReconciliationItemsAsync(new() { Day = day })).Items;

    private static async Task<IEnumerable<string>> Of(RefundHost host, string day, ReconciliationResult result) =>
        (await host.Finance.ListReconciliationItemsAsync(new() { Day = day, Result = result })).Items.Select(item => item.RefundId);
}
