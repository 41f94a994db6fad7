namespace Aftersales.Tracking.Import;

/// <summary>The platform's status of an order or a line.</summary>
public enum OrderStatus
{
    /// <summary>等待买家付款.</summary>
    AwaitingPayment,

    /// <summary>买家已付款，等待卖家发货.</summary>
    AwaitingDispatch,

    /// <summary>卖家已发货，等待买家确认.</summary>
    Dispatched,

    /// <summary>交易成功: the channel can no longer refund it automatically.</summary>
    Settled,

    /// <summary>交易关闭.</summary>
    Closed,
}
