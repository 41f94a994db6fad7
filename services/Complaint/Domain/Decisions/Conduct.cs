namespace Aftersales.Complaints.Domain.Decisions;

/// <summary>服务态度: the courier's or our own manager hears the person; the customer gets an apology in either case.</summary>
internal static class Conduct
{
    private static readonly Saying Whom = new("§3 conduct", "请问您反映的是快递员还是客服？", "Is it about the courier, or about one of our agents?");
    private static readonly Saying Sorry = new("§3 conduct", "对给您带来的不便，我们深表歉意，并已严肃处理。", "We apologise for what happened, and have dealt with it.");
    private static readonly Saying Heard = new("§3 conduct", "感谢您的反馈，我们已核实情况，对给您带来的不便深表歉意。", "Thank you for telling us. We looked into it and apologise for the inconvenience.");

    public static Advice On(Situation s) => (s.Said.AboutCourier, s.Heard(QuestionKind.Conduct)) switch
    {
        (YesNo.Unspecified, _) => Advice.None.Need(CustomerFact.AboutCourier, isKnown: false, Whom),
        (YesNo.Yes, QuestionVerdict.Unspecified) => Advice.None.Ask(QuestionParty.Courier, QuestionKind.Conduct),
        (_, QuestionVerdict.Unspecified) => Advice.None.Ask(QuestionParty.Service, QuestionKind.Conduct),
        (YesNo.Yes, QuestionVerdict.ConductConfirmed) => Advice.None.BlameCourier().Tell(Sorry).OfferWithCompensation(Sorry),
        (_, QuestionVerdict.ConductConfirmed) => Advice.None.Blame(ResponsibleParty.Agent).Tell(Sorry).OfferWithCompensation(Sorry),
        (YesNo.Yes, _) => Advice.None.Dispute(ResponsibleParty.Courier).Tell(Heard).Conclude(Heard),
        _ => Advice.None.Dispute(ResponsibleParty.Agent).Tell(Heard).Conclude(Heard),
    };
}
