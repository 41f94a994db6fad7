using Aftersales.Contracts;
using Aftersales.Contracts.Refunds;
using Aftersales.Contracts.Tracking;
using Aftersales.Kernel;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Grpc;
using Aftersales.Refunds.Features;
using Aftersales.Testing;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;
using static Aftersales.Refunds.Tests.RefundHost;
using Refund = Aftersales.Contracts.Refunds.Refund;

namespace Aftersales.Refunds.Tests;

public sealed class ConcurrencyTests
{
    private const int Callers = 32;
    private const int Orders = 200;

    // Some side by side, so that races on one order meet those on others.
    private const int OrdersAtOnce = 4;

    public static IEnumerable<object[]> Databases => TestService.Databases;

    // At the feature rather than the socket, so that the races are the database's: calls over sockets come one after the other.
    [Theory, MemberData(nameof(Databases))]
    public async Task R_REF_3_of_32_concurrent_requests_for_60_percent_exactly_one_stands_on_each_of_200_orders(string database)
    {
        await using var host = await Start(database);
        var feature = host.Service.Services.GetRequiredService<RequestRefund>();
        var finance = host.Finance;
        await Parallel.ForEachAsync(Enumerable.Range(0, Orders), new ParallelOptions { MaxDegreeOfParallelism = OrdersAtOnce }, async (n, cancel) =>
        {
            var order = $"o-{n}";
            await host.Service.Deliver(new OrderChanged { Order = host.Snapshot(order) }, Merchant, "tracking");
            var outcomes = await Task.WhenAll(Enumerable.Range(0, Callers).Select(i => Task.Run(() => Ask($"step-{n}-{i}"))));

            outcomes.Count(outcome => outcome is null).ShouldBe(1, order);
            outcomes.OfType<string>().ShouldAllBe(reason => reason == "QUANTITY_EXCEEDED");
            (await finance.ListRefundsAsync(new() { OrderId = order }, cancellationToken: cancel)).Refunds.ShouldHaveSingleItem().Amount.ShouldBe(Cny(60_00));

            async Task<string?> Ask(string cause)
            {
                var asked = Asked(order, cause, ("2", 6));
                var caller = new Caller(Merchant, "complaint", [Role.Service]) { OnBehalfOf = new(Merchant, Agent, [Role.AgentL1]) };
                try
                {
                    await feature.Handle(asked, new(caller, "RequestRefund", host.Service.Now, cancel) { RequestId = asked.RequestId, BodyHash = cause });
                    return null;
                }
                catch (RefusedException refused)
                {
                    return refused.Refusal.Reason.Name;
                }
            }
        });
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

        await host.Third.ApproveBatchAsync(new() { RequestId = Id(), BatchId = batch.BatchId });
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
