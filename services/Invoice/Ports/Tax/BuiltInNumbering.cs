using System.Collections.Concurrent;
using Aftersales.Invoices.Domain;
using Aftersales.Invoices.Domain.Numbering;
using Aftersales.Invoices.Features;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Store;
using NodaTime;

namespace Aftersales.Invoices.Ports.Tax;

/// <summary>
/// Numbers of our own for a suite without a tax platform: without gaps, one for each serial number, whatever dies when. Those asked for while a
/// commit is under way are given out together by the next one.
/// </summary>
public sealed class BuiltInNumbering(Aggregates<NumberBlock, NumbersIssued> blocks, IStore store, BusinessCalendar calendar, OrdersInvoices orders) : ITaxPlatform
{
    private readonly ConcurrentDictionary<(string Merchant, NumberSeries Series), Queue> queues = [];

    public Task<TaxAnswer> Issue(Invoice invoice, Seller seller, Call call) => Number(invoice.InvoiceId, seller, call);

    public Task<TaxAnswer> Reverse(Invoice blue, RedLetter red, Call call) => Number(red.RedLetterId, orders.Terms(call).Policy.Seller, call);

    private async Task<TaxAnswer> Number(string serialNo, Seller seller, Call call)
    {
        if (await Find(serialNo, call) is { } known)
            return known;
        var series = new NumberSeries(call.Now.InZone(calendar.Zone).Year % 100, Province(seller));
        var queue = queues.GetOrAdd((call.Merchant, series), _ => new());
        var waiting = new Waiting(serialNo);
        queue.Line.Enqueue(waiting);
        await queue.Turn.WaitAsync(call.Cancel);
        try
        {
            // Who came before may have taken this one along.
            while (!waiting.Number.Task.IsCompleted)
                await Next(queue, series, call);
        }
        finally
        {
            queue.Turn.Release();
        }

        return await waiting.Number.Task;
    }

    private async Task Next(Queue queue, NumberSeries series, Call call)
    {
        queue.Block ??= await Newest(series, call);
        var index = queue.Block.Value;
        var line = queue.Line.Where(waiting => !waiting.Number.Task.IsCompleted).Take(NumberBlock.Size).ToList();
        try
        {
            var block = await blocks.Change(
                series.BlockId(index), call, present => NumberDecider.Issue(present, series, index, [.. line.Select(waiting => waiting.SerialNo)], call.Now));
            foreach (var waiting in line.Where(waiting => block.State.Of(waiting.SerialNo) is not null))
                waiting.Number.SetResult(block.State.Of(waiting.SerialNo)!);
            if (block.State.IsFull)
                queue.Block = index + 1;
        }
        catch (RefusedException)
        {
            // Another replica was faster with one of them, perhaps in a later block.
            if (!await SomeAreNumbered(line, call))
                throw;
            queue.Block = null;
        }

        while (queue.Line.TryPeek(out var first) && first.Number.Task.IsCompleted)
            queue.Line.TryDequeue(out _);
    }

    private async Task<bool> SomeAreNumbered(List<Waiting> line, Call call)
    {
        foreach (var waiting in line)
        {
            if (await Find(waiting.SerialNo, call) is { } number)
                waiting.Number.SetResult(number);
        }

        return line.Exists(waiting => waiting.Number.Task.IsCompleted);
    }

    private async Task<int> Newest(NumberSeries series, Call call)
    {
        var page = await blocks.List(call, NumberBlockAggregate.Blocks(series), pageSize: 1, pageToken: "", descending: true);
        return page.Rows is [{ State: var newest }] ? newest.Index + (newest.IsFull ? 1 : 0) : 0;
    }

    private async Task<TaxAnswer.Issued?> Find(string serialNo, Call call)
    {
        var claim = NumberBlockAggregate.Claim(serialNo);
        var holders = await store.Holders(call.Merchant, [claim], call.Cancel);
        return holders.TryGetValue(claim, out var block) ? (await blocks.Find(call.Merchant, block, call.Cancel))!.State.Of(serialNo) : null;
    }

    // Digits 3 and 4 of a unified social credit code begin the administrative division.
    private static string Province(Seller seller) =>
        seller.TaxNumber.Length == 18 && seller.TaxNumber[2..4].All(char.IsAsciiDigit) ? seller.TaxNumber[2..4] : "00";

    private sealed class Queue
    {
        public ConcurrentQueue<Waiting> Line { get; } = new();

        public SemaphoreSlim Turn { get; } = new(1);

        /// <summary>Index of the block that gives out numbers; null until it was looked up.</summary>
        public int? Block { get; set; }
    }

    private sealed record Waiting(string SerialNo)
    {
        public TaskCompletionSource<TaxAnswer.Issued> Number { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
