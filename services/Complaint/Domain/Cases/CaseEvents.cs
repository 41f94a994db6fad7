using System.Text.Json.Serialization;

namespace Aftersales.Complaints.Domain;

/// <summary>What happens to a case. Words of people are sealed.</summary>
public abstract record CaseEvent;

/// <param name="Policy">Version of the policy that classified and rated it.</param>
public sealed record CaseOpened(
    string Id,
    CaseType Type,
    Channel Channel,
    string Customer,
    string? Order,
    string? Problem,
    ImmutableArray<LineQuantity> Lines,
    SealedText Description,
    ImmutableArray<Evidence> Evidence,
    Severity Severity,
    Tier Tier,
    string? Owner,
    Clock Clock,
    Instant At,
    string Policy) : CaseEvent
{
    /// <summary>A return that the customer requested directly, and the plan that follows it.</summary>
    public string? DirectReturn { get; init; }

    /// <summary>Cash that a rule owes, and the plan that pays it.</summary>
    public OwedCash? Owed { get; init; }

    public string? Plan { get; init; }

    /// <summary>Why it is of its type; null in cases older than this.</summary>
    public Intake? Intake { get; init; }

    /// <summary>Sealed words that a search finds it by.</summary>
    [JsonIgnore]
    public ImmutableArray<string> Words { get => WordList.Read(KeptWords); init => KeptWords = WordList.Write(value); }

    [JsonPropertyName("words")]
    public ErasableText KeptWords { get; init; } = ErasableText.Empty;

    /// <summary>The violation that its type is taken for; null for none.</summary>
    public Exposed? Risk { get; init; }

    /// <summary>The answer that the customer waits for; null where nobody does.</summary>
    public AwaitedResponse? Awaited { get; init; }

    /// <summary>Where the order goes; empty when not known.</summary>
    public string Region { get; init; } = "";

    /// <summary>Disasters declared there (R-TRK-1).</summary>
    public ImmutableArray<Standstill> Stops { get; init; } = [];

    /// <summary>With what its clocks have to know of the order.</summary>
    public CaseOpened About(OrderFacts? order) =>
        order is null ? this : this with { Region = order.Region, Stops = [.. order.Stops.Where(stop => stop.Time.Until > At)] };
}

/// <summary>Handbook §9: what was told takes the place of what was suspected of the same.</summary>
public sealed record ViolationRisked(Exposed Risk, Severity Severity) : CaseEvent;

/// <summary>R-CASE-2: the customer complained again about the same.</summary>
public sealed record CaseRepeated(SealedText Description, Severity Severity) : CaseEvent
{
    /// <summary>Sealed words that a search finds it by, those that it is found by already left out.</summary>
    [JsonIgnore]
    public ImmutableArray<string> Words { get => WordList.Read(KeptWords); init => KeptWords = WordList.Write(value); }

    [JsonPropertyName("words")]
    public ErasableText KeptWords { get; init; } = ErasableText.Empty;

    /// <summary>The answer that the customer waits for since; null where nobody does, or one was awaited already.</summary>
    public AwaitedResponse? Awaited { get; init; }
}

/// <param name="Resumed">The decision clock, where the case waited for evidence; null otherwise.</param>
public sealed record EvidenceAdded(ImmutableArray<Evidence> Evidence, Clock? Resumed) : CaseEvent;

/// <summary>Shared out by load (R-CASE-5); null owner when nobody is there.</summary>
public sealed record CaseAssigned(string? Owner) : CaseEvent;

/// <summary>Somebody took it themselves.</summary>
public sealed record CaseTaken(string By) : CaseEvent;

/// <param name="Why">Sealed; null where a clock, a decline or the severity passed it up.</param>
public sealed record CaseEscalated(Tier Tier, string? Owner, Clock Clock, SealedText? Why) : CaseEvent;

public sealed record OfferMade(Offer Offer, ResponsibleParty? Party, Clock Clock, string Policy) : CaseEvent
{
    /// <summary>The stuck plan that it leads away from; null otherwise.</summary>
    public string? CallsOff { get; init; }
}

public sealed record OfferAccepted(string Offer, string Plan, Clock Clock) : CaseEvent;

/// <param name="Wish">What the customer wants instead, sealed.</param>
public sealed record OfferDeclined(string Offer, SealedText Wish, Clock Clock) : CaseEvent
{
    /// <summary>What they demand instead; null where they said nothing.</summary>
    public Demand? Demand { get; init; }
}

/// <summary>Not answered in time, or replaced; the clock is null where another offer follows at once.</summary>
public sealed record OfferExpired(string Offer, Clock? Clock) : CaseEvent;

public sealed record CustomerReminded(Wait WaitsFor, Clock Clock) : CaseEvent;

/// <summary>R-CLK-3: counted once, with who held the case.</summary>
public sealed record ClockBreached(Wait WaitsFor, string? HeldBy, Tier Tier, Clock Clock) : CaseEvent
{
    /// <summary>When that was seen; null where it was when the clock ran out.</summary>
    public Instant? At { get; init; }
}

public sealed record PlanStarted(string Plan) : CaseEvent;

/// <summary>A stuck plan is given up, and somebody decides anew.</summary>
/// <param name="Why">Sealed.</param>
public sealed record PlanCancelled(string Plan, SealedText Why, Clock Clock) : CaseEvent;

/// <summary>A stuck plan is called off, and what it had granted in vain was taken back.</summary>
public sealed record PlanCalledOff(string Plan) : CaseEvent;

/// <summary>A step of the plan was refused.</summary>
public sealed record AttentionNeeded(Clock Clock) : CaseEvent;

/// <summary>The plan goes on.</summary>
public sealed record AttentionEnded(Clock Clock) : CaseEvent;

/// <summary>A refund was sent back for correction before it was paid.</summary>
public sealed record CorrectionAwaited(string Plan) : CaseEvent;

/// <summary>R-REF-9: money that had been paid came back; a case that was over is not any more.</summary>
public sealed record PaymentReversed(string Plan, CaseStage Stage, string? Owner, Clock Clock) : CaseEvent;

public sealed record CaseResolved(Clock Clock) : CaseEvent
{
    /// <summary>Given when it is filed; null in cases from before that.</summary>
    public Instant? At { get; init; }
}

/// <summary>R-TRK-3: the facts are right again before anybody had to do with it: it is over.</summary>
public sealed record CasePutRight(Instant At) : CaseEvent;

/// <summary>R-TRK-3: the facts are right again while the customer is being dealt with: whoever works it knows.</summary>
public sealed record FactsPutRight : CaseEvent;

/// <param name="Comment">Sealed; empty when nothing was said.</param>
public sealed record FeedbackRecorded(int Satisfaction, SealedText Comment, Ending Ending, Instant At) : CaseEvent;

/// <param name="Why">As told to the customer, sealed.</param>
public sealed record CaseRejected(SealedText Why, Ending Ending, Instant At) : CaseEvent
{
    /// <summary>The stuck plan that ends with it; null without one.</summary>
    public string? CallsOff { get; init; }
}

public sealed record CaseWithdrawn(Ending Ending, Instant At) : CaseEvent;

/// <summary>R-ESC-3: the customer was silent.</summary>
public sealed record CaseExpired(Instant At) : CaseEvent;

/// <summary>Told the result, reminded, and silent: it counts as resolved.</summary>
public sealed record FeedbackMissed(Instant At) : CaseEvent;

/// <param name="Why">Sealed.</param>
public sealed record CaseReopened(CaseStage Stage, string? Owner, Clock Clock, SealedText Why) : CaseEvent;
