using Aftersales.Tracking.Domain;

namespace Aftersales.Tracking.Queries;

/// <summary>What files call things.</summary>
internal static class Wording
{
    public static string Of(TrackingList list) => list switch
    {
        TrackingList.ShortPicked => "扣单",
        TrackingList.Oversold => "超卖",
        TrackingList.Undispatched => "待发货",
        TrackingList.DispatchOverdue => "发货超时",
        TrackingList.DispatchLongOverdue => "发货严重超时",
        TrackingList.Unsigned => "未签收",
        TrackingList.DeliveryOverdue => "签收超时",
        TrackingList.NoMovement => "物流停滞",
        _ => throw new ArgumentOutOfRangeException(nameof(list), list, "no tracking list"),
    };

    public static string Of(ItemState state) => state switch
    {
        ItemState.Open => "待处理",
        ItemState.Taken => "处理中",
        ItemState.Done => "已处理",
        ItemState.Closed => "已关闭",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "no state of an item"),
    };

    public static string Of(OpenReason reason) => reason switch
    {
        OpenReason.Disaster => "灾害停摆",
        OpenReason.ShortPicked => "扣单",
        OpenReason.Oversold => "超卖",
        OpenReason.Undispatched => "未发货",
        OpenReason.NoMovement => "物流停滞",
        OpenReason.UnderWay => "配送中",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "no reason"),
    };
}
