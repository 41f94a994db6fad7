namespace Aftersales.Complaints.Domain;

public static partial class CaseEvolution
{
    private static Case Decided(Case state, DecisionEvent happened) => happened switch
    {
        CustomerStated e => state with { Statements = e.Statements },
        CaseAdvised e => state with
        {
            AdvisedOn = e.On,
            Party = e.Party,
            DisputedWith = e.DisputedWith,
            Questions = [.. state.Questions.Select(q => e.Withdrawn.Contains(q.Id) ? q with { Withdrawn = true } : q), .. e.Asked],
        },
        OrderMoved e => state with { OrderVersion = e.Version },
        QuestionNoted e => state with { Questions = state.Questions.Add(e.Question) },
        VerdictHeard e => state with { Questions = [.. state.Questions.Where(q => q.Id != e.Question.Id), e.Question] },
        CaseConcluded e => state with { Stage = CaseStage.Resolved, Clock = e.Clock, Conclusion = e.Ending },
        _ => throw new InvalidOperationException($"unknown event {happened.GetType().Name}"),
    };
}
