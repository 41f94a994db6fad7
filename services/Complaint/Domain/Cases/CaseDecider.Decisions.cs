using static Aftersales.Complaints.Domain.CaseCommand;

namespace Aftersales.Complaints.Domain;

/// <summary>What is learnt on the way to a decision (handbook §4), and the end that needs no remedy (R-CASE-4).</summary>
public sealed partial class CaseDecider
{
    private static Decision<CaseEvent> Stated(Case state, State said)
    {
        if (state.Stage == CaseStage.Closed)
            return Over(state);
        var statements = state.Statements.With(said.Said);
        return statements with { Revision = state.Statements.Revision } == state.Statements ? Nothing : new CustomerStated(statements, said.By.Id);
    }

    // Whom an agent named in an offer stays named, and a dispute stays for the sheet once the customer's part is settled.
    private Decision<CaseEvent> Advised(Case state, Advise advise)
    {
        var asked = advise.Asked.Where(q => !state.Questions.Any(known => known.Id == q.Id)).ToImmutableArray();
        var withdrawn = advise.Withdrawn.Where(id => state.Questions.Any(known => known.Id == id && known.IsOpen)).ToImmutableArray();
        var party = state.Offers.IsEmpty && advise.Party != ResponsibleParty.Unspecified ? advise.Party : state.Party;
        var disputes = state.Stage is CaseStage.Open or CaseStage.Offered or CaseStage.NeedsAttention ? advise.DisputedWith : state.DisputedWith;
        return state.AdvisedOn == advise.On && asked.IsEmpty && withdrawn.IsEmpty
            ? Nothing
            : new CaseAdvised(advise.On, party, disputes, asked, withdrawn, policy.Version);
    }

    private static Decision<CaseEvent> Noted(Case state, NoteQuestion noted) =>
        state.Questions.Any(known => known.Id == noted.Question.Id) ? Nothing
        : state.Stage == CaseStage.Closed ? Over(state)
        : new QuestionNoted(noted.Question);

    // It may come before the case knows that it was asked.
    private static Decision<CaseEvent> Heard(Case state, HearVerdict heard) =>
        state.Questions.Any(known => known.Id == heard.Question.Id && !known.IsOpen) ? Nothing : new VerdictHeard(heard.Question);

    private Decision<CaseEvent> Concluded(Case state, Conclude conclude)
    {
        var ending = new Ending(conclude.By.Id, conclude.Digest);
        return state switch
        {
            { Stage: CaseStage.Open } => MayWork(state, conclude.By) is { } stranger ? stranger : new CaseConcluded(conclude.Told, ending, FeedbackClock()),
            { Stage: CaseStage.Resolved, Conclusion: { } before } => Repeat(before, ending),
            _ => WrongState(state, CaseStage.Open),
        };
    }

    private static Refusal Over(Case state) => WrongState(state, Live);
}
