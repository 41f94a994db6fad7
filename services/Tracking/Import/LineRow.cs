using Aftersales.Kernel;

namespace Aftersales.Tracking.Import;

/// <summary>One row of the line export: so many pieces of one sku in one order.</summary>
public sealed record LineRow(string File, int Line) : ImportEntry(File, Line)
{
    /// <summary>The platform's order number, digits only.</summary>
    public required string OrderNo { get; init; }
    public required string Title { get; init; }

    /// <summary>The list price of one piece.</summary>
    public required Money UnitPrice { get; init; }

    /// <summary>Pieces, at least 1.</summary>
    public required int Quantity { get; init; }

    /// <summary>外部系统编号: the sku in the merchant's own system.</summary>
    public required string ExternalSku { get; init; }
    public required string Attributes { get; init; }
    public required string Package { get; init; }
    public required string Remark { get; init; }
    public required OrderStatus Status { get; init; }

    /// <summary>商家编码: the merchant's code for the goods.</summary>
    public required string MerchantCode { get; init; }

    /// <summary>Without its fields: a remark may hold personal data (R-PPL-2).</summary>
    public override string ToString() => $"LineRow {OrderNo}";

    internal static LineRow Read(Cells cells) => new(cells.File, cells.Line)
    {
        OrderNo = cells.OrderNo(),
        Title = cells.RequiredText(Columns.Title),
        UnitPrice = cells.Amount(Columns.Price),
        Quantity = cells.Count(Columns.Quantity, 1, ImportBounds.Quantity),
        ExternalSku = cells.Code(Columns.ExternalSku),
        Attributes = cells.Text(Columns.Attributes),
        Package = cells.Text(Columns.Package),
        Remark = cells.Text(Columns.LineRemark),
        Status = cells.Status(Columns.Status),
        MerchantCode = cells.Code(Columns.MerchantCode),
    };
}
