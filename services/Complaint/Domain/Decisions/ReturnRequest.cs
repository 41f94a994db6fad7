namespace Aftersales.Complaints.Domain.Decisions;

/// <summary>退货退款: before dispatch the money, on the way a refusal at the door, afterwards a return under Returns' policy (R-REF-10, R-RET-1).</summary>
internal static class ReturnRequest
{
    private static readonly Saying Refund = new("R-REF-10", "订单尚未发货，可立即为您退款。", "The order has not left; it is refunded at once.");
    private static readonly Saying AtDoor = new("R-REF-10", "包裹已发出，请在派送时拒收，我们会为您退款。", "The parcel has left. Please refuse it at the door, and it is refunded.");
    private static readonly Saying Return = new("R-RET-1", "可为您办理退货退款。", "The goods can be sent back and are refunded.");

    public static Advice On(Situation s) => s switch
    {
        { HasLeft: false, IsSigned: false } => Advice.None.Offer(Tier.L1, Refund, null, s.Refund),
        { IsSigned: false } => Advice.None.Tell(AtDoor),
        _ => Advice.None.Offer(Tier.L1, Return, null, s.Return),
    };
}
