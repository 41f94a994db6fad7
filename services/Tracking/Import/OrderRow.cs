using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Tracking.Import;

/// <summary>One row of the order export. Amounts as the platform states them; times are moments, read as Asia/Shanghai.</summary>
public sealed record OrderRow(string File, int Line) : ImportEntry(File, Line)
{
    /// <summary>The platform's order number, digits only.</summary>
    public required string OrderNo { get; init; }
    public required OrderBuyer Buyer { get; init; }
    public required OrderRecipient Recipient { get; init; }
    public required OrderAmounts Amounts { get; init; }
    public required OrderStatus Status { get; init; }
    public required Instant Created { get; init; }

    /// <summary>Null while the order is not paid.</summary>
    public required Instant? PaidTime { get; init; }

    /// <summary>Pieces over all lines.</summary>
    public required int Quantity { get; init; }

    /// <summary>The titles of all lines, as the platform joins them.</summary>
    public required string Titles { get; init; }

    /// <summary>How many kinds of goods; 0 when the file does not say.</summary>
    public required int Kinds { get; init; }
    public required string ShipMethod { get; init; }
    public required string TrackingNo { get; init; }
    public required string Courier { get; init; }
    public required string Remark { get; init; }
    public required string ShopId { get; init; }
    public required string ShopName { get; init; }
    public required string CloseReason { get; init; }

    /// <summary>Empty when no invoice was ticked.</summary>
    public required string InvoiceTitle { get; init; }
    public required bool IsAppOrder { get; init; }
    public required string StagedOrder { get; init; }

    /// <summary>Without its fields: they hold personal data (R-PPL-2).</summary>
    public override string ToString() => $"OrderRow {OrderNo}";

    internal static OrderRow Read(Cells cells)
    {
        var status = cells.Status(Columns.Status);
        var paidTime = cells.OptionalTime(Columns.PaidTime);
        if (paidTime is null && status is OrderStatus.AwaitingDispatch or OrderStatus.Dispatched or OrderStatus.Settled)
            cells.Bad(Columns.PaidTime, "A paid order has a time of payment.", paidTime);

        return new(cells.File, cells.Line)
        {
            OrderNo = cells.OrderNo(),
            Buyer = OrderBuyer.Read(cells),
            Recipient = OrderRecipient.Read(cells),
            Amounts = OrderAmounts.Read(cells),
            Status = status,
            Created = cells.Time(Columns.Created),
            PaidTime = paidTime,
            Quantity = cells.Count(Columns.TotalQuantity, 1, ImportBounds.Quantity),
            Titles = cells.Text(Columns.Titles),
            Kinds = cells.OptionalCount(Columns.Kinds, ImportBounds.Quantity),
            ShipMethod = cells.Text(Columns.ShipMethod),
            TrackingNo = cells.Code(Columns.TrackingNo),
            Courier = cells.Text(Columns.Courier),
            Remark = cells.Text(Columns.OrderRemark),
            ShopId = cells.Code(Columns.ShopId),
            ShopName = cells.Text(Columns.ShopName),
            CloseReason = cells.Text(Columns.CloseReason),
            InvoiceTitle = cells.Text(Columns.InvoiceTitle),
            IsAppOrder = cells.Yes(Columns.AppOrder),
            StagedOrder = cells.Text(Columns.StagedOrder),
        };
    }
}

/// <summary>Who bought.</summary>
public sealed record OrderBuyer(string Nick, string AlipayAccount, string Message)
{
    /// <summary>Without its fields (R-PPL-2).</summary>
    public override string ToString() => nameof(OrderBuyer);

    internal static OrderBuyer Read(Cells cells) => new(
        cells.RequiredText(Columns.BuyerNick), cells.Code(Columns.BuyerAlipay), cells.Text(Columns.Message));
}

/// <summary>Who receives the parcel, and where.</summary>
public sealed record OrderRecipient(string Name, string Address, string Phone, string Mobile)
{
    /// <summary>Without its fields (R-PPL-2).</summary>
    public override string ToString() => nameof(OrderRecipient);

    internal static OrderRecipient Read(Cells cells) => new(
        cells.Text(Columns.RecipientName), cells.Text(Columns.Address), cells.Code(Columns.Phone), cells.Code(Columns.Mobile));
}

/// <summary>What an order costs and what was paid for it. Points are pieces, not money.</summary>
public sealed record OrderAmounts(
    Money PayableGoods, Money PayableFreight, Money Total, Money Paid, int PayablePoints, int PaidPoints, int RebatePoints, Money SellerFee, Money BuyerFee)
{
    internal static OrderAmounts Read(Cells cells) => new(
        cells.Amount(Columns.PayableGoods), cells.Amount(Columns.PayableFreight), cells.Amount(Columns.Total), cells.Amount(Columns.Paid),
        cells.OptionalCount(Columns.PayablePoints, int.MaxValue), cells.OptionalCount(Columns.PaidPoints, int.MaxValue),
        cells.OptionalCount(Columns.RebatePoints, int.MaxValue), cells.OptionalAmount(Columns.SellerFee), cells.OptionalAmount(Columns.BuyerFee));
}
