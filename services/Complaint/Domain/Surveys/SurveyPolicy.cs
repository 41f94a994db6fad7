namespace Aftersales.Complaints.Domain;

/// <param name="ValidFor">How long a survey can be answered after its case was closed.</param>
/// <param name="LowScore">Scores up to this one open a care task (R-QLT-4); 0 for none.</param>
public sealed record SurveyPolicy(Duration ValidFor, int LowScore)
{
    public IEnumerable<FieldProblem> Problems()
    {
        if (ValidFor <= Duration.Zero)
            yield return new("surveys.validFor", "must be above zero");
        if (LowScore is < 0 or > 5)
            yield return new("surveys.lowScore", "must be 0 to 5");
    }
}
