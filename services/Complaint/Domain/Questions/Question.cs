namespace Aftersales.Complaints.Domain;

/// <summary>Something that somebody else has to tell before a case can be decided.</summary>
/// <param name="Id">Also the number under which the party's own system knows it.</param>
/// <param name="Topic">What it is about.</param>
/// <param name="Terms">Until when, with which reminders, and what counts otherwise.</param>
/// <param name="By">Who asked.</param>
public sealed record Question(string Id, string Case, QuestionTopic Topic, QuestionTerms Terms, string By, Instant Asked)
{
    /// <summary>Whose case it is about; null where a release before did not keep it.</summary>
    public string? Customer { get; init; }

    public QuestionStage Stage { get; init; }

    /// <summary>Whether a person has to answer it here: the party has no system of its own, or that refused the question.</summary>
    public bool ByHand { get; init; }

    public int Reminders { get; init; }

    /// <summary>When the party's system is looked at next; null where it is not.</summary>
    public Instant? NextLook { get; init; }

    /// <summary>The answer that counts: the first in time, or silence.</summary>
    public QuestionAnswer? Answer { get; init; }

    /// <summary>Answers that came when it was closed.</summary>
    public ImmutableArray<QuestionAnswer> Late { get; init; } = [];

    public Instant? Closed { get; init; }

    /// <summary>Whether the case knows the verdict.</summary>
    public bool Told { get; init; }

    /// <summary>Of how many late answers the case has the proof.</summary>
    public int LateTold { get; init; }

    /// <summary>Whether the case does not know its verdict yet, or lacks the proof of a late answer.</summary>
    public bool IsUntold => (Answer is not null && !Told) || Late.Skip(LateTold).Any(late => !late.Evidence.IsEmpty);

    /// <summary>What came with the answers.</summary>
    public IEnumerable<string> Proofs => (Answer?.Evidence ?? []).Concat(Late.SelectMany(late => late.Evidence)).Distinct();

    public bool Knows(string answer) => Answer?.Id == answer || Late.Any(late => late.Id == answer);
}

/// <summary>What a question is about.</summary>
/// <param name="About">Type of the case.</param>
/// <param name="Order">Null for a case without one.</param>
/// <param name="Goods">Empty for the whole order.</param>
public sealed record QuestionTopic(QuestionParty Party, QuestionKind Kind, CaseType About, string? Order, ImmutableArray<QuestionGoods> Goods)
{
    /// <summary>The courier's number; null for no parcel in particular.</summary>
    public string? Parcel { get; init; }

    /// <summary>What the asking agent added, sealed; empty for nothing.</summary>
    public SealedText Note { get; init; } = SealedText.Empty;

    /// <summary>When the customer can be met, for a second delivery; null otherwise.</summary>
    public Slot? Slot { get; init; }
}

/// <param name="Sku">Empty when not known.</param>
public sealed record QuestionGoods(string Line, string Sku, int Quantity);

/// <summary>A span of time in which somebody can be met.</summary>
public sealed record Slot(Instant From, Instant Until);

/// <summary>R-CLK-4 for one question, as the policy was when it was asked.</summary>
/// <param name="Due">Until when an answer is awaited.</param>
/// <param name="Reminders">When the party is reminded, in order, before <paramref name="Due"/>.</param>
/// <param name="Silence">The verdict that counts then.</param>
public sealed record QuestionTerms(Instant Due, ImmutableArray<Instant> Reminders, QuestionVerdict Silence, string Policy);

/// <summary>What somebody answered.</summary>
/// <param name="Id">Unique within the question.</param>
/// <param name="Text">Sealed; empty for nothing.</param>
/// <param name="By">Who answered; <see cref="Silence"/> for nobody.</param>
/// <param name="Digest">Of all that they said: a repeat is recognised by it.</param>
public sealed record QuestionAnswer(string Id, QuestionVerdict Verdict, SealedText Text, string By, Instant At, string Digest)
{
    public const string Silence = "silence";

    /// <summary>Evidence uploaded here, or hashes of what the party keeps.</summary>
    public ImmutableArray<string> Evidence { get; init; } = [];

    /// <summary>Null but with <see cref="QuestionVerdict.Substitute"/>.</summary>
    public string? Sku { get; init; }

    /// <summary>When goods are there or leave; null when not told.</summary>
    public Instant? Ready { get; init; }
}
