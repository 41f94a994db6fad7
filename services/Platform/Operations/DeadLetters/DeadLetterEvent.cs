using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Platform.Operations.DeadLetters;

/// <summary>What happened to a dead letter.</summary>
public abstract record DeadLetterEvent(Instant At);

/// <summary>The service refused an event for good.</summary>
/// <param name="Data">Sealed.</param>
/// <param name="Why">Name of the refusal's reason.</param>
public sealed record EventRefused(Instant At, string EventId, string Topic, string Type, string Publisher, string Data, string Why) : DeadLetterEvent(At);

/// <summary>It came again, and was refused again.</summary>
public sealed record EventRefusedAgain(Instant At, string Why) : DeadLetterEvent(At);

/// <summary>Somebody replayed it, and it was refused again.</summary>
/// <param name="Reason">What they said why they replay it.</param>
public sealed record ReplayRefused(Instant At, string Why, string By, string Reason) : DeadLetterEvent(At), IReasoned;

/// <summary>Somebody replayed it, and it was taken.</summary>
public sealed record LetterReplayed(Instant At, string By, string Reason) : DeadLetterEvent(At), IReasoned;

/// <summary>Somebody decided that nothing is to follow from it.</summary>
public sealed record LetterSetAside(Instant At, string By, string Reason) : DeadLetterEvent(At), IReasoned;
