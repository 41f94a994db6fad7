namespace Aftersales.Complaints.Domain;

/// <summary>What happens at the upper end of the ladder. A clock that is null leaves the case's as it is.</summary>
public abstract record EscalationEvent : CaseEvent;

public sealed record DemandRaised(Demand Demand, Clock? Clock) : EscalationEvent;

/// <summary>Committed before it is sent.</summary>
public sealed record SubmittedToPlatform(Submission Submission, Clock Clock) : EscalationEvent;

public sealed record SubmissionConfirmed(int Number, Instant Ask) : EscalationEvent;

/// <summary>No decision yet.</summary>
public sealed record PlatformAsked(int Number, Instant Ask) : EscalationEvent;

/// <summary>R-CLK-4: no decision in time.</summary>
public sealed record PlatformWasSilent(int Number, Instant Ask, Instant Due) : EscalationEvent;

public sealed record PlatformDecided(int Number, PlatformDecision Decision, Clock? Clock) : EscalationEvent;

/// <summary>A mediation moved.</summary>
public abstract record MediationEvent(Mediation Mediation, Clock? Clock) : EscalationEvent;

public sealed record MediationReferred(Mediation Mediation, Clock? Clock) : MediationEvent(Mediation, Clock);

public sealed record PositionStated(Mediation Mediation, Clock? Clock) : MediationEvent(Mediation, Clock);

/// <summary>Who was silent is heard without.</summary>
public sealed record PositionsClosed(Mediation Mediation, Clock? Clock) : MediationEvent(Mediation, Clock);

public sealed record MediatorWasSilent(Mediation Mediation, Clock? Clock) : MediationEvent(Mediation, Clock);

public sealed record MediatorDecided(Mediation Mediation, Clock? Clock) : MediationEvent(Mediation, Clock);

public sealed record MediationEnded(Mediation Mediation, Clock? Clock) : MediationEvent(Mediation, Clock);
