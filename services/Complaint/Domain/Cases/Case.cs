using System.Text.Json.Serialization;

namespace Aftersales.Complaints.Domain;

/// <summary>One customer problem with one order, or with none (handbook §3).</summary>
/// <param name="Order">Null for an inquiry without one.</param>
/// <param name="Problem">What one open case at a time is about (R-CASE-2); null where there can be many.</param>
/// <param name="Description">What the customer said, sealed.</param>
public sealed record Case(
    string Id,
    CaseType Type,
    Channel Channel,
    string Customer,
    string? Order,
    string? Problem,
    ImmutableArray<LineQuantity> Lines,
    SealedText Description,
    Instant Opened)
{
    public CaseStage Stage { get; init; }

    public CaseOutcome Outcome { get; init; }

    public ImmutableArray<Evidence> Evidence { get; init; } = [];

    /// <summary>What others proved their answers with; the customer is not shown it.</summary>
    public ImmutableArray<Proof> Proofs { get; init; } = [];

    /// <summary>All photos that it has, whoever sent them.</summary>
    public IEnumerable<Evidence> Photos => Evidence.Concat(Proofs.Select(proof => proof.Photo));

    public Severity Severity { get; init; }

    public ResponsibleParty Party { get; init; }

    /// <summary>Who works it; null while nobody does.</summary>
    public string? Owner { get; init; }

    public Tier Tier { get; init; }

    public int Repeats { get; init; }

    public ImmutableArray<Offer> Offers { get; init; } = [];

    /// <summary>The plan that the accepted offer, or the customer's own return, led to.</summary>
    public string? Plan { get; init; }

    /// <summary>Whether that plan exists already.</summary>
    public bool PlanStarted { get; init; }

    /// <summary>The stuck plan that an offer or the rejection leads away from, while it is still to be called off; null otherwise.</summary>
    public string? CallingOff { get; init; }

    /// <summary>The return that the customer requested without us; null otherwise.</summary>
    public string? DirectReturn { get; init; }

    /// <summary>What a rule owes in cash, and nobody had to decide; null otherwise.</summary>
    public OwedCash? Owed { get; init; }

    /// <summary>Violations that it shows (handbook §9).</summary>
    public ImmutableArray<Exposed> Exposures { get; init; } = [];

    /// <summary>What is waited for; null once closed, and only then.</summary>
    public Clock? Clock { get; init; }

    public int Breaches { get; init; }

    /// <summary>Every clock that ran out, the earliest first.</summary>
    public ImmutableArray<Breach> BreachList { get; init; } = [];

    /// <summary>What the customer was promised (R-CLK-2).</summary>
    public ImmutableArray<Promise> Promises { get; init; } = [];

    /// <summary>How customer and agents talk (R-CLK-1).</summary>
    public Conversation Talk { get; init; } = Conversation.Silent;

    /// <summary>Code of the region that the order goes to; empty when not known.</summary>
    public string Region { get; init; } = "";

    /// <summary>Declared disasters that stop its clocks (R-TRK-1), as it was told of them.</summary>
    public ImmutableArray<Standstill> Stops { get; init; } = [];

    /// <summary>Offers of the platform that the customer declined (R-ESC-1).</summary>
    public int PlatformDeclined { get; init; }

    public Instant? Closed { get; init; }

    /// <summary>Who closed it, and a digest of the words they gave: a repeat is recognised by both.</summary>
    public Ending? Ending { get; init; }

    /// <summary>1 to 5; 0 when not told.</summary>
    public int Satisfaction { get; init; }

    /// <summary>What a search finds it by: sealed words of what the customer said, each once.</summary>
    [JsonIgnore]
    public ImmutableArray<string> Words { get => WordList.Read(KeptWords); init => KeptWords = WordList.Write(value); }

    [JsonPropertyName("words")]
    public ErasableText KeptWords { get; init; } = ErasableText.Empty;

    /// <summary>When everything was done; null where nothing had to be, or it goes on after all.</summary>
    public Instant? Resolved { get; init; }

    /// <summary>How often it went up a tier.</summary>
    public int Escalations { get; init; }

    /// <summary>How often it went on after it was closed.</summary>
    public int Reopenings { get; init; }

    /// <summary>That its customer is still to be asked (R-QLT-4); null otherwise.</summary>
    public Asking? Asking { get; init; }

    /// <summary>The survey of its last closing; null before.</summary>
    public string? Survey { get; init; }

    /// <summary>Until when its photos are kept; null while it is open, and once they are deleted.</summary>
    public Instant? EvidenceUntil { get; init; }

    /// <summary>Whether it keeps its photos no longer from being deleted.</summary>
    public bool EvidenceReleased { get; init; }

    /// <summary>Demands, submissions to the platform and mediation.</summary>
    public Escalation Escalation { get; init; } = Escalation.None;

    /// <summary>Why it is of its type.</summary>
    public Intake Intake { get; init; } = Intake.Unknown;

    /// <summary>The case about the same in which it goes on; null for none.</summary>
    public Attachment? Attachment { get; init; }

    /// <summary>Cases that go on in this one.</summary>
    public ImmutableArray<string> Attached { get; init; } = [];

    /// <summary>What the customer said that decisions depend on.</summary>
    public Statements Statements { get; init; } = Statements.None;

    /// <summary>What others were asked about it, and what counts as their answers.</summary>
    public ImmutableArray<CaseQuestion> Questions { get; init; } = [];

    /// <summary>On what it was last decided whom to ask; null before.</summary>
    public string? AdvisedOn { get; init; }

    /// <summary>Whether the suite looks for a way out: not of a customer's own return, nor of what is owed anyway.</summary>
    public bool IsAdvised => this is { Order: not null, DirectReturn: null, Owed: null };

    /// <summary>Whether what becomes of the order can still change the decision.</summary>
    public bool FollowsOrder => IsAdvised && Stage is (CaseStage.AwaitingEvidence or CaseStage.Open or CaseStage.Offered or CaseStage.NeedsAttention);

    /// <summary>Version of the order's snapshot that it last heard of; 0 where it heard of none since it was opened.</summary>
    public long OrderVersion { get; init; }

    /// <summary>Who denies what the customer is believed in (handbook §4); unspecified for nobody.</summary>
    public ResponsibleParty DisputedWith { get; init; }

    /// <summary>Who told the customer that nothing has to be remedied, and a digest of the words; null otherwise.</summary>
    public Ending? Conclusion { get; init; }

    public Offer? OpenOffer => Offers.FirstOrDefault(offer => offer.Stage == OfferStage.Open);

    public Offer? AcceptedOffer => Offers.LastOrDefault(offer => offer.Stage == OfferStage.Accepted);
}

/// <summary>A mandated compensation that the customer wants in cash (R-COMP-4).</summary>
/// <param name="Proposal">Compensation's proposal of the coupon that was declined.</param>
/// <param name="Amount">The whole for its cause; what was granted before is taken off when it is granted.</param>
public sealed record OwedCash(string Proposal, Money Amount);

/// <summary>Who closed a case.</summary>
/// <param name="Digest">Keyed hash of what they said; empty where nothing is said.</param>
public sealed record Ending(string By, string Digest, int Satisfaction = 0);
