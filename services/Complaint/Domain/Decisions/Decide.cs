namespace Aftersales.Complaints.Domain.Decisions;

/// <summary>The decisions of handbook §4, by type.</summary>
public static class Decide
{
    private static readonly Saying Photos = new("R-CASE-1", "请您提供商品照片，以便我们核实处理。", "Please send photos of the goods, so that we can look into it.");

    /// <summary>What to do now; nothing while a plan is being carried out, or once the case is over.</summary>
    public static Advice On(Situation s) => s.Case.Stage switch
    {
        CaseStage.AwaitingEvidence => Advice.None.Need(CustomerFact.Photos, isKnown: false, Photos),
        CaseStage.Open or CaseStage.Offered or CaseStage.NeedsAttention => ByType(s),
        _ => Advice.None,
    };

    private static Advice ByType(Situation s) => s.Case.Type switch
    {
        CaseType.ShortPick => ShortPick.On(s),
        CaseType.Oversold => Oversold.On(s),
        CaseType.LateDispatch => LateDispatch.On(s),
        CaseType.NotDelivered => NotDelivered.On(s),
        CaseType.AbnormalSignoff => AbnormalSignoff.On(s),
        CaseType.RefusedDelivery => RefusedDelivery.On(s),
        CaseType.MissingItem => MissingItem.On(s),
        CaseType.Damaged => Damaged.On(s),
        CaseType.WrongItem => WrongItem.On(s),
        CaseType.Quality => Quality.On(s),
        CaseType.Price => Price.On(s),
        CaseType.Invoice => Invoicing.On(s),
        CaseType.ReturnRequest => ReturnRequest.On(s),
        CaseType.Replacement => Replacing.On(s),
        CaseType.PromiseBreach => PromiseBreach.On(s),
        CaseType.Conduct => Conduct.On(s),
        CaseType.Inquiry => Inquiry.On(s),
        _ => Advice.None,
    };

    /// <summary>What a case was looked at on: when that changes it is looked at again.</summary>
    public static string Basis(this Case state) =>
        $"{state.Type}/{state.Stage == CaseStage.AwaitingEvidence}/{state.Evidence.Length}/{state.Statements.Revision}/{state.Questions.Count(q => q.Verdict != QuestionVerdict.Unspecified)}/{state.Reopenings}/{state.OrderVersion}";

    /// <summary>Whether the suite has to look at the case: it learnt something, or it is over and somebody is still being asked.</summary>
    public static bool NeedsAdvice(this Case state) => state switch
    {
        { Stage: CaseStage.Closed } => state.Questions.Any(q => q.IsOpen),
        { IsAdvised: false } => false,
        _ => state.AdvisedOn != state.Basis(),
    };
}
