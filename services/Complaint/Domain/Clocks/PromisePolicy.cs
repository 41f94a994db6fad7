namespace Aftersales.Complaints.Domain;

/// <summary>By when a promise is kept where nobody says a time, and what can be promised at all (R-CLK-2).</summary>
/// <param name="AtMost">How far ahead a promise can lie.</param>
/// <param name="OpenAtMost">Promises of one case that can be open at once.</param>
public sealed record PromisePolicy(ClockRule CallBack, ClockRule Answer, ClockRule Other, Duration AtMost, int OpenAtMost)
{
    public ClockRule For(PromiseKind kind) => kind switch
    {
        PromiseKind.CallBack => CallBack,
        PromiseKind.Answer => Answer,
        _ => Other,
    };

    /// <param name="path">Where it stands in the policy.</param>
    public IEnumerable<FieldProblem> Problems(string path)
    {
        foreach (var problem in CallBack.Problems($"{path}.callBack").Concat(Answer.Problems($"{path}.answer")).Concat(Other.Problems($"{path}.other")))
            yield return problem;
        if (AtMost <= Duration.Zero || AtMost > Duration.FromDays(Target.MostDays))
            yield return new($"{path}.atMost", $"is a time above zero, at most {Target.MostDays} days");
        if (OpenAtMost is < 1 or > 100)
            yield return new($"{path}.openAtMost", "is from 1 to 100");
    }
}
