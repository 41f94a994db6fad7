namespace Aftersales.Complaints.Domain.Decisions;

/// <summary>
/// 重拍 (R-REP-1): only where the merchant or courier is at fault, the customer paid, wants the goods, declined a refund and cannot reorder, and never while the
/// original can still leave.
/// </summary>
internal static class Replacing
{
    private static readonly Saying Goods = new("R-REP-1", "您是否仍需要商品？可为您重新下单补发。", "Do you still want the goods? They can be ordered once more for you.");
    private static readonly Saying Left = new("R-REP-1", "原订单已发出，请留意物流信息。", "The original order has left; please follow the parcel.");
    private static readonly Saying Unavailable = new("R-REP-1", "商品无法补发，可为您全额退款并给予补偿。", "The goods cannot be sent again; we offer a full refund and a compensation.");
    private static readonly Saying OwnMistake = new("R-REP-1", "因非商家或快递责任，无法补发，您可以申请退货退款。", "Neither we nor the courier were at fault, so nothing is sent again; the goods can be returned.");
    private static readonly Saying Reorder = new("R-REP-1", "您可以自行重新下单，原订单为您退款并给予补偿。", "You can order again yourself; the original order is refunded, with a compensation.");

    public static Advice On(Situation s)
    {
        if (s.Case.Party == ResponsibleParty.Customer)
            return Advice.None.Tell(OwnMistake);
        var asked = Advice.None.Need(CustomerFact.WantsGoods, s.WantsGoods || s.Said.WantsGoods == YesNo.No, Goods).NeedGrounds(s, Goods);
        if (s.Said is { WantsGoods: YesNo.No } or { CannotReorder: YesNo.No })
            return Advice.None.OfferWithCompensation(Reorder, s.Refund);
        var stopped = s.HasLeft ? QuestionVerdict.Stopped : s.Heard(QuestionKind.OriginalStopped);
        var available = s.Heard(QuestionKind.Shipping);
        if (stopped == QuestionVerdict.Unspecified)
            asked = asked.Ask(QuestionParty.Warehouse, QuestionKind.OriginalStopped);
        if (available == QuestionVerdict.Unspecified)
            asked = asked.Ask(QuestionParty.Warehouse, QuestionKind.Shipping);
        return (stopped, available) switch
        {
            (QuestionVerdict.LeftAlready, _) => Advice.None.Tell(Left),
            (_, QuestionVerdict.Unshippable) => Advice.None.Blame(ResponsibleParty.Warehouse).OfferWithCompensation(Unavailable, s.Refund),
            (QuestionVerdict.Stopped, QuestionVerdict.Shippable or QuestionVerdict.ShippableLate) when s.HasGrounds =>
                asked.Offer(Tier.L1, Goods, s.Said.ClaimsCompensation == YesNo.Yes ? GrantKind.Coupon : null, s.Replacement()),
            _ => asked,
        };
    }
}
