namespace Aftersales.Complaints.Domain.Decisions;

/// <summary>
/// 价格问题: an id buys a promotional item once and at most N pieces, whether or not the earlier order succeeded. The order tells the pieces; of earlier
/// orders of the same id it tells nothing, so the platform is asked.
/// </summary>
internal static class Price
{
    private static readonly Saying Over = new("§4 price", "活动商品每个账号限购，您的购买已超出限购数量，无法享受活动价。", "A promotional item is limited for each account, and this purchase is over the limit.");
    private static readonly Saying Hold = new("§4 price", "请您暂时不要付款，平台正在核实价格。", "Please do not pay yet; the platform checks the price.");
    private static readonly Saying Coupon = new("§4 price", "页面价格有误，为表歉意可补偿优惠券。", "The page's price is wrong; we offer a coupon.");
    private static readonly Saying Difference = new("R-COMP-5", "可为您退还差价。", "The difference in price is refunded to you.");
    private static readonly Saying None = new("§4 price", "您支付的价格与页面承诺一致。", "You paid what the page promised.");

    public static Advice On(Situation s)
    {
        var limited = s.Concerned().Where(line => s.Limit(line) is not null).ToList();
        if (limited.Any(line => line.Quantity > s.Limit(line)!.Most))
            return Advice.None.Tell(Over).Conclude(Over);
        return s.Heard(QuestionKind.PurchaseHistory) switch
        {
            QuestionVerdict.OverLimit => Advice.None.Tell(Over).Conclude(Over),
            QuestionVerdict.Unspecified when limited.Count > 0 => Advice.None.Ask(QuestionParty.Platform, QuestionKind.PurchaseHistory),
            _ => Within(s),
        };
    }

    private static Advice Within(Situation s)
    {
        if (s.IsPaid)
        {
            return s.Overpaid()
                ? Advice.None.Blame(ResponsibleParty.Merchandising).Offer(Tier.L1, Difference, GrantKind.PriceDifference)
                : Advice.None.Tell(None).Conclude(None);
        }

        var held = Advice.None.Tell(Hold);
        return s.Heard(QuestionKind.Page) switch
        {
            QuestionVerdict.Unspecified => Offered(held.Ask(QuestionParty.Platform, QuestionKind.Page)),
            QuestionVerdict.PageCorrect => Advice.None.Tell(None).Conclude(None),
            _ => Offered(held.Blame(ResponsibleParty.Merchandising).Give(TaskKind.PageCorrection)),
        };
    }

    private static Advice Offered(Advice advice) => advice.Offer(Tier.L1, Coupon, GrantKind.Coupon).Offer(Tier.L2, Coupon, GrantKind.Coupon);

    private static PurchaseLimit? Limit(this Situation s, OrderedLine line) => s.Policy.PurchaseLimits.FirstOrDefault(limit => limit.Sku == line.Sku);
}
