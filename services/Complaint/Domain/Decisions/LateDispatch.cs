namespace Aftersales.Complaints.Domain.Decisions;

/// <summary>延迟发货: each is decided on the day it is listed: dispatched, or refunded. What is owed beyond 72 h (R-COMP-4) Compensation proposes by itself.</summary>
internal static class LateDispatch
{
    private static readonly Saying Left = new("§4 late_dispatch", "您的订单已发出，请留意物流信息。", "Your order has left; please follow the parcel.");
    private static readonly Saying Urgent = new("§4 late_dispatch", "请问您是否急用？", "Is it urgent for you?");
    private static readonly Saying Ships = new("§4 late_dispatch", "仓库今天为您发货，请您放心。", "The warehouse ships it today.");
    private static readonly Saying Later = new("§4 late_dispatch", "仓库今天无法发货，您可以继续等待，也可以选择退款。", "The warehouse cannot ship it today; you can wait on, or have a refund.");
    private static readonly Saying Refund = new("§4 late_dispatch", "商品未能按时发出，可为您全额退款并给予补偿。", "The goods did not leave in time; we offer a full refund and a compensation.");

    public static Advice On(Situation s)
    {
        if (s.HasLeft)
            return Advice.None.Tell(Left).Conclude(Left);
        var blamed = Advice.None.Blame(ResponsibleParty.Warehouse).Need(CustomerFact.Urgent, s.Said.Urgent != YesNo.Unspecified, Urgent);
        var shipping = s.Heard(QuestionKind.Shipping);
        if (shipping == QuestionVerdict.Unspecified)
            blamed = blamed.Ask(QuestionParty.Warehouse, QuestionKind.Shipping);
        return (s.Said.Urgent, shipping) switch
        {
            (YesNo.Yes, _) or (_, QuestionVerdict.Unshippable) => blamed.OfferWithCompensation(Refund, s.Refund),
            (_, QuestionVerdict.Shippable) => blamed.Tell(Ships),
            (_, QuestionVerdict.ShippableLate) => blamed.Tell(Later).OfferWithCompensation(Refund, s.Refund),
            _ => blamed,
        };
    }
}
