using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Compensations.Domain;

public abstract record GrantEvent;

public sealed record Granted(Grant Grant) : GrantEvent;

public sealed record Revoked(string By, string Reason, Instant At) : GrantEvent, IReasoned;
