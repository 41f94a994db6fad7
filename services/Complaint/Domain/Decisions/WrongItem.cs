namespace Aftersales.Complaints.Domain.Decisions;

/// <summary>货品不符: another barcode is the warehouse's fault; the order's own means that the page misled, and its owner corrects it.</summary>
internal static class WrongItem
{
    private static readonly Saying Return = new("§4 wrong_item", "收到的商品与订单不符，可为您退款；20元及以下的商品无需寄回。", "You got another item than you ordered; we refund it. Goods up to 20 CNY need not be sent back.");
    private static readonly Saying Exchange = new("§4 wrong_item", "收到的商品与订单不符，可为您换货。", "You got another item than you ordered; we exchange it.");
    private static readonly Saying Page = new("R-CASE-1", "商品与页面描述不符，可为您退款并补偿优惠券。", "The goods are not what the page says; we refund them, with a coupon.");

    public static Advice On(Situation s) => s.Heard(QuestionKind.Barcode) switch
    {
        _ when s.Case.Evidence.IsEmpty => Advice.None,
        QuestionVerdict.Unspecified => Advice.None.Ask(QuestionParty.Warehouse, QuestionKind.Barcode),
        // Another piece of the same would be as wrong.
        QuestionVerdict.BarcodeEqual => Advice.None.Blame(ResponsibleParty.Merchandising).Give(TaskKind.PageCorrection).OfferWithCompensation(Page, s.Return),
        _ => Exchanged(s, Advice.None.Blame(ResponsibleParty.Warehouse)).OfferWithCompensation(Return, s.Return),
    };

    private static Advice Exchanged(Situation s, Advice advice) =>
        s.Said.WantsGoods == YesNo.No || s.Said.Choice == CustomerChoice.Refund ? advice : advice.Offer(Tier.L1, Exchange, GrantKind.Coupon, s.Exchange);
}
