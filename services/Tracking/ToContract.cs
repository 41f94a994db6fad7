using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Identity;
using Aftersales.Tracking.Domain;
using Google.Protobuf.WellKnownTypes;
using NodaTime;
using Contract = Aftersales.Contracts.Tracking;

namespace Aftersales.Tracking;

/// <summary>From the domain to the contract. Personal data leaves masked, and in snapshots not at all (R-PPL-2).</summary>
internal static class ToContract
{
    public static Contract.Order ToOrder(this Versioned<OrderState> versioned, Vault vault)
    {
        var order = new OrderView(versioned.State);
        var contact = order.Placed is null ? null : Json.Read<Contact>(vault.Open(order.Placed.SealedContact));
        return new()
        {
            OrderId = versioned.Id,
            Version = versioned.Version,
            Status = (Contract.OrderStatus)order.Status,
            BuyerId = order.Placed?.BuyerId ?? "",
            Lines = { Lines(order) },
            PaidAmount = order.PaidAmount.ToContract(),
            FreightPaid = Freight(order),
            Channel = order.Payment?.Channel ?? "",
            TradeNo = order.Payment?.TradeNo ?? "",
            InvoiceTicked = order.Placed?.InvoiceTicked ?? false,
            InvoiceTitle = Mask.Name(contact?.InvoiceTitle ?? ""),
            RecipientMasked = Mask.Name(contact?.Recipient ?? ""),
            PhoneMasked = contact is null or { Phone: "" } ? "" : Mask.Phone(contact.Phone),
            Parcels = { order.Parcels.Select(ToParcel) },
            PlacedTime = Time(order.PlacedAt),
            PaidTime = Time(order.PaidAt),
            DispatchedTime = Time(order.DispatchedAt),
            SignedTime = Time(order.SignedAt),
            SettledTime = Time(order.SettledAt),
            CancelledTime = Time(order.CancelledAt),
            ShopId = order.Placed?.ShopId ?? "",
            Disputed = { order.Disputed.Select(ToDisputed) },
        };
    }

    public static Contract.OrderSnapshot ToSnapshot(this OrderView order, string id, long version) => new()
    {
        OrderId = id,
        Version = version,
        Status = (Contract.OrderStatus)order.Status,
        BuyerId = order.Placed?.BuyerId ?? "",
        Lines = { Lines(order) },
        PaidAmount = order.PaidAmount.ToContract(),
        FreightPaid = Freight(order),
        Channel = order.Payment?.Channel ?? "",
        TradeNo = order.Payment?.TradeNo ?? "",
        InvoiceTicked = order.Placed?.InvoiceTicked ?? false,
        PlacedTime = Time(order.PlacedAt),
        PaidTime = Time(order.PaidAt),
        DispatchedTime = Time(order.DispatchedAt),
        SignedTime = Time(order.SignedAt),
        SettledTime = Time(order.SettledAt),
        CancelledTime = Time(order.CancelledAt),
        ShopId = order.Placed?.ShopId ?? "",
        Refusals = { order.Parcels.Where(p => p.RefusedAt is not null).Select(ToRefusal) },
    };

    private static IEnumerable<Contract.OrderLine> Lines(OrderView order) => order.Placed is null ? [] : order.Placed.Lines.Select(line => new Contract.OrderLine
    {
        LineId = line.Id,
        Sku = line.Sku,
        Barcode = line.Barcode,
        Title = line.Title,
        Category = (Contracts.Category)line.Category,
        Quantity = line.Quantity,
        UnitListPrice = line.UnitListPrice.ToContract(),
        Paid = line.Paid.ToContract(),
        PromisedUnitPrice = line.PromisedUnitPrice?.ToContract(),
        Set = line.Set,
    });

    private static Contract.Parcel ToParcel(Parcel parcel) => new()
    {
        TrackingNo = parcel.TrackingNo,
        Courier = parcel.Courier,
        DispatchedTime = Time(parcel.DispatchedAt),
        LastScanTime = Time(parcel.LastScanAt),
        SignedTime = Time(parcel.SignedAt),
        RefusedTime = Time(parcel.RefusedAt),
        RefusedReason = (Contracts.DoorReason)parcel.RefusedReason,
    };

    private static Contract.DoorRefusal ToRefusal(Parcel parcel) =>
        new() { TrackingNo = parcel.TrackingNo, Time = Time(parcel.RefusedAt), Reason = (Contracts.DoorReason)parcel.RefusedReason };

    private static Contract.DisputedFact ToDisputed(Fact fact) =>
        new() { FactId = fact.Id, Kind = fact.What.Kind, Source = (Contract.FactSource)fact.Source, OccurredTime = Time(fact.At) };

    private static Contracts.Money Freight(OrderView order) => (order.Placed?.Freight ?? Money.Cny(0)).ToContract();

    private static Timestamp? Time(Instant? at) => at?.ToContract();
}
