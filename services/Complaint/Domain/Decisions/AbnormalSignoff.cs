namespace Aftersales.Complaints.Domain.Decisions;

/// <summary>非正常签收: the courier names the signer or shows proof; who is a stranger to the customer costs the courier the goods.</summary>
internal static class AbnormalSignoff
{
    private static readonly Saying Knows = new("§4 abnormal_signoff", "请问您认识签收人吗？", "Do you know the person who signed?");
    private static readonly Saying Known = new("§4 abnormal_signoff", "包裹已由您认识的人签收。", "Somebody you know has signed for the parcel.");
    private static readonly Saying Refund = new("§4 abnormal_signoff", "包裹非您本人签收，可为您退款，无需退回商品。", "The parcel was not signed for by you; we offer a refund, and nothing has to come back.");

    public static Advice On(Situation s) => s.Heard(QuestionKind.Signer) switch
    {
        _ when s.Said.KnowsSigner == YesNo.Yes => Advice.None.Tell(Known).Conclude(Known),
        QuestionVerdict.Unspecified => Advice.None.Ask(QuestionParty.Courier, QuestionKind.Signer),
        QuestionVerdict.SignerUnknown => Stranger(s),
        _ => Named(s),
    };

    /// <summary>The courier told who signed: the customer is asked about the name.</summary>
    public static Advice Named(Situation s) => s.Said.KnowsSigner switch
    {
        YesNo.Yes => Advice.None.Tell(Known).Conclude(Known),
        YesNo.No => Stranger(s),
        _ => Advice.None.Need(CustomerFact.KnowsSigner, isKnown: false, Knows),
    };

    // Refund takes the channel where the order is not settled, and else a transfer (R-REF-1, R-REF-2).
    private static Advice Stranger(Situation s) => Advice.None.BlameCourier().OfferWithCompensation(Refund, s.Refund);
}
