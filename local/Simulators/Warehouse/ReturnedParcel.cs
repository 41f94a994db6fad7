using Aftersales.Simulators.Http;
using Aftersales.Simulators.State;

namespace Aftersales.Simulators.Warehouse;

internal enum ReturnStatus
{
    Expected,
    Received,
}

internal enum GoodsCondition
{
    Good,
    Opened,
    Damaged,
    WrongItem,
}

internal sealed record ExpectedReturn(string ReturnNo, string? WaybillNo, IReadOnlyList<PackedLine> Lines, string? NotifyUrl)
{
    public static ExpectedReturn Read(Input input) =>
        new(input.Text("return_no"), input.OptionalText("waybill_no"), input.List("lines", PackedLine.Read), input.OptionalLoopback("notify_url"));
}

internal sealed record ReceivedLine(string Sku, int Quantity, GoodsCondition Condition)
{
    public static ReceivedLine Read(Input input) => new(input.Text("sku"), input.Whole("quantity", 0, 1_000_000), input.Choice<GoodsCondition>("condition"));
}

internal sealed record Receipt(string ReturnNo, string? WaybillNo, IReadOnlyList<ReceivedLine> Lines)
{
    public static Receipt Read(Input input) =>
        new(input.Text("return_no"), input.OptionalText("waybill_no"), input.List("lines", ReceivedLine.Read));
}

/// <summary>A return that was announced, and what came of it.</summary>
internal sealed record ReturnedParcel(
    ExpectedReturn Expected, string Fingerprint, ReturnStatus Status, Receipt? Receipt, string? ReceiptFingerprint, DateTimeOffset? ReceivedAt)
{
    private const string Kind = "warehouse.return";

    public static ReturnedParcel? Find(Books books, string returnNo) => books.Get<ReturnedParcel>(Kind, returnNo);

    public void Keep(Books books) => books.Put(Kind, Expected.ReturnNo, this);

    public object Shown => new
    {
        Expected.ReturnNo,
        WaybillNo = Receipt?.WaybillNo ?? Expected.WaybillNo,
        Status,
        ExpectedLines = Expected.Lines,
        ReceivedLines = Receipt?.Lines,
        ReceivedAt,
    };
}
