namespace Aftersales.Complaints.Domain.Decisions;

/// <summary>Groups of offers that several types share.</summary>
internal static class OfferGroups
{
    /// <summary>L1 up to 10 % as a coupon; declined, L2 up to 20 %, in cash where the table of causes allows it (R-COMP-2).</summary>
    public static Advice OfferWithCompensation(this Advice advice, Saying why, params ImmutableArray<Remedy> remedies) => advice
        .Offer(Tier.L1, why, GrantKind.Coupon, remedies)
        .Offer(Tier.L2, why, GrantKind.Coupon, remedies)
        .Offer(Tier.L2, why, GrantKind.Cash, remedies);

    /// <summary>Refund without goods, or the goods once more for a customer who still wants them (R-REP-1).</summary>
    public static Advice OfferRefundOrGoods(this Advice advice, Situation s, Saying refund, Saying goods)
    {
        var asked = advice.Need(CustomerFact.WantsGoods, s.WantsGoods || s.Said.WantsGoods == YesNo.No, goods);
        if (!s.WantsGoods)
            return asked.OfferWithCompensation(refund, s.Refund);
        return asked.NeedGrounds(s, goods).OfferGoods(s, goods).OfferWithCompensation(refund, s.Refund);
    }

    /// <summary>What R-REP-1 wants to hear from the customer before goods go out again.</summary>
    public static Advice NeedGrounds(this Advice advice, Situation s, Saying why) => advice
        .Need(CustomerFact.DeclinedRefund, s.Said.DeclinedRefund != YesNo.Unspecified || s.Said.Choice == CustomerChoice.Reship, why)
        .Need(CustomerFact.CannotReorder, s.Said.CannotReorder != YesNo.Unspecified, why);

    private static Advice OfferGoods(this Advice advice, Situation s, Saying why) =>
        s.HasGrounds ? advice.Offer(Tier.L1, why, GrantKind.Coupon, s.Replacement()) : advice;
}
