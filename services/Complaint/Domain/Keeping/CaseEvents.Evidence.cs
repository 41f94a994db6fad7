namespace Aftersales.Complaints.Domain;

/// <summary>Somebody of the staff looked at a photo (R-PPL-2).</summary>
/// <param name="Purpose">Why, sealed.</param>
public sealed record EvidenceRead(string Evidence, SealedText Purpose) : CaseEvent;

/// <summary>Photos came with an answer.</summary>
public sealed record ProofsTaken(ImmutableArray<Proof> Proofs) : CaseEvent;

/// <summary>A closed case's papers are put away.</summary>
/// <param name="EvidenceUntil">Until when its photos are kept.</param>
/// <param name="Asking">Null where the customer is not asked.</param>
public sealed record CaseFiled(Instant EvidenceUntil, Asking? Asking) : CaseEvent;

/// <summary>The case keeps its photos from being deleted no longer.</summary>
public sealed record EvidenceReleased : CaseEvent;

/// <summary>It is not found by the customer's words any more.</summary>
public sealed record WordsForgotten : CaseEvent;

/// <summary>The photos are deleted; their hashes stay.</summary>
public sealed record EvidenceForgotten(ImmutableArray<string> Evidence) : CaseEvent;
