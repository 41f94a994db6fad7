using System.Text;
using Aftersales.Contracts.Refunds;
using Aftersales.Testing;
using Grpc.Core;
using NodaTime;
using static Aftersales.Refunds.Tests.RefundHost;
using Refund = Aftersales.Contracts.Refunds.Refund;

namespace Aftersales.Refunds.Tests;

public sealed class BatchServiceTests
{
    public static IEnumerable<object[]> Databases => TestService.Databases;

    [Theory, MemberData(nameof(Databases))]
    public async Task R_REF_7_the_days_batch_is_made_by_itself_and_settles_item_by_item(string database)
    {
        await using var host = await Start(database);
        var good = await Waiting(host, "o-1");
        var wrong = await host.Check(await host.Request(await host.Order("o-2", settled: true), "o-2", ("2", 4)), realName: "李四");

        await host.Service.MoveTo(Instant.FromUtc(2026, 6, 2, 9, 0)); // 17:00 in Shanghai
        var made = (await host.Finance.ListBatchesAsync(new() { State = BatchState.Locked })).Batches.ShouldHaveSingleItem();
        (made.CreatedBy, made.Count, made.Total).ShouldBe(("refund", 2, Cny(good.Amount.MinorUnits + wrong.Amount.MinorUnits)));
        made.Items.ShouldBeEmpty();
        made.Totals.ShouldHaveSingleItem().ShouldBe(new() { Part = RefundPart.Goods, Count = 2, Amount = made.Total });

        await host.Third.ApproveBatchAsync(new() { RequestId = Id(), BatchId = made.BatchId });
        await host.Finance.PayBatchAsync(new() { RequestId = Id(), BatchId = made.BatchId });
        await host.Service.Drain();
        await host.Service.Advance(Duration.FromMinutes(1));

        var settled = (await host.Finance.GetBatchAsync(new() { BatchId = made.BatchId })).Batch;
        settled.State.ShouldBe(BatchState.Settled);
        settled.Items.ToDictionary(item => item.RefundId, item => item.Progress).ShouldBe(new Dictionary<string, BatchItemState>
        {
            [good.RefundId] = BatchItemState.Paid,
            [wrong.RefundId] = BatchItemState.SentBack,
        }, ignoreOrder: true);
        (await host.MovedOut()).ShouldBe(good.Amount.MinorUnits);

        await host.Service.MoveTo(Instant.FromUtc(2026, 6, 3, 9, 0));
        (await host.Finance.ListBatchesAsync(new())).Batches.Count.ShouldBe(1, "a day on which nothing waits makes none");
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task R_REF_7_the_refunds_of_a_returned_batch_are_free_for_another(string database)
    {
        await using var host = await Start(database);
        var refund = await Waiting(host, "o-1");
        var first = (await host.Finance.CreateBatchAsync(new() { RequestId = Id() })).Batch;
        await host.Service.Drain();
        (await host.Get(refund.RefundId)).BatchId.ShouldBe(first.BatchId);
        await host.Third.ReturnBatchAsync(new() { RequestId = Id(), BatchId = first.BatchId, Reason = "the month is closed" });
        await host.Service.Drain();
        var returned = (await host.Finance.GetBatchAsync(new() { BatchId = first.BatchId })).Batch;
        (returned.State, returned.ReturnedReason, returned.ReturnedBy).ShouldBe((BatchState.Returned, "the month is closed", "p_supervisor"));
        returned.Items.ShouldHaveSingleItem().Progress.ShouldBe(BatchItemState.Freed);
        (await host.Get(refund.RefundId)).BatchId.ShouldBe("");

        var second = await host.PayAll();
        second.BatchId.ShouldNotBe(first.BatchId);
        second.Items.ShouldHaveSingleItem().State.ShouldBe(RefundState.Paid);
        (await host.MovedOut()).ShouldBe(refund.Amount.MinorUnits);
    }

    [Fact]
    public async Task R_REF_7_batches_are_listed_newest_first_by_state_and_by_page()
    {
        await using var host = await Start("sqlite");
        var made = new List<string>();
        for (var i = 1; i <= 3; i++)
        {
            await Waiting(host, $"o-{i}");
            made.Insert(0, (await host.Finance.CreateBatchAsync(new() { RequestId = Id() })).Batch.BatchId);
            await host.Service.Advance(Duration.FromMinutes(1));
        }

        await host.Third.ApproveBatchAsync(new() { RequestId = Id(), BatchId = made[1] });
        var page = await host.Finance.ListBatchesAsync(new() { PageSize = 2 });
        var rest = await host.Finance.ListBatchesAsync(new() { PageSize = 2, PageToken = page.NextPageToken });
        page.Batches.Concat(rest.Batches).Select(batch => batch.BatchId).ShouldBe(made);
        (await host.Finance.ListBatchesAsync(new() { State = BatchState.Approved })).Batches.ShouldHaveSingleItem().BatchId.ShouldBe(made[1]);
    }

    [Fact]
    public async Task R_REF_7_a_batch_is_exported_for_a_spreadsheet_with_payees_masked()
    {
        await using var host = await Start("sqlite");
        var refund = await Waiting(host, "=o-1"); // what a spreadsheet would run
        var batch = await host.PayAll();

        var bytes = new List<byte>();
        using var export = host.Finance.ExportBatch(new() { BatchId = batch.BatchId });
        await foreach (var part in export.ResponseStream.ReadAllAsync())
            bytes.AddRange(part.Chunk);
        bytes.Take(3).ShouldBe(Encoding.UTF8.Preamble.ToArray());
        var lines = Encoding.UTF8.GetString([.. bytes.Skip(3)]).Split("\r\n");
        lines.Length.ShouldBe(3);
        lines[0].ShouldStartWith("批次号,退款单号,订单号,");
        lines[1].ShouldStartWith($"{batch.BatchId},{refund.RefundId},'=o-1,10.00,0.00,0.00,0.00,0.00,10.00,138****8078,");
        lines[1].ShouldNotContain(Account);
        lines[1].ShouldNotContain(RealName);
        (await Should.ThrowAsync<RpcException>(async () => await host.Finance.ExportBatch(new() { BatchId = "bat_9" }).ResponseStream.MoveNext()))
            .StatusCode.ShouldBe(StatusCode.NotFound);
    }

    [Fact]
    public async Task R_CLK_4_a_batch_that_nobody_approves_is_overdue()
    {
        await using var host = await Start("sqlite");
        await Waiting(host, "o-1");
        var batch = (await host.Finance.CreateBatchAsync(new() { RequestId = Id() })).Batch;
        await host.Service.MoveTo(Instant.FromDateTimeOffset(batch.DueTime.ToDateTimeOffset()));
        (await host.Finance.GetBatchAsync(new() { BatchId = batch.BatchId })).Batch.Overdue.ShouldBeTrue();
    }

    private static async Task<Refund> Waiting(RefundHost host, string order) =>
        await host.Check(await host.Request(await host.Order(order, settled: true), order, ("1", 3)));
}
