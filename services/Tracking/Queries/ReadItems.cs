using Aftersales.Contracts.Tracking;
using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Csv;
using Aftersales.Platform.Identity;
using Aftersales.Tracking.Domain;
using Google.Protobuf;
using Grpc.Core;
using NodaTime;
using TrackingList = Aftersales.Contracts.Tracking.TrackingList;

namespace Aftersales.Tracking.Queries;

/// <summary>The tracking lists (R-TRK-2), read once, followed, or as a file.</summary>
public sealed class ReadItems(Aggregates<OrderState, OrderEvent> orders, ListWatch watch, Vault vault, BusinessCalendar calendar)
{
    private const int RowsInPart = 500;

    private static readonly string[] Columns = ["清单", "订单号", "运单号", "地区", "状态", "负责人", "起始时间", "列入时间", "备注数"];

    public async Task<ListTrackingItemsResponse> Handle(ListTrackingItemsRequest request, Call call)
    {
        var page = await orders.List(call, Name(request.List, request.State, request.OwnerId, request.Region), request.PageSize, request.PageToken);
        return new() { Items = { page.Rows.Select(ToItem) }, NextPageToken = page.NextPageToken };
    }

    public Task Watch(WatchTrackingItemsRequest request, IServerStreamWriter<WatchTrackingItemsResponse> stream, Call call)
    {
        var list = Name(request.List, request.State, request.OwnerId, request.Region);
        return watch.Follow(
            call,
            now => orders.List(now, list, request.PageSize, pageToken: ""),
            round => stream.WriteAsync(new() { Changed = { round.Changed.Select(ToItem) }, Removed = { round.Removed } }));
    }

    public async Task Export(ExportTrackingItemsRequest request, IServerStreamWriter<ExportTrackingItemsResponse> parts, Call call)
    {
        var list = Name(request.List, request.State, request.OwnerId, request.Region);
        var csv = new CsvWriter().Row(Columns);
        for (var token = ""; ;)
        {
            var page = await orders.List(call, list, RowsInPart, token);
            foreach (var row in page.Rows)
                csv.Row(Cells(row));
            await parts.WriteAsync(new() { Chunk = ByteString.CopyFrom(csv.Take()) }, call.Cancel);
            if (page.NextPageToken.Length == 0)
                return;
            token = page.NextPageToken;
        }
    }

    private static string Name(TrackingList list, TrackingItemState state, string owner, string region)
    {
        if (owner.Length > 0 && region.Length > 0)
            throw new RefusedException(PlatformReasons.Invalid("region", "not together with an owner"));
        return ItemLists.Name(
            list == TrackingList.Unspecified ? null : (Domain.TrackingList)list,
            state == TrackingItemState.Unspecified ? null : (ItemState)state,
            owner.Length > 0 ? owner : null,
            region.Length > 0 ? region : null);
    }

    private TrackingItem ToItem(PageRow<OrderState> row) => ItemOf(row).ToItem(row.Aggregate, new OrderView(row.State).Region, row.Version, vault);

    private static Item ItemOf(PageRow<OrderState> row) => row.State.Items[ItemLists.Parse(row.Item)!.Value.Number - 1];

    private IEnumerable<string> Cells(PageRow<OrderState> row)
    {
        var item = ItemOf(row);
        return
        [
            Wording.Of(item.Finding.List), row.Aggregate, item.Finding.Parcel, new OrderView(row.State).Region, Wording.Of(item.State), item.Owner ?? "",
            Local(item.Finding.From), Local(item.Listed), $"{item.Notes.Length}",
        ];
    }

    private string Local(Instant at) => $"{at.InZone(calendar.Zone):yyyy-MM-dd HH:mm:ss}";
}
