using Aftersales.Contracts.Invoices;
using Aftersales.Contracts.Refunds;
using Aftersales.Platform.Grpc;
using Aftersales.Testing;
using Grpc.Core;
using static Aftersales.Invoices.InvoiceWorld;

namespace Aftersales.Invoices;

/// <summary>R-INV-6 under fire: requests, refunds, failures of refunds and batches of the same orders at the same time, in random sequences.</summary>
public sealed class RacingTests
{
    public static IEnumerable<object[]> Databases => TestService.Databases;

    [Theory, MemberData(nameof(Databases))]
    public async Task R_INV_6_refunds_that_race_with_requests_and_batches_leave_exactly_what_was_finally_paid(string database)
    {
        await using var world = await Start(database);
        string[] orders = [.. Enumerable.Range(0, 4).Select(n => $"o-{n}")];
        foreach (var order in orders)
            await world.Order(order);
        var final = orders.ToDictionary(order => order, _ => 16799L);
        for (var round = 0; round < 3; round++)
        {
            var dice = new Random(round);
            await Task.WhenAll(orders.SelectMany(order => Steps(world, order, round, dice.Next(), final)).Append(Batches(world, round)));
            await world.Host.Drain();
        }

        foreach (var order in orders)
        {
            var invoices = (await world.Specialist.ListInvoicesAsync(new() { OrderId = order })).Invoices;
            var left = (await world.Buyer.GetInvoiceableAsync(new() { OrderId = order })).Total.MinorUnits;
            (invoices.Sum(invoice => invoice.Left.MinorUnits) + left).ShouldBe(final[order], order);
            invoices.SelectMany(invoice => invoice.RedLetters).ShouldAllBe(red => red.State == RedLetterState.Issued);
        }

        foreach (var refund in orders.SelectMany(order => Enumerable.Range(0, 3).Select(round => $"{order}-r{round}")))
            world.Cleared(refund).Count.ShouldBeLessThanOrEqualTo(1, refund);
    }

    private static IEnumerable<Task> Steps(InvoiceWorld world, string order, int round, int seed, Dictionary<string, long> final)
    {
        var dice = new Random(seed);
        var fen = dice.Next(1, 3000);
        var refund = Refund(order, $"{order}-r{round}", goods: fen, quantity: 0);
        var fails = dice.Next(3) == 0;
        if (!fails)
            final[order] -= fen;
        yield return Request(world, order, dice.Next(3) == 0 ? null : new() { LineId = "b", Amount = Cny(dice.Next(1, 2000)) });
        yield return CheckAll(world, order);
        yield return Refunded(world, refund, fails);
    }

    private static async Task Refunded(InvoiceWorld world, RefundSnapshot refund, bool fails)
    {
        await world.Host.Deliver(new RefundAccepted { Refund = refund }, Merchant, "refund");
        if (fails)
            await world.Host.Deliver(new RefundFailed { Refund = refund }, Merchant, "refund");
    }

    private static Task Request(InvoiceWorld world, string order, InvoicePart? part) => Try(async () =>
    {
        var request = new RequestInvoiceRequest { RequestId = Id(), OrderId = order, Kind = InvoiceKind.Ordinary, Title = Person };
        if (part is not null)
            request.Parts.Add(part);
        await world.Buyer.RequestInvoiceAsync(request);
    });

    private static async Task CheckAll(InvoiceWorld world, string order)
    {
        foreach (var invoice in (await world.Specialist.ListInvoicesAsync(new() { OrderId = order })).Invoices)
            await Try(() => world.Check(invoice));
    }

    private static Task Batches(InvoiceWorld world, int round) => Try(async () =>
    {
        var batch = (await world.Specialist.CreateInvoiceBatchAsync(new() { RequestId = Id() })).Batch;
        var sentBack = batch.Items.Where(_ => round == 1).Take(1).Select(item => new SentBackItem { InvoiceId = item.InvoiceId, Reason = "why" });
        await Try(async () => await world.Supervisor.ApproveInvoiceBatchAsync(new() { RequestId = Id(), BatchId = batch.BatchId, SentBack = { sentBack } }));
        await Try(async () => await world.Finance.ReleaseInvoiceBatchAsync(new() { RequestId = Id(), BatchId = batch.BatchId }));
    });

    // Refusals are answers here; anything else is a defect.
    private static async Task Try(Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (RpcException refused) when (ErrorDetails.From(refused)?.Info is not null && refused.StatusCode != StatusCode.Internal)
        {
            return;
        }
    }
}
