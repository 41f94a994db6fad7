namespace Aftersales.Complaints.Domain.Decisions;

/// <summary>货品损坏: with a photo the goods come back or are scrapped in place (R-RET-4, which Returns decides); a coupon may be offered.</summary>
internal static class Damaged
{
    private static readonly Saying Return = new("R-RET-4", "商品损坏，可为您办理退货退款并补偿优惠券；无法再售的商品无需寄回。", "The goods are damaged; we refund them, with a coupon. What cannot be sold any more stays where it is.");
    private static readonly Saying Exchange = new("R-RET-8", "商品损坏，可为您换货。", "The goods are damaged; we exchange them.");
    private static readonly Saying Keep = new("R-RET-6", "商品不影响使用，您可以保留商品并获得补偿。", "The goods are still usable; you can keep them, with a compensation.");

    public static Advice On(Situation s) => Remedied(s, Advice.None);

    /// <summary>Also for goods of bad quality.</summary>
    public static Advice Remedied(Situation s, Advice advice)
    {
        if (s.Case.Evidence.IsEmpty)
            return advice;
        var offered = s.WantsGoods ? advice.Offer(Tier.L1, Exchange, GrantKind.Coupon, s.Exchange) : advice;
        return offered.OfferWithCompensation(Return, s.Return).Offer(Tier.L1, Keep, GrantKind.Coupon).Offer(Tier.L2, Keep, GrantKind.Coupon);
    }
}
