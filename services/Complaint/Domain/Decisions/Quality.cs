namespace Aftersales.Complaints.Domain.Decisions;

/// <summary>质量/保质期: as damaged. The supplier's verdict says who bears it; the customer does not wait for that.</summary>
internal static class Quality
{
    public static Advice On(Situation s) => s.Case.Evidence.IsEmpty ? Advice.None : Damaged.Remedied(s, s.Heard(QuestionKind.Quality) switch
    {
        QuestionVerdict.Unspecified => Advice.None.Ask(QuestionParty.Supplier, QuestionKind.Quality),
        QuestionVerdict.DefectDenied => Advice.None.Dispute(ResponsibleParty.Supplier),
        _ => Advice.None.Blame(ResponsibleParty.Supplier),
    });
}
