using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Compensations.Domain;

/// <summary>
/// What the suite owes a customer by a rule, asked for or not (R-COMP-4): it looks at the facts when they are due, proposes a coupon, and grants it
/// when the customer accepts or says nothing; cash when they ask for that instead.
/// </summary>
/// <param name="CaseId">The case that told of it; empty where the order's facts did.</param>
/// <param name="LookAt">When the facts will have shown whether something is owed.</param>
public sealed record Proposal(string OrderId, string CustomerId, Cause Cause, string CaseId, Instant LookAt)
{
    public ProposalStatus Status { get; init; } = ProposalStatus.Watched;

    /// <summary>What was proposed; null before.</summary>
    public Proposed? Offer { get; init; }

    /// <summary>What the customer answered; null before. Their silence is an answer too.</summary>
    public Answered? Answer { get; init; }

    /// <summary>The coupon's grant; empty before, and where there is none.</summary>
    public string GrantId { get; init; } = "";

    /// <summary>Why it ended without a grant; empty otherwise.</summary>
    public string Why { get; init; } = "";
}

/// <summary>Where a proposal stands; numbers are the contract's.</summary>
public enum ProposalStatus
{
    /// <summary>The facts have not shown yet whether something is owed.</summary>
    Watched = 1,
    Proposed = 2,

    /// <summary>Accepted, in words or by silence; the coupon is being granted.</summary>
    Accepted = 3,
    Granted = 4,

    /// <summary>The customer asks for cash; a plan grants and pays it.</summary>
    CashAsked = 5,
    Declined = 6,

    /// <summary>Nothing was owed, or it was granted otherwise meanwhile.</summary>
    Dropped = 7,
}

/// <summary>What one proposal of an order is about: a late order and one that cannot be shipped are the same misfortune, compensated once.</summary>
public enum Misfortune
{
    NotShipped,
    Missing,
}

public abstract record ProposalEvent;

public sealed record Watched(Proposal Proposal) : ProposalEvent;

/// <summary>A case told why the order is not shipped.</summary>
public sealed record CauseFound(Cause Cause, string CaseId) : ProposalEvent;

/// <summary>The facts can be looked at earlier or have to be looked at later.</summary>
public sealed record LookMoved(Instant At) : ProposalEvent;

/// <param name="Amount">The whole compensation for the cause.</param>
/// <param name="Grantable">Of it, what was not granted before.</param>
/// <param name="Policy">Id of the policy that it is promised under, and stays.</param>
/// <param name="Until">The customer can answer before it; silence grants then.</param>
public sealed record Proposed(Money Amount, Money Grantable, string RuleId, string Policy, Wording Reason, Instant At, Instant Until) : ProposalEvent;

/// <param name="By">Empty where the customer was silent.</param>
/// <param name="Cash">The whole compensation in cash, where the customer asks for that.</param>
public sealed record Answered(ProposalAnswer Answer, string By, Money? Cash, Instant At) : ProposalEvent;

/// <summary>What a customer says to a proposal.</summary>
public enum ProposalAnswer
{
    Accept,
    AskCash,
    Decline,
}

public sealed record CouponGranted(string GrantId, Instant At) : ProposalEvent;

/// <param name="Why">A reason's name, or <see cref="ProposalDecider.NothingOwed"/>.</param>
public sealed record Dropped(string Why, Instant At) : ProposalEvent;
