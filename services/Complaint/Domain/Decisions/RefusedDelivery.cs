namespace Aftersales.Complaints.Domain.Decisions;

/// <summary>拒收: what the courier says happened at the door, confirmed by the customer; the return needs no application and the money is advanced (R-REF-5).</summary>
internal static class RefusedDelivery
{
    private static readonly Saying Confirm = new("§4 refused_delivery", "快递反馈包裹被拒收，请您确认是否由您拒收。", "The courier says that the parcel was refused. Was it refused by you?");
    private static readonly Saying Back = new("§4 refused_delivery", "包裹退回途中，无需申请退货，可先行为您退款。", "The parcel is on its way back. No application is needed, and the money is advanced.");
    private static readonly Saying Unreachable = new("R-RET-7", "因地址有误或无法联系，包裹退回，退款将扣除运费。", "The address was wrong or nobody could be reached; the freight is deducted from the refund.");
    private static readonly Saying Refund = new("§4 refused_delivery", "包裹因快递原因未送达，可为您退款并给予补偿。", "The courier did not deliver the parcel; we offer a refund and a compensation.");
    private static readonly Saying Goods = new("R-REP-1", "包裹因快递原因未送达，您是否仍需要商品？可为您重新发货。", "The courier did not deliver the parcel. Do you still want the goods? They can be sent again.");

    public static Advice On(Situation s) => (AtDoor(s), s.Said.ConfirmsRefusal) switch
    {
        (QuestionVerdict.Unspecified, _) => Advice.None.Ask(QuestionParty.Courier, QuestionKind.DoorRefusal),
        (QuestionVerdict.TurnedBack or QuestionVerdict.Damaged, _) or (_, YesNo.No) => Advice.None.BlameCourier().OfferRefundOrGoods(s, Refund, Goods),
        (_, YesNo.Unspecified) => Advice.None.Need(CustomerFact.ConfirmsRefusal, isKnown: false, Confirm),
        (QuestionVerdict.Unreachable, _) => Advice.None.Blame(ResponsibleParty.Customer).Tell(Unreachable).Offer(Tier.L1, Back, null, s.Return),
        _ => Advice.None.Blame(ResponsibleParty.Customer).Offer(Tier.L1, Back, null, s.Return),
    };

    // What the facts say needs no asking; a silent courier turned back (R-CLK-4: the merchant's fault is assumed).
    private static QuestionVerdict AtDoor(Situation s) => s.Order?.Refusals.LastOrDefault()?.Reason switch
    {
        DoorReason.Unwanted => QuestionVerdict.Unwanted,
        DoorReason.Unreachable => QuestionVerdict.Unreachable,
        DoorReason.Damaged => QuestionVerdict.Damaged,
        DoorReason.TurnedBack => QuestionVerdict.TurnedBack,
        _ => s.Heard(QuestionKind.DoorRefusal),
    };
}
