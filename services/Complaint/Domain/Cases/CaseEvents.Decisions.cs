namespace Aftersales.Complaints.Domain;

/// <summary>What happened on the way to a decision.</summary>
public abstract record DecisionEvent : CaseEvent;

public sealed record CustomerStated(Statements Statements, string By) : DecisionEvent;

/// <param name="On">What was looked at.</param>
public sealed record CaseAdvised(
    string On, ResponsibleParty Party, ResponsibleParty DisputedWith, ImmutableArray<CaseQuestion> Asked, ImmutableArray<string> Withdrawn, string Policy)
    : DecisionEvent;

/// <summary>The facts of its order changed: whom to ask, and who is to blame, is decided anew.</summary>
/// <param name="Version">Of the order's snapshot.</param>
public sealed record OrderMoved(long Version) : DecisionEvent;

public sealed record QuestionNoted(CaseQuestion Question) : DecisionEvent;

public sealed record VerdictHeard(CaseQuestion Question) : DecisionEvent;

/// <param name="Told">To the customer, sealed.</param>
public sealed record CaseConcluded(SealedText Told, Ending Ending, Clock Clock) : DecisionEvent;
