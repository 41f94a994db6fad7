using Aftersales.Simulators.Http;

namespace Aftersales.Simulators.Warehouse;

internal enum ContentVerdict
{
    Split,
    Short,
    Complete,
}

internal sealed record ContentCheckRequest(string CheckNo, string OrderNo, string WaybillNo, string Sku)
{
    public static ContentCheckRequest Read(Input input) =>
        new(input.Text("check_no"), input.Text("order_no"), input.Text("waybill_no"), input.Text("sku"));
}

/// <summary>Answers a customer's claim that a parcel lacked something, or held the wrong thing, from what was picked and packed.</summary>
internal static class ContentCheck
{
    private const string Kind = "warehouse.check";

    private sealed record Checked(string Fingerprint, Finding Finding);

    private sealed record Finding(
        string CheckNo, string OrderNo, string WaybillNo, string Sku, string? Barcode, ContentVerdict Verdict, int InThisParcel, int ShortQuantity,
        IReadOnlyList<string> OtherWaybills, DateTimeOffset CheckedAt);

    /// <summary>One check number is answered once and for all; other content under it is refused.</summary>
    public static Answer Make(ContentCheckRequest request, Turn turn)
    {
        var fingerprint = Json.Fingerprint(request);
        if (turn.Books.Get<Checked>(Kind, request.CheckNo) is { } earlier)
            return earlier.Fingerprint == fingerprint ? Answer.Ok(earlier.Finding)
                : Voice.Conflict("CHECK_NO_REUSED", "this check number was used for another check");
        if (PackedOrder.Find(turn.Books, request.OrderNo) is not { } order)
            return OrderKey.NotFound();
        if (order.Lines.FirstOrDefault(line => line.Sku == request.Sku) is not { } ordered)
            return Voice.NotFound("SKU_NOT_IN_ORDER", "the order has no such sku");
        if (order.Parcels.FirstOrDefault(parcel => parcel.WaybillNo == request.WaybillNo) is not { } parcel)
            return Voice.NotFound("WAYBILL_NOT_IN_ORDER", "the order has no such parcel");

        var finding = Find(request, order, ordered, parcel, turn.Now);
        turn.Books.Put(Kind, request.CheckNo, new Checked(fingerprint, finding));
        return Answer.Ok(finding);
    }

    private static Finding Find(ContentCheckRequest request, PackedOrder order, PickedLine ordered, PackedParcel parcel, DateTimeOffset now)
    {
        var others = order.Parcels.Where(other => other != parcel && other.Of(request.Sku) > 0).Select(other => other.WaybillNo).ToList();
        var shortQuantity = ordered.Ordered - order.Parcels.Sum(packed => packed.Of(request.Sku));
        var verdict = shortQuantity > 0 ? ContentVerdict.Short : others.Count > 0 ? ContentVerdict.Split : ContentVerdict.Complete;
        return new Finding(
            request.CheckNo, request.OrderNo, request.WaybillNo, request.Sku, ordered.Barcode, verdict, parcel.Of(request.Sku), shortQuantity, others, now);
    }
}
