namespace Aftersales.Complaints.Domain.Decisions;

/// <summary>扣单: restock possible within 24 h, or a substitute, or the money with a coupon.</summary>
internal static class ShortPick
{
    private static readonly Saying Left = new("§4 short_pick", "您的订单已发出，请留意物流信息。", "Your order has left; please follow the parcel.");
    private static readonly Saying Wait = new("§4 short_pick", "商品24小时内可补货，我们会跟进发货。", "The goods will be restocked within 24 hours, and we keep watching the dispatch.");
    private static readonly Saying Substitute = new("§4 short_pick", "原商品暂无库存，可为您换发同类商品。", "The goods are out of stock; we can send a substitute.");
    private static readonly Saying Refund = new("§4 short_pick", "商品24小时内无法补货，可为您全额退款并补偿优惠券。", "The goods cannot be restocked within 24 hours; we offer a full refund and a coupon.");

    public static Advice On(Situation s)
    {
        var blamed = Advice.None.Blame(ResponsibleParty.Warehouse);
        return s.Heard(QuestionKind.Restock) switch
        {
            _ when s.HasLeft => Advice.None.Tell(Left).Conclude(Left),
            QuestionVerdict.Unspecified => Advice.None.Ask(QuestionParty.Warehouse, QuestionKind.Restock),
            QuestionVerdict.Restocked => blamed.Tell(Wait),
            QuestionVerdict.Substitute => Substituted(blamed, s).OfferWithCompensation(Refund, s.Refund),
            _ => blamed.OfferWithCompensation(Refund, s.Refund),
        };
    }

    // Before anything else goes out the original has to be stopped (R-REP-1).
    private static Advice Substituted(Advice advice, Situation s)
    {
        var asked = advice.Need(CustomerFact.WantsGoods, s.WantsGoods || s.Said.WantsGoods == YesNo.No, Substitute);
        if (!s.WantsGoods)
            return asked;
        asked = asked.NeedGrounds(s, Substitute);
        return s.Heard(QuestionKind.OriginalStopped) switch
        {
            QuestionVerdict.Unspecified => asked.Ask(QuestionParty.Warehouse, QuestionKind.OriginalStopped),
            QuestionVerdict.Stopped when s.HasGrounds => asked.Offer(Tier.L1, Substitute, null, s.Replacement(s.Answered(QuestionKind.Restock)!.Sku)),
            _ => asked,
        };
    }
}
