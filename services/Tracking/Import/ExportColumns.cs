namespace Aftersales.Tracking.Import;

/// <summary>
/// Which columns an export must and may have (R-ORD-2). They are found by name: any order, and columns that are not listed are passed over, since later
/// versions of the export append some.
/// </summary>
internal sealed record ExportFormat(string Name, IReadOnlyList<string> Required, IReadOnlyList<string> Optional)
{
    public static ExportFormat Orders { get; } = new("order export",
        [
            Columns.OrderNo, Columns.BuyerNick, Columns.PayableGoods, Columns.PayableFreight, Columns.Total, Columns.Paid, Columns.Status,
            Columns.Created, Columns.PaidTime, Columns.TotalQuantity,
        ],
        [
            Columns.BuyerAlipay, Columns.PayablePoints, Columns.RebatePoints, Columns.PaidPoints, Columns.Message, Columns.RecipientName, Columns.Address,
            Columns.ShipMethod, Columns.Phone, Columns.Mobile, Columns.Titles, Columns.Kinds, Columns.TrackingNo, Columns.Courier, Columns.OrderRemark,
            Columns.ShopId, Columns.ShopName, Columns.CloseReason, Columns.SellerFee, Columns.BuyerFee, Columns.InvoiceTitle, Columns.AppOrder,
            Columns.StagedOrder,
        ]);

    public static ExportFormat Lines { get; } = new("line export",
        [Columns.OrderNo, Columns.Title, Columns.Price, Columns.Quantity, Columns.Status],
        [Columns.ExternalSku, Columns.Attributes, Columns.Package, Columns.LineRemark, Columns.MerchantCode]);

    /// <summary>The format that more of the header's columns belong to; null when none does.</summary>
    public static ExportFormat? Of(IReadOnlyCollection<string> header)
    {
        var orders = Orders.Required.Count(c => c != Columns.OrderNo && c != Columns.Status && header.Contains(c));
        var lines = Lines.Required.Count(c => c != Columns.OrderNo && c != Columns.Status && header.Contains(c));
        return (orders, lines) switch
        {
            (0, 0) => null,
            _ => orders > lines ? Orders : Lines,
        };
    }

    public IEnumerable<string> Known => Required.Concat(Optional);
}

/// <summary>The columns' names, as in the files.</summary>
internal static class Columns
{
    public const string OrderNo = "订单编号";
    public const string BuyerNick = "买家会员名";
    public const string BuyerAlipay = "买家支付宝账号";
    public const string PayableGoods = "买家应付货款";
    public const string PayableFreight = "买家应付邮费";
    public const string PayablePoints = "买家支付积分";
    public const string Total = "总金额";
    public const string RebatePoints = "返点积分";
    public const string Paid = "买家实际支付金额";
    public const string PaidPoints = "买家实际支付积分";
    public const string Status = "订单状态";
    public const string Message = "买家留言";
    public const string RecipientName = "收货人姓名";
    public const string Address = "收货地址";
    public const string ShipMethod = "运送方式";
    public const string Phone = "联系电话";
    public const string Mobile = "联系手机";
    public const string Created = "订单创建时间";
    public const string PaidTime = "订单付款时间";
    public const string Titles = "宝贝标题";
    public const string Kinds = "宝贝种类";
    public const string TrackingNo = "物流单号";
    public const string Courier = "物流公司";
    public const string OrderRemark = "订单备注";
    public const string TotalQuantity = "宝贝总数量";
    public const string ShopId = "店铺Id";
    public const string ShopName = "店铺名称";
    public const string CloseReason = "订单关闭原因";
    public const string SellerFee = "卖家服务费";
    public const string BuyerFee = "买家服务费";
    public const string InvoiceTitle = "发票抬头";
    public const string AppOrder = "是否手机订单";
    public const string StagedOrder = "分阶段订单信息";

    public const string Title = "标题";
    public const string Price = "价格";
    public const string Quantity = "购买数量";
    public const string ExternalSku = "外部系统编号";
    public const string Attributes = "商品属性";
    public const string Package = "套餐信息";
    public const string LineRemark = "备注";
    public const string MerchantCode = "商家编码";
}
