using static Aftersales.Complaints.Domain.CaseCommand;

namespace Aftersales.Complaints.Domain;

/// <summary>Who may see personal data in a timeline (R-PPL-2).</summary>
public sealed partial class CaseDecider
{
    private static Decision<CaseEvent> Revealed(Case state, RevealWords reveal) =>
        reveal.Supervises || (state.Owner == reveal.By.Id && reveal.By.Tier >= state.Tier)
            ? new WordsRevealed(reveal.Entry, reveal.Purpose)
            : new Refusal(CaseReasons.NotCaseOwner, "who works the case, or supervises, may read it in clear").Rule("R-PPL-2").With("tier", state.Tier.ToString());
}
