using System.Collections.Immutable;
using System.Globalization;
using Aftersales.Contracts.Returns;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Csv;
using Aftersales.Platform.Store;
using Aftersales.Returns.Domain;
using Aftersales.Returns.Domain.Numbers;
using Google.Protobuf;
using Grpc.Core;
using ReturnRate = Aftersales.Returns.Domain.Numbers.ReturnRate;

namespace Aftersales.Returns.Queries;

/// <summary>Return rates of a month by goods and reason, from the sums that are kept with each commit; no return is read for them.</summary>
public sealed class ReadReturnRates(IStore store, ReturnDesk desk)
{
    private const int RowsInPart = 500;

    private static readonly string[] Columns = ["月份", "店铺", "商家编码", "退货原因", "退货件数", "验收通过", "验收拒绝", "报废", "丢失", "少件", "签收件数", "退货率"];

    public async Task<ListReturnRatesResponse> Handle(ListReturnRatesRequest request, Call call)
    {
        var asked = new Question(request.Month, request.ShopId, request.Sku, request.ReasonCode, Group(request.Group), Order(request.Order));
        var after = PageTokens.Read($"{asked}", request.PageToken) is (var key, var item) ? After(key, item) : null;
        var size = PageTokens.Size(request.PageSize);
        var page = (await Rates(asked, call)).Where(row => after is null || IsAfter(row, asked.Order, after)).Take(size + 1).ToList();
        return new()
        {
            Rates = { page.Take(size).Select(ToContract) },
            NextPageToken = page.Count > size ? Token(asked, page[size - 1]) : "",
        };
    }

    public async Task Handle(ExportReturnRatesRequest request, IServerStreamWriter<ExportReturnRatesResponse> parts, Call call)
    {
        var asked = new Question(request.Month, request.ShopId, "", "", Group(request.Group), Order(request.Order));
        var names = Named(desk.Policy(call.Merchant).Reasons).ToDictionary(reason => reason.Code, reason => reason.Zh);
        var csv = new CsvWriter().Row(Columns);
        foreach (var rows in (await Rates(asked, call)).Chunk(RowsInPart).DefaultIfEmpty([]))
        {
            foreach (var row in rows)
                csv.Row(Cells(asked, row, names));
            await parts.WriteAsync(new() { Chunk = ByteString.CopyFrom(csv.Take()) }, call.Cancel);
        }
    }

    private async Task<ImmutableArray<ReturnRate>> Rates(Question asked, Call call)
    {
        var returned = ReturnSums.ReadReturned(await Sums(ReturnSums.Returned(asked.Month), call))
            .Where(c => Is(asked.Shop, c.ShopId) && Is(asked.Sku, c.Sku) && Is(asked.Reason, c.ReasonCode));
        var delivered = ReturnSums.ReadDelivered(await Sums(ReturnSums.Delivered(asked.Month), call))
            .Where(d => Is(asked.Shop, d.ShopId) && Is(asked.Sku, d.Sku))
            .GroupBy(d => d.Sku).ToDictionary(d => d.Key, d => d.Sum(one => one.Pieces));
        return ReturnRates.Of(returned, delivered, asked.Group, asked.Order);
    }

    private async Task<IReadOnlyList<(string Name, long Value)>> Sums(string prefix, Call call)
    {
        var all = new List<(string Name, long Value)>();
        for (var after = ""; ; after = all[^1].Name)
        {
            var page = await store.CountersUnder(call.Merchant, prefix, after, SqlStore.MaxRows, call.Cancel);
            all.AddRange(page);
            if (page.Count < SqlStore.MaxRows)
                return all;
        }
    }

    private static bool Is(string wanted, string found) => wanted.Length == 0 || wanted == found;

    private static IEnumerable<Domain.ReasonNode> Named(IEnumerable<Domain.ReasonNode> nodes) => nodes.SelectMany(node => Named(node.Children).Prepend(node));

    private static RateGroup Group(ReturnRateGroup group) => group == ReturnRateGroup.Unspecified ? RateGroup.SkuAndReason : (RateGroup)group;

    private static RateOrder Order(ReturnRateOrder order) => order == ReturnRateOrder.Unspecified ? RateOrder.Rate : (RateOrder)order;

    private static string Token(Question asked, ReturnRate last) => PageTokens.Write(
        $"{asked}", ReturnRates.Key(last, asked.Order).ToString(CultureInfo.InvariantCulture), $"{Uri.EscapeDataString(last.Sku)}/{last.ReasonCode}");

    private static Place? After(string key, string item) => item.Split('/') is [var sku, var reason]
        ? new(long.Parse(key, CultureInfo.InvariantCulture), Uri.UnescapeDataString(sku), reason)
        : null;

    private static bool IsAfter(ReturnRate row, RateOrder order, Place last)
    {
        var key = ReturnRates.Key(row, order);
        return key != last.Key ? key < last.Key
            : string.CompareOrdinal(row.Sku, last.Sku) is not 0 and var goods ? goods > 0
            : string.CompareOrdinal(row.ReasonCode, last.Reason) > 0;
    }

    private static Contracts.Returns.ReturnRate ToContract(ReturnRate row)
    {
        var told = new Contracts.Returns.ReturnRate
        {
            Sku = row.Sku,
            ReasonCode = row.ReasonCode,
            Returned = row[Tally.Returned],
            Accepted = row[Tally.Accepted],
            Refused = row[Tally.Refused],
            Scrapped = row[Tally.Scrapped],
            Lost = row[Tally.Lost],
            Short = row[Tally.Short],
            Delivered = row.Delivered,
        };
        if (row.BasisPoints is { } rate)
            told.RateBasisPoints = rate;
        return told;
    }

    private static IEnumerable<string> Cells(Question asked, ReturnRate row, Dictionary<string, string> names) =>
    [
        asked.Month, asked.Shop, row.Sku, names.GetValueOrDefault(row.ReasonCode, row.ReasonCode),
        .. Enum.GetValues<Tally>().Select(tally => $"{row[tally]}"),
        $"{row.Delivered}", row.BasisPoints is { } rate ? $"{rate / 100}.{rate % 100:D2}%" : "",
    ];

    private sealed record Question(string Month, string Shop, string Sku, string Reason, RateGroup Group, RateOrder Order);

    private sealed record Place(long Key, string Sku, string Reason);
}
