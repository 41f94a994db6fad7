using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Identity;
using Aftersales.Tracking.Domain;
using Google.Protobuf.WellKnownTypes;
using NodaTime;
using NodaTime.Text;
using Contract = Aftersales.Contracts.Tracking;

namespace Aftersales.Tracking;

/// <summary>From the domain to the contract. Personal data leaves masked, and in snapshots not at all (R-PPL-2).</summary>
internal static class ToContract
{
    public static Contract.Order ToOrder(this Versioned<OrderState> versioned, Vault vault, TrackingPolicy policy, WatchTerms terms)
    {
        var order = new OrderView(versioned.State);
        var contact = vault.ContactOf(order);
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
            Region = order.Region,
            Shortages = { order.Shortages.Select(ToShortage) },
            AcceptedTime = Time(order.AcceptedAt),
            Promise = Promise.Of(order, terms, policy.IsNextDay(order.Region))?.ToPromise(),
            Items = { versioned.State.Items.Select(item => item.ToItem(versioned.Id, order.Region, versioned.Version, vault: null)) },
        };
    }

    /// <param name="item">The item.</param>
    /// <param name="order">Id of its order.</param>
    /// <param name="region">Where the order goes.</param>
    /// <param name="version">The order's.</param>
    /// <param name="vault">Null for those who do not read the notes.</param>
    public static Contract.TrackingItem ToItem(this Item item, string order, string region, long version, Vault? vault) => new()
    {
        ItemId = ItemLists.ItemId(order, item.Number),
        OrderId = order,
        List = (Contract.TrackingList)item.Finding.List,
        TrackingNo = item.Finding.Parcel,
        State = (Contract.TrackingItemState)item.State,
        OwnerId = item.Owner ?? "",
        SinceTime = Time(item.Finding.From),
        ListedTime = Time(item.Listed),
        EndedTime = Time(item.Ended),
        Notes = { vault is null ? [] : item.Notes.Select(n => new Contract.TrackingNote { PersonId = n.By, Time = Time(n.At), Text = vault.Words(n.Text) }) },
        Region = region,
        Version = version,
    };

    public static Contract.TrackingCase ToCase(this AskedCase asked, string id, OrderView order, long version) => new()
    {
        TrackingCaseId = ItemLists.ItemId(id, asked.Number),
        OrderId = id,
        BuyerId = order.Placed!.BuyerId,
        List = (Contract.TrackingList)asked.Finding.List,
        SinceTime = Time(asked.Finding.From),
        Version = version,
    };

    private static Contract.OrderPromise ToPromise(this Promise promise) => new()
    {
        BatchDay = LocalDatePattern.Iso.Format(promise.BatchDay),
        DispatchUntil = Time(promise.DispatchUntil),
        SignUntil = Time(promise.SignUntil),
        DeliveryDay = promise.DeliveryDay is { } day ? LocalDatePattern.Iso.Format(day) : "",
    };

    private static Contract.Shortage ToShortage(Fact fact) =>
        fact.What is Shortage line ? new() { LineId = line.LineId, Missing = line.Missing, Cause = (Contract.ShortageCause)line.Cause, ToldTime = Time(fact.At) } : new();

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
        Region = order.Region,
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
        LineIds = { parcel.Departure?.What is Dispatched left ? left.Lines : [] },
    };

    private static Contract.DoorRefusal ToRefusal(Parcel parcel) =>
        new() { TrackingNo = parcel.TrackingNo, Time = Time(parcel.RefusedAt), Reason = (Contracts.DoorReason)parcel.RefusedReason };

    private static Contract.DisputedFact ToDisputed(Dispute dispute) => new()
    {
        FactId = dispute.Fact.Id,
        Kind = dispute.Fact.What.Kind,
        Source = (Contract.FactSource)dispute.Fact.Source,
        OccurredTime = Time(dispute.Fact.At),
        Reason = (Contract.DisputeReason)dispute.Reason,
        About = dispute.Fact.What switch { OfParcel parcel => parcel.TrackingNo, Shortage line => line.LineId, _ => "" },
    };

    private static Contracts.Money Freight(OrderView order) => (order.Placed?.Freight ?? Money.Cny(0)).ToContract();

    private static Timestamp? Time(Instant? at) => at?.ToContract();
}
