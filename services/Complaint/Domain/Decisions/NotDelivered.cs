namespace Aftersales.Complaints.Domain.Decisions;

/// <summary>已发货未签收: the courier says where the parcel is.</summary>
internal static class NotDelivered
{
    private static readonly Saying Chased = new("§4 not_delivered", "包裹正在途中，我们已催促快递尽快派送。", "The parcel is on its way, and we press the courier.");
    private static readonly Saying Slot = new("§4 not_delivered", "快递派送时未能联系到您，请问什么时间方便再次派送？", "Nobody was at home. When does a second delivery suit?");
    private static readonly Saying Agreed = new("§4 not_delivered", "快递会在您约定的时间再次派送。", "The courier comes again in your slot.");
    private static readonly Saying Visit = new("§4 not_delivered", "签收人不明，快递会再次上门核实。", "It is not known who signed; the courier visits again.");
    private static readonly Saying Found = new("§4 not_delivered", "包裹已找回并交付给您。", "The parcel was found and handed over to you.");
    private static readonly Saying Refund = new("§4 not_delivered", "包裹丢失或损坏，可为您退款并给予补偿。", "The parcel is lost or damaged; we offer a refund and a compensation.");
    private static readonly Saying Goods = new("R-REP-1", "包裹丢失或损坏，您是否仍需要商品？可为您重新发货。", "The parcel is lost or damaged. Do you still want the goods? They can be sent again.");

    public static Advice On(Situation s) => s.Heard(QuestionKind.ParcelLocation) switch
    {
        // The facts say more than the customer knows: somebody signed.
        _ when s.IsSigned => AbnormalSignoff.On(s),
        QuestionVerdict.Unspecified => Advice.None.Ask(QuestionParty.Courier, QuestionKind.ParcelLocation),
        QuestionVerdict.UnderWay => (IsLate(s) ? Advice.None.BlameCourier() : Advice.None).Tell(Chased),
        QuestionVerdict.NobodyHome => Again(s),
        QuestionVerdict.SignedByOther => AbnormalSignoff.Named(s),
        QuestionVerdict.SignerUnknown => Visited(s),
        QuestionVerdict.RefusedAtDoor => RefusedDelivery.On(s),
        _ => Advice.None.BlameCourier().OfferRefundOrGoods(s, Refund, Goods),
    };

    private static Advice Again(Situation s) => (s.Said.Slot, s.Heard(QuestionKind.Redelivery)) switch
    {
        (null, _) => Advice.None.Need(CustomerFact.Slot, isKnown: false, Slot),
        ({ } slot, QuestionVerdict.Unspecified) => Advice.None.Ask(QuestionParty.Courier, QuestionKind.Redelivery, slot),
        (_, QuestionVerdict.SlotAgreed) => Advice.None.Tell(Agreed),
        _ => Advice.None.BlameCourier().OfferRefundOrGoods(s, Refund, Goods),
    };

    private static Advice Visited(Situation s) => s.Heard(QuestionKind.CourierVisit) switch
    {
        QuestionVerdict.Unspecified => Advice.None.BlameCourier().Tell(Visit).Ask(QuestionParty.Courier, QuestionKind.CourierVisit),
        QuestionVerdict.HandedOver => Advice.None.BlameCourier().Tell(Found).Conclude(Found),
        _ => Advice.None.BlameCourier().OfferRefundOrGoods(s, Refund, Goods),
    };

    private static bool IsLate(Situation s) => s.Order?.DispatchedAt is { } left && s.Now - left > s.Policy.DeliveryPromise;
}
