namespace Aftersales.Complaints.Domain.Decisions;

/// <summary>包裹少件: split, packed short, or denied; a customer whom the warehouse denies is believed all the same.</summary>
internal static class MissingItem
{
    private static readonly Saying Split = new("§4 missing_item", "您的订单分多个包裹发出，其余商品在另一包裹中，我们会跟进。", "Your order was sent in several parcels; the rest is in another one, which we watch.");
    private static readonly Saying Choice = new("§4 missing_item", "请问您希望补发还是退款？", "Shall the missing goods be sent, or refunded?");
    private static readonly Saying Refund = new("§4 missing_item", "缺少的商品可为您退款，无需退货。", "The missing goods are refunded; nothing has to come back.");
    private static readonly Saying Reship = new("§4 missing_item", "缺少的商品可为您补发。", "The missing goods are sent to you.");

    public static Advice On(Situation s) => s.Heard(QuestionKind.ParcelContent) switch
    {
        QuestionVerdict.Unspecified => Advice.None.Ask(QuestionParty.Warehouse, QuestionKind.ParcelContent),
        QuestionVerdict.Split => Advice.None.Tell(Split),
        QuestionVerdict.Complete => Made(s, Advice.None.Dispute(ResponsibleParty.Warehouse)),
        _ => Made(s, Advice.None.Blame(ResponsibleParty.Warehouse)),
    };

    // The flat coupon is for those who claim it; L2 may give more.
    private static Advice Made(Situation s, Advice advice)
    {
        GrantKind? claimed = s.Said.ClaimsCompensation == YesNo.Yes ? GrantKind.Coupon : null;
        var asked = advice.Need(CustomerFact.Choice, s.Said.Choice != CustomerChoice.Unspecified, Choice);
        if (s.Said.Choice == CustomerChoice.Reship)
        {
            asked = asked.NeedGrounds(s, Reship);
            return s.HasGrounds ? asked.Offer(Tier.L1, Reship, claimed, s.Replacement()) : asked;
        }

        asked = asked.Offer(Tier.L1, Refund, claimed, s.Refund);
        return claimed is null ? asked : asked.Offer(Tier.L2, Refund, GrantKind.Coupon, s.Refund);
    }
}
