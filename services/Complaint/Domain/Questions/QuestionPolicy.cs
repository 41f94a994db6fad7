namespace Aftersales.Complaints.Domain;

/// <summary>Who is asked what, until when, and what silence means (R-CLK-4).</summary>
/// <param name="ByHand">Parties without a system of their own, whatever the deployment knows of: people answer for them here.</param>
/// <param name="LookEvery">How often a party's system is looked at.</param>
/// <param name="ListenFor">How long after a question is closed its party's system is looked at once more, so that late answers are taken down; zero for never.</param>
public sealed record QuestionPolicy(ImmutableArray<QuestionRule> Rules, ImmutableArray<QuestionParty> ByHand, LookPolicy LookEvery, Duration ListenFor)
{
    /// <summary>Null where the party is not asked such a thing.</summary>
    public QuestionRule? Find(QuestionParty party, QuestionKind kind) => Rules.FirstOrDefault(rule => rule.Party == party && rule.Kind == kind);

    /// <summary>Where the rules cannot be meant, or lack one that a decision asks by.</summary>
    public IEnumerable<FieldProblem> Problems()
    {
        for (var i = 0; i < Rules.Length; i++)
        {
            var (rule, path) = (Rules[i], $"questions.rules[{i}]");
            if (!rule.Kind.Verdicts.Contains(rule.Silence))
                yield return new($"{path}.silence", $"is no answer to {rule.Kind}");
            if (rule.DueAfter <= Duration.Zero)
                yield return new($"{path}.dueAfter", "must be longer than nothing");
            if (rule.Reminders.Any(after => after <= Duration.Zero || after >= rule.DueAfter) || !rule.Reminders.SequenceEqual(rule.Reminders.Order()))
                yield return new($"{path}.reminders", "must be in order and before dueAfter");
            if (Rules.Take(i).Any(before => (before.Party, before.Kind) == (rule.Party, rule.Kind)))
                yield return new(path, "there is a rule for this party and kind before");
        }

        foreach (var (party, kind) in Needed.Where(needed => Find(needed.Party, needed.Kind) is null))
            yield return new("questions.rules", $"lacks {kind} of {party}");
        if (LookEvery.First <= Duration.Zero || LookEvery.Most < LookEvery.First)
            yield return new("questions.lookEvery", "must be longer than nothing, and most not below first");
        if (ListenFor < Duration.Zero)
            yield return new("questions.listenFor", "must not be negative");
    }

    /// <summary>What the decisions of handbook §4 ask.</summary>
    private static ImmutableArray<(QuestionParty Party, QuestionKind Kind)> Needed { get; } =
    [
        (QuestionParty.Warehouse, QuestionKind.Restock),
        (QuestionParty.Warehouse, QuestionKind.Shipping),
        (QuestionParty.Platform, QuestionKind.Shipping),
        (QuestionParty.Courier, QuestionKind.ParcelLocation),
        (QuestionParty.Courier, QuestionKind.Signer),
        (QuestionParty.Courier, QuestionKind.CourierVisit),
        (QuestionParty.Courier, QuestionKind.Redelivery),
        (QuestionParty.Courier, QuestionKind.DoorRefusal),
        (QuestionParty.Warehouse, QuestionKind.ParcelContent),
        (QuestionParty.Warehouse, QuestionKind.Barcode),
        (QuestionParty.Warehouse, QuestionKind.OriginalStopped),
        (QuestionParty.Supplier, QuestionKind.Quality),
        (QuestionParty.Platform, QuestionKind.PurchaseHistory),
        (QuestionParty.Platform, QuestionKind.Page),
        (QuestionParty.Merchandising, QuestionKind.Page),
        (QuestionParty.Courier, QuestionKind.Conduct),
        (QuestionParty.Service, QuestionKind.Conduct),
    ];
}

/// <param name="DueAfter">From asking to the end of waiting, round the clock.</param>
/// <param name="Reminders">From asking to each reminder.</param>
/// <param name="Silence">What counts when nobody answers.</param>
public sealed record QuestionRule(QuestionParty Party, QuestionKind Kind, Duration DueAfter, ImmutableArray<Duration> Reminders, QuestionVerdict Silence)
{
    public QuestionTerms From(Instant asked, string policy) => new(asked + DueAfter, [.. Reminders.Select(after => asked + after)], Silence, policy);
}

/// <summary>A system is looked at again after as long as it has been waited for already, within these bounds.</summary>
public sealed record LookPolicy(Duration First, Duration Most)
{
    public Instant After(Instant since, Instant now) => now + Duration.Min(Most, Duration.Max(First, now - since));
}
