namespace Aftersales.Complaints.Domain;

/// <summary>What can be asked of a case. Words of people come sealed, with a digest where a repeat has to be recognised.</summary>
public abstract partial record CaseCommand
{
    /// <param name="Type">Classified already.</param>
    public sealed record Open(
        string Id,
        CaseType Type,
        Channel Channel,
        string Customer,
        string? Order,
        ImmutableArray<LineQuantity> Lines,
        SealedText Description,
        ImmutableArray<Evidence> Evidence,
        OrderFacts? Facts,
        Team Team) : CaseCommand
    {
        /// <summary>Violations that its type is taken for which the shop had in the calendar year before.</summary>
        public long EarlierViolations { get; init; }

        /// <summary>Why it is of its type.</summary>
        public Intake Intake { get; init; } = Intake.Stated;

        /// <summary>Sealed words of the description, as searches look for them.</summary>
        public ImmutableArray<string> Words { get; init; } = [];

        /// <summary>The customer wrote it themselves, and waits for an answer (R-CLK-1).</summary>
        public bool CustomerWaits { get; init; }
    }

    /// <summary>The customer requested a return directly: the case follows it.</summary>
    public sealed record OpenForReturn(
        string Id,
        string Return,
        string Customer,
        string Order,
        ImmutableArray<LineQuantity> Lines,
        string Plan,
        OrderFacts? Facts,
        Team Team) : CaseCommand;

    /// <summary>R-COMP-4: the customer asks for cash instead of the coupon that a rule owes them.</summary>
    public sealed record OpenForCash(
        string Id, CaseType Type, string Customer, string Order, OwedCash Owed, string Plan, OrderFacts? Facts, Team Team) : CaseCommand;

    /// <summary>R-TRK-3: the order is on a tracking list, and nobody complained yet; the case is opened once, however often that is told.</summary>
    public sealed record OpenForTracking(Open Opening) : CaseCommand;

    /// <summary>R-TRK-3: what the tracking lists opened it for is right again.</summary>
    public sealed record PutRight : CaseCommand;

    /// <summary>R-CASE-2.</summary>
    public sealed record Repeat(SealedText Description, ImmutableArray<Evidence> Evidence, OrderFacts? Facts, Team Team) : CaseCommand
    {
        /// <summary>Sealed words of the description, as searches look for them.</summary>
        public ImmutableArray<string> Words { get; init; } = [];

        /// <summary>The customer wrote it themselves, and waits for an answer (R-CLK-1).</summary>
        public bool CustomerWaits { get; init; }
    }

    public sealed record AddEvidence(Person By, ImmutableArray<Evidence> Evidence) : CaseCommand;

    /// <summary>Shares it out where nobody owns it, or the owner left.</summary>
    public sealed record Assign(string? Left, Team Team) : CaseCommand;

    public sealed record Take(Person By, Team Team) : CaseCommand;

    public sealed record Escalate(Person By, SealedText Why, Team Team) : CaseCommand;

    /// <param name="ValidUntil">Null for the policy's default.</param>
    public sealed record MakeOffer(
        Person By, string Offer, ImmutableArray<Remedy> Remedies, Instant? ValidUntil, ResponsibleParty? Party, OrderFacts? Facts) : CaseCommand;

    public sealed record AcceptOffer(Person By, string Offer) : CaseCommand;

    public sealed record DeclineOffer(Person By, string Offer, SealedText Wish, Team Team) : CaseCommand
    {
        /// <summary>What they demand instead; null where it is not about money.</summary>
        public Money? Demand { get; init; }
    }

    public sealed record RecordFeedback(Person By, int Satisfaction, SealedText Comment, string Digest) : CaseCommand;

    public sealed record Reject(Person By, SealedText Why, string Digest) : CaseCommand;

    public sealed record Withdraw(Person By) : CaseCommand;

    public sealed record Reopen(Person By, SealedText Why, Team Team) : CaseCommand;

    /// <summary>A violation was told of (handbook §9).</summary>
    /// <param name="Source">What told of it; the same twice changes nothing.</param>
    /// <param name="Earlier">How many of it the shop had in the calendar year before.</param>
    public sealed record Expose(Violation Violation, string Source, string By, long Earlier, Team Team) : CaseCommand;

    /// <summary>The clock may have run out.</summary>
    public sealed record Tick(Team Team) : CaseCommand
    {
        /// <summary>What is known of disasters in the region of the order: one that the case was not told of yet stops its clocks first.</summary>
        public ImmutableArray<Standstill> Stops { get; init; } = [];
    }

    /// <summary>The plan exists.</summary>
    public sealed record StartPlan(string Plan) : CaseCommand;

    /// <summary>A stuck plan is given up; somebody offers something else.</summary>
    public sealed record CancelPlan(Person By, SealedText Why) : CaseCommand;

    /// <summary>A stuck plan is called off.</summary>
    public sealed record FinishCallOff(string Plan) : CaseCommand;

    /// <summary>Where the plan stands now.</summary>
    public sealed record FollowPlan(string Plan, PlanStage Stage) : CaseCommand;

    /// <summary>A refund of a plan went backwards.</summary>
    public sealed record FollowSetBack(string Plan, SetBack SetBack, Team Team) : CaseCommand;
}
