namespace Aftersales.Complaints.Domain;

/// <summary>What keeps templates from coming into force.</summary>
public static class MessageCheck
{
    private const int MostLetters = 2000;

    public static IEnumerable<FieldProblem> Problems(this MessagePolicy policy)
    {
        if (policy.ValidFor < Duration.FromHours(1) || policy.ValidFor > Duration.FromDays(90))
            yield return new("validFor", "lies between an hour and 90 days");
        if (policy.Forbidden.Zh.Concat(policy.Forbidden.En).Any(string.IsNullOrWhiteSpace))
            yield return new("forbidden", "an empty word is in every text");
        foreach (var occasion in Enum.GetValues<Occasion>())
        {
            if (!policy.Templates.TryGetValue(occasion, out var template))
            {
                yield return new($"templates.{occasion}", "is missing");
                continue;
            }

            foreach (var problem in Flaws(occasion, "zh", template.Zh, policy).Concat(Flaws(occasion, "en", template.En, policy)))
                yield return problem;
        }
    }

    private static IEnumerable<FieldProblem> Flaws(Occasion occasion, string language, Wording wording, MessagePolicy policy)
    {
        foreach (var (part, text) in new[] { ("subject", wording.Subject), ("text", wording.Text) })
        {
            var place = $"templates.{occasion}.{language}.{part}";
            if (string.IsNullOrWhiteSpace(text) || text.Length > MostLetters)
                yield return new(place, $"has 1 to {MostLetters} letters");
            foreach (var unknown in Composition.Placeholders(text).Where(name => !occasion.Facts().Contains(name)))
                yield return new(place, $"{{{unknown}}} is not known; there are {string.Join(", ", occasion.Facts())}");
            if (text.Count(letter => letter is '{' or '}') != 2 * Composition.Placeholders(text).Count())
                yield return new(place, "has a brace without its other");
            if (policy.Banned(text) is { } word)
                yield return new(place, $"says \"{word}\", which customers are not told");
        }

        // What was agreed, and why not, are what the message is for.
        foreach (var needed in occasion.Facts().Intersect(["words", "offer", "amount", "until"]).Where(name => !Composition.Placeholders(wording.Text).Contains(name)))
            yield return new($"templates.{occasion}.{language}.text", $"lacks {{{needed}}}");
    }
}
