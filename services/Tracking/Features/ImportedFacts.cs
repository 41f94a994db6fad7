using System.Collections.Immutable;
using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Identity;
using Aftersales.Tracking.Domain;
using Aftersales.Tracking.Import;
using NodaTime;

namespace Aftersales.Tracking.Features;

/// <summary>
/// The facts that a row of the order export and its lines tell (R-ORD-2). Ids follow from the content, so that the same rows tell the same facts.
/// The export has no time of dispatch, settlement or closing: a parcel counts as dispatched when the order was paid, settlement and closing as seen
/// when they were first imported. Better sources replace these: the warehouse and courier since their times are later, the order system since its word stands.
/// </summary>
internal sealed class ImportedFacts(TrackingPolicy policy, Vault vault, Instant now)
{
    /// <summary>The export is of a platform that is paid through this channel only.</summary>
    private const string Channel = "alipay";

    public ImmutableArray<Fact> Of(ImportedOrder imported) => [.. Tell(imported)];

    /// <summary>The pseudonym under which the suite knows a buyer.</summary>
    public static string BuyerId(Vault vault, string nick) => $"byr_{vault.Pseudonym(nick)}";

    private IEnumerable<Fact> Tell(ImportedOrder imported)
    {
        var order = imported.Order;
        var id = $"import/{order.OrderNo}";

        // The status in the id lets the later of two exports win: both tell of the moment at which the order was placed.
        yield return new($"{id}/placed/{(int)order.Status}/{Digest(imported)}", order.Created, FactSource.Import, Placed(imported));
        if (order.PaidTime is not { } paid)
        {
            if (order.Status == OrderStatus.Closed)
                yield return Closed();
            yield break;
        }

        // The export has no number of the payment: the platform's order number stands in for it.
        yield return new($"{id}/paid/{paid.ToUnixTimeSeconds()}/{order.Amounts.Paid.Minor}", paid, FactSource.Import, new Paid(order.Amounts.Paid, Channel, order.OrderNo));
        if (order.Status is OrderStatus.Dispatched or OrderStatus.Settled || order.TrackingNo.Length > 0)
            yield return new($"{id}/dispatched/{order.TrackingNo}", paid, FactSource.Import, new Dispatched(order.TrackingNo, order.Courier));

        if (order.Status == OrderStatus.Settled)
            yield return new($"{id}/settled", now, FactSource.Import, new Settled());
        if (order.Status == OrderStatus.Closed)
            yield return Closed();

        Fact Closed() => new($"{id}/cancelled", now, FactSource.Import, new Cancelled(order.CloseReason));
    }

    private Placed Placed(ImportedOrder imported)
    {
        var order = imported.Order;
        var isPaid = order.PaidTime is not null;
        return new(
            BuyerId(vault, order.Buyer.Nick),
            [.. imported.Lines.Select(line => Line(line, isPaid))],
            order.Amounts.PayableGoods + order.Amounts.PayableFreight,
            isPaid ? imported.FreightPaid : order.Amounts.PayableFreight,
            order.InvoiceTitle.Length > 0,
            vault.Seal(Json.Write(Contact(order))),
            order.ShopId)
        {
            Region = policy.RegionOf(order.Recipient.Address),
        };
    }

    private Line Line(ImportedLine line, bool isPaid)
    {
        var sku = line.Row.MerchantCode.Length > 0 ? line.Row.MerchantCode : line.Row.ExternalSku;
        return new(
            $"{line.Number}", sku, Barcode: "", line.Row.Title, policy.CategoryOf(sku), line.Row.Quantity, line.Row.UnitPrice, isPaid ? line.Paid : line.Payable)
        {
            Set = line.Row.Package,
        };
    }

    private static Contact Contact(OrderRow order) => new(
        order.Recipient.Name,
        order.Recipient.Mobile.Length > 0 ? order.Recipient.Mobile : order.Recipient.Phone,
        order.Recipient.Address,
        order.InvoiceTitle,
        order.Buyer.Nick,
        order.Buyer.AlipayAccount);

    // Keyed, since it covers personal data. Sealed text is left out: it is another each time.
    private string Digest(ImportedOrder imported)
    {
        var placed = Placed(imported) with { SealedContact = SealedText.Empty, Region = "" };
        return vault.Pseudonym(Json.Write(placed) + Json.Write(Contact(imported.Order)));
    }
}
