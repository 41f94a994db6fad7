namespace Aftersales.Complaints.Domain.Decisions;

/// <summary>超卖: the platform says whether it can be shipped; unpaid only a coupon is due, paid also cash.</summary>
internal static class Oversold
{
    private static readonly Saying Left = new("§4 oversold", "您的订单已发出，请留意物流信息。", "Your order has left; please follow the parcel.");
    private static readonly Saying Ships = new("§4 oversold", "商品可以发出，发货会比约定稍晚，我们会持续跟进。", "The goods can be shipped, later than agreed; we keep watching.");
    private static readonly Saying Coupon = new("§4 oversold", "商品已售罄无法发出，为表歉意可补偿优惠券。", "The goods are sold out and cannot be shipped; we offer a coupon.");
    private static readonly Saying Refund = new("§4 oversold", "商品已售罄无法发出，可为您全额退款并给予补偿。", "The goods are sold out and cannot be shipped; we offer a full refund and a compensation.");

    public static Advice On(Situation s)
    {
        var blamed = Advice.None.Blame(ResponsibleParty.PlatformSystem);
        return s.Heard(QuestionKind.Shipping) switch
        {
            _ when s.HasLeft => Advice.None.Tell(Left).Conclude(Left),
            QuestionVerdict.Unspecified => Advice.None.Ask(QuestionParty.Platform, QuestionKind.Shipping),
            QuestionVerdict.Shippable or QuestionVerdict.ShippableLate => blamed.Tell(Ships),
            _ when !s.IsPaid => blamed.Offer(Tier.L1, Coupon, GrantKind.Coupon).Offer(Tier.L2, Coupon, GrantKind.Coupon),
            _ => blamed.OfferWithCompensation(Refund, s.Refund),
        };
    }
}
