using Aftersales.Contracts.Refunds;
using Aftersales.Platform.Grpc;
using Aftersales.Testing;
using Grpc.Core;
using static Aftersales.Refunds.Tests.RefundHost;
using Refund = Aftersales.Contracts.Refunds.Refund;

namespace Aftersales.Refunds.Tests;

public sealed class ConcurrencyTests
{
    private const int Callers = 32;

    public static IEnumerable<object[]> Databases => TestService.Databases;

    [Theory, MemberData(nameof(Databases))]
    public async Task R_REF_3_of_32_concurrent_requests_for_60_percent_exactly_one_stands(string database)
    {
        await using var host = await Start(database);
        var order = await host.Order("o-1");
        var plan = host.Plan;
        var outcomes = await Task.WhenAll(Enumerable.Range(0, Callers).Select(i => Attempt(plan.RequestRefundAsync(Asked(order, $"step-{i}", ("2", 6))))));

        outcomes.Count(outcome => outcome is null).ShouldBe(1);
        outcomes.OfType<string>().ShouldAllBe(reason => reason == "QUANTITY_EXCEEDED");
        (await host.Finance.ListRefundsAsync(new() { OrderId = order })).Refunds.ShouldHaveSingleItem().Amount.ShouldBe(Cny(60_00));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task R_REF_3_freight_is_refunded_once_under_any_concurrency(string database)
    {
        await using var host = await Start(database);
        var order = await host.Order("o-1");
        var plan = host.Plan;
        var outcomes = await Task.WhenAll(Enumerable.Range(0, Callers).Select(i =>
        {
            var asked = Asked(order, $"step-{i}");
            asked.Freight = Cny(3_60);
            return Attempt(plan.RequestRefundAsync(asked));
        }));
        outcomes.Count(outcome => outcome is null).ShouldBe(1);
        outcomes.OfType<string>().ShouldAllBe(reason => reason == "REFUND_EXCEEDS_PAID");
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task R_REF_4_the_same_cause_asked_for_at_once_is_one_refund_and_one_payment(string database)
    {
        await using var host = await Start(database);
        var order = await host.Order("o-1");
        var refunds = await Task.WhenAll(Enumerable.Range(0, Callers / 2).Select(_ => host.Request(order, "step-1", ("1", 3))));
        var refund = refunds.Select(r => r.RefundId).Distinct().ShouldHaveSingleItem();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => host.Clear(refunds[0])));
        await host.Service.Drain();
        (await host.Get(refund)).State.ShouldBe(RefundState.Paid);
        (await host.MovedOut()).ShouldBe(10_00);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task R_REF_7_a_refund_is_in_one_batch_and_a_batch_is_paid_once_under_any_concurrency(string database)
    {
        await using var host = await Start(database);
        var refunds = new List<Refund>();
        for (var i = 0; i < 4; i++)
            refunds.Add(await host.Check(await host.Request(await host.Order($"o-{i}", settled: true), $"step-{i}", ("1", 3))));

        var finance = host.Finance;
        var batches = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            try
            {
                return (await finance.CreateBatchAsync(new() { RequestId = Id() })).Batch;
            }
            catch (RpcException refused) when (ErrorDetails.From(refused)?.Info?.Reason is "BATCH_EMPTY" or "CONTENDED")
            {
                return null;
            }
        }));
        var batch = batches.OfType<Batch>().ShouldHaveSingleItem();
        batch.Items.Select(item => item.RefundId).Order().ShouldBe(refunds.Select(refund => refund.RefundId).Order());

        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ => await finance.PayBatchAsync(new() { RequestId = Id(), BatchId = batch.BatchId })));
        await host.Service.Drain();
        (await finance.GetBatchAsync(new() { BatchId = batch.BatchId })).Batch.Items.ShouldAllBe(item => item.State == RefundState.Paid);
        (await host.MovedOut()).ShouldBe(40_00);
        (await host.Finance.GetTrialBalanceAsync(new())).Sum.ShouldBe(Cny(0));
    }

    private static async Task<string?> Attempt(AsyncUnaryCall<RequestRefundResponse> call)
    {
        try
        {
            await call;
            return null;
        }
        catch (RpcException refused)
        {
            return ErrorDetails.From(refused)?.Info?.Reason ?? refused.StatusCode.ToString();
        }
    }
}
