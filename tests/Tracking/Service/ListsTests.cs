using System.Text;
using Aftersales.Contracts;
using Aftersales.Contracts.Tracking;
using Aftersales.Platform.Grpc;
using Aftersales.Testing;
using Grpc.Core;
using static Aftersales.Tracking.Tests.Service.World;
using Duration = NodaTime.Duration;
using Instant = NodaTime.Instant;

namespace Aftersales.Tracking.Tests.Service;

/// <summary>Business time begins at hour 25: 09:00 on the day after the facts' first.</summary>
public class ListsTests
{
    public static IEnumerable<object[]> Databases => TestService.Databases;

    private static Instant At(int hour) => Instant.FromUtc(2026, 6, 1, 0, 0) + Duration.FromHours(hour);

    [Theory, MemberData(nameof(Databases))]
    public async Task R_TRK_2_and_R_TRK_3_an_order_goes_from_list_to_list_asks_for_one_case_and_leaves_when_it_is_dispatched(string database)
    {
        await using var world = await Start(database);
        var desk = world.Lists("acme");
        await world.Tell("acme", "100001", [.. PaidAt(20), AcceptedAt(21)]);
        await world.Tell("acme", "100002", [.. PaidAt(22, "CN-SC"), AcceptedAt(22)]);
        await world.Host.Drain();
        (await On(desk)).ShouldBeEmpty();

        var tomorrow = await desk.ForecastTrackingListsAsync(new());
        tomorrow.Day.ShouldBe("2026-06-03");
        Forecast(tomorrow).ShouldBe([(TrackingList.DispatchOverdue, 0), (TrackingList.Undispatched, 2), (TrackingList.DispatchLongOverdue, 0)], ignoreOrder: true);
        Forecast(await desk.ForecastTrackingListsAsync(new() { Day = "2026-06-04" })).ShouldContain((TrackingList.DispatchOverdue, 2));
        await Refused(() => desk.ForecastTrackingListsAsync(new() { Day = "2026-06-01" }).ResponseAsync, StatusCode.InvalidArgument, "INVALID_REQUEST");

        await world.Host.MoveTo(At(44));
        var item = (await On(desk)).Single();
        (item.ItemId, item.List, item.State, item.SinceTime).ShouldBe(("100001.1", TrackingList.Undispatched, TrackingItemState.Open, Hour(44)));
        var asked = world.Host.Last<TrackingCaseDue>().Case;
        (asked.TrackingCaseId, asked.OrderId, asked.BuyerId, asked.List).ShouldBe(("100001.1", "100001", "byr_1", TrackingList.Undispatched));

        var take = new TakeTrackingItemRequest { RequestId = NewId(), ItemId = item.ItemId };
        var taken = (await desk.TakeTrackingItemAsync(take)).Item;
        (taken.State, taken.OwnerId).ShouldBe((TrackingItemState.Taken, "lin"));
        (await desk.TakeTrackingItemAsync(take)).Item.ShouldBe(taken);
        await Refused(
            () => world.Lists("acme", "ma").TakeTrackingItemAsync(new() { RequestId = NewId(), ItemId = item.ItemId }).ResponseAsync, StatusCode.PermissionDenied, "NOT_ITEM_OWNER");
        var noted = (await desk.AddTrackingNoteAsync(new() { RequestId = NewId(), ItemId = item.ItemId, Text = "仓库说今晚发，找老周13800138000" })).Item;
        noted.Notes.Single().Text.ShouldContain("老周");
        (await desk.FinishTrackingItemAsync(new() { RequestId = NewId(), ItemId = item.ItemId })).Item.State.ShouldBe(TrackingItemState.Done);
        await Refused(() => desk.TakeTrackingItemAsync(new() { RequestId = NewId(), ItemId = "100001.2" }).ResponseAsync, StatusCode.NotFound, "TRACKING_ITEM_NOT_FOUND");
        await Refused(() => desk.TakeTrackingItemAsync(new() { RequestId = NewId(), ItemId = "nonsense" }).ResponseAsync, StatusCode.NotFound, "TRACKING_ITEM_NOT_FOUND");

        await world.Host.MoveTo(At(92));
        (await On(desk)).Select(i => (i.OrderId, i.List, i.State, i.OwnerId)).ShouldBe(
            [("100001", TrackingList.DispatchLongOverdue, TrackingItemState.Taken, "lin"), ("100002", TrackingList.DispatchOverdue, TrackingItemState.Open, "")], ignoreOrder: true);
        Cases(world).ShouldBe(2);
        (await On(desk, state: TrackingItemState.Open)).Single().OrderId.ShouldBe("100002");
        (await On(desk, list: TrackingList.DispatchLongOverdue)).Single().OrderId.ShouldBe("100001");
        (await On(desk, owner: "lin")).Single().OrderId.ShouldBe("100001");
        (await On(desk, region: "CN-SC")).Single().OrderId.ShouldBe("100002");
        (await On(desk, list: TrackingList.Undispatched)).ShouldBeEmpty();
        await Refused(() => desk.ListTrackingItemsAsync(new() { OwnerId = "lin", Region = "CN-SC" }).ResponseAsync, StatusCode.InvalidArgument, "INVALID_REQUEST");
        var first = await desk.ListTrackingItemsAsync(new() { PageSize = 1 });
        (await desk.ListTrackingItemsAsync(new() { PageSize = 1, PageToken = first.NextPageToken })).Items.Concat(first.Items).Select(i => i.OrderId).ShouldBe(["100001", "100002"], ignoreOrder: true);

        await world.Tell("acme", "100001", DispatchedAt(93));
        await world.Host.Drain();
        (await On(desk)).Single().OrderId.ShouldBe("100002");
        (await On(desk, state: TrackingItemState.Closed)).Single().ItemId.ShouldBe("100001.1");
        world.Host.Last<TrackingCaseOver>().Case.TrackingCaseId.ShouldBe("100001.1");
        await Refused(
            () => desk.FinishTrackingItemAsync(new() { RequestId = NewId(), ItemId = "100001.1" }).ResponseAsync, StatusCode.FailedPrecondition, "TRACKING_ITEM_STATE_INVALID");
        var told = string.Concat(world.Host.Published.Select(e => e.Json));
        told.ShouldNotContain("老周");

        var order = (await world.Desk.GetOrderAsync(new() { OrderId = "100001" })).Order;
        (order.Items.Single().Notes.Count, order.Promise.BatchDay, order.AcceptedTime).ShouldBe((0, "2026-06-02", Hour(21)));
        (await world.As("byr_1", Role.Customer).GetOrderAsync(new() { OrderId = "100001" })).Order.Items.ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task R_TRK_2_a_desk_follows_a_list(string database)
    {
        await using var world = await Start(database);
        await world.Tell("acme", "100001", [.. PaidAt(20), AcceptedAt(21)]);
        using var watch = world.Lists("acme").WatchTrackingItems(new() { List = TrackingList.Undispatched });
        (await Next(watch)).Changed.ShouldBeEmpty();
        await world.Host.MoveTo(At(44));
        (await Until(watch, r => r.Changed.Count > 0)).Changed.Single().ItemId.ShouldBe("100001.1");
        await world.Tell("acme", "100001", DispatchedAt(44));
        (await Until(watch, r => r.Removed.Count > 0)).Removed.Single().ShouldBe("100001.1");
    }

    [Fact]
    public async Task R_TRK_2_at_17_00_what_is_paid_and_unknown_to_the_warehouse_is_the_oversold_list_as_a_file()
    {
        await using var world = await Start("sqlite");
        var desk = world.Lists("acme");
        await world.Tell("acme", "=1+1", PaidAt(24, "CN-GD"));
        await world.Tell("acme", "100002", [.. PaidAt(24), AcceptedAt(25)]);
        await world.Tell("acme", "100003", [.. PaidAt(24), Fact("s", FactSource.Warehouse, 25, f => f.Shortage = new() { LineId = "1", Missing = 2, Cause = ShortageCause.NearExpiry })]);
        await world.Host.MoveTo(Instant.FromUtc(2026, 6, 2, 8, 59));
        (await On(desk, list: TrackingList.Oversold)).ShouldBeEmpty();
        await world.Host.MoveTo(Instant.FromUtc(2026, 6, 2, 9, 0));

        (await On(desk, list: TrackingList.Oversold)).Single().OrderId.ShouldBe("=1+1");
        var shortage = (await world.Desk.GetOrderAsync(new() { OrderId = "100003" })).Order.Shortages.Single();
        shortage.ShouldBe(new Shortage { LineId = "1", Missing = 2, Cause = ShortageCause.NearExpiry, ToldTime = Hour(25) });
        (await On(desk, list: TrackingList.ShortPicked)).Single().OrderId.ShouldBe("100003");

        using var export = desk.ExportTrackingItems(new() { List = TrackingList.Oversold });
        var file = Encoding.UTF8.GetString([.. (await Read(export.ResponseStream)).SelectMany(p => p.Chunk)]);
        file.ShouldBe("\uFEFF清单,订单号,运单号,地区,状态,负责人,起始时间,列入时间,备注数\r\n超卖,'=1+1,,CN-GD,待处理,,2026-06-02 17:00:00,2026-06-02 17:00:00,0\r\n");
        await Refused(() => world.Lists("acme", "x", Role.Warehouse).ListTrackingItemsAsync(new()).ResponseAsync, StatusCode.PermissionDenied, "ROLE_REQUIRED");
        (await On(world.Lists("rival"))).ShouldBeEmpty();
    }

    internal static string NewId() => Guid.NewGuid().ToString();

    internal static async Task<IReadOnlyList<TrackingItem>> On(
        TrackingListService.TrackingListServiceClient desk, TrackingList list = default, TrackingItemState state = default, string owner = "", string region = "") =>
        (await desk.ListTrackingItemsAsync(new() { List = list, State = state, OwnerId = owner, Region = region })).Items;

    internal static async Task<List<T>> Read<T>(IAsyncStreamReader<T> stream)
    {
        var all = new List<T>();
        while (await stream.MoveNext(default))
            all.Add(stream.Current);
        return all;
    }

    private static IEnumerable<(TrackingList, long)> Forecast(ForecastTrackingListsResponse forecast) => forecast.Lists
        .Where(l => l.List is TrackingList.Undispatched or TrackingList.DispatchOverdue or TrackingList.DispatchLongOverdue).Select(l => (l.List, l.Expected));

    private static int Cases(World world) => world.Host.Published.Count(e => e.Type == TrackingCaseDue.Descriptor.FullName);

    private static async Task<WatchTrackingItemsResponse> Next(AsyncServerStreamingCall<WatchTrackingItemsResponse> watch)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        (await watch.ResponseStream.MoveNext(patience.Token)).ShouldBeTrue();
        return watch.ResponseStream.Current;
    }

    private static async Task<WatchTrackingItemsResponse> Until(AsyncServerStreamingCall<WatchTrackingItemsResponse> watch, Func<WatchTrackingItemsResponse, bool> isIt)
    {
        while (true)
            if (await Next(watch) is var round && isIt(round))
                return round;
    }
}
