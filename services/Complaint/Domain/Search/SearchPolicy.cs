namespace Aftersales.Complaints.Domain;

/// <param name="WordsPerCase">Words of one case that a search finds it by; those that come later are not found. Each costs a row of the index.</param>
public sealed record SearchPolicy(int WordsPerCase)
{
    public IEnumerable<FieldProblem> Problems()
    {
        if (WordsPerCase is < 0 or > 500)
            yield return new("search.wordsPerCase", "must be 0 to 500");
    }
}
