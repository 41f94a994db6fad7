namespace Aftersales.Complaints.Domain.Decisions;

/// <summary>What the rules of a case's type say to do now. Only questions to others are opened by themselves; the rest is for somebody to do.</summary>
public sealed record Advice
{
    public static readonly Advice None = new();

    /// <summary>What others have to tell; those that were asked stay while the answer is awaited.</summary>
    public ImmutableArray<Enquiry> Questions { get; private init; } = [];

    public ImmutableArray<Need> Needs { get; private init; } = [];

    /// <summary>What the customer is to be told.</summary>
    public ImmutableArray<Saying> Told { get; private init; } = [];

    public ImmutableArray<Suggestion> Suggestions { get; private init; } = [];

    public ResponsibleParty Party { get; private init; }

    /// <summary>Who denies what the customer is believed in.</summary>
    public ResponsibleParty DisputedWith { get; private init; }

    /// <summary>Why nothing has to be remedied; null where something has.</summary>
    public Saying? Conclusion { get; private init; }

    /// <summary>What people have to do besides, once for the case.</summary>
    public ImmutableArray<TaskKind> Tasks { get; private init; } = [];

    public Advice Ask(QuestionParty party, QuestionKind kind, Slot? slot = null) => this with { Questions = Questions.Add(new(party, kind, slot)) };

    /// <summary>Asks the customer, unless it was said.</summary>
    public Advice Need(CustomerFact fact, bool isKnown, Saying why) => isKnown ? this : this with { Needs = Needs.Add(new(fact, why)) };

    public Advice Tell(Saying saying) => this with { Told = Told.Add(saying) };

    /// <param name="grant">What is quoted on top; null for nothing.</param>
    public Advice Offer(Tier tier, Saying why, GrantKind? grant, params ImmutableArray<Remedy> remedies) =>
        this with { Suggestions = Suggestions.Add(new(tier, remedies, grant, why)) };

    public Advice Blame(ResponsibleParty party) => this with { Party = party };

    /// <summary>Every courier fault is complained of to the courier.</summary>
    public Advice BlameCourier() => Blame(ResponsibleParty.Courier).Give(TaskKind.CourierComplaint);

    public Advice Dispute(ResponsibleParty party) => this with { DisputedWith = party };

    public Advice Give(TaskKind task) => this with { Tasks = Tasks.Add(task) };

    public Advice Conclude(Saying why) => this with { Conclusion = why };
}

/// <param name="Slot">For a second delivery.</param>
public sealed record Enquiry(QuestionParty Party, QuestionKind Kind, Slot? Slot);

/// <summary>Something that only the customer can say.</summary>
public sealed record Need(CustomerFact Fact, Saying Why);

/// <summary>What may be offered.</summary>
/// <param name="Tier">The lowest that may.</param>
/// <param name="Grant">A compensation on top, whose amount is quoted; null for none.</param>
public sealed record Suggestion(Tier Tier, ImmutableArray<Remedy> Remedies, GrantKind? Grant, Saying Why);

/// <summary>A rule and what it comes to, fit to be told to the customer. Money that goes back is a "refund", never a cancellation.</summary>
public sealed record Saying(string Rule, string Zh, string En);

/// <summary>Facts that only the customer knows. Numbers are the contract's.</summary>
public enum CustomerFact
{
    Unspecified,
    Photos,
    Urgent,
    WantsGoods,
    KnowsSigner,
    Choice,
    Slot,
    ConfirmsRefusal,
    DeclinedRefund,
    CannotReorder,
    InvoiceTitle,
    AboutCourier,
    Promise,
}
