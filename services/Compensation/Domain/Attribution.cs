using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Compensations.Domain;

/// <summary>R-COMP-9, R-QLT-6: somebody else bears the cost than was put down when it was granted. The sums by party follow.</summary>
public sealed record Reattributed(Party From, Party To, string By, string Reason, Instant At) : GrantEvent, IReasoned;

/// <summary>Who bears the cost of a grant.</summary>
public static class AttributionDecider
{
    public static Decision<GrantEvent> Correct(Grant? grant, Party party, string by, string reason, Instant now) => grant switch
    {
        null => new Refusal(CompensationReasons.GrantNotFound, "no such grant"),
        { Stands: false } => Refusal.WrongState(CompensationReasons.GrantStateInvalid, Name(grant.Status), Name(GrantStatus.Granted)),
        _ when grant.Basis.AttributedTo != party => new Reattributed(grant.Basis.AttributedTo, party, by, reason, now),
        { Reattributed: { } before } when (before.By, before.Reason) == (by, reason) => Decision<GrantEvent>.Nothing,
        _ => new Refusal(CompensationReasons.AlreadyDecided, "this party bears it already").With("current", Name(party)),
    };

    private static string Name(GrantStatus status) => status.ToString().ToUpperInvariant();

    // FORCE_MAJEURE, as the contract spells it.
    private static string Name(Party party) => string.Concat(party.ToString().Select((letter, at) => at > 0 && char.IsAsciiLetterUpper(letter) ? $"_{letter}" : $"{char.ToUpperInvariant(letter)}"));
}
