using System.Globalization;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Compensations.Domain;

/// <summary>How authority is given to a person, and how it ends.</summary>
public static class DelegationDecider
{
    /// <summary>Authorities that one person may have at a time.</summary>
    public const int Most = 50;

    public static Decision<AuthorityEvent> Give(Authority? known, Authority wanted) => wanted switch
    {
        _ when known is not null => Decision<AuthorityEvent>.Nothing,
        _ when wanted.Person == wanted.GivenBy => new Refusal(CompensationReasons.SamePerson, "nobody gives authority to themselves").Rule("R-PPL-1").With("step", "give"),
        _ when wanted.Tier > wanted.GivenOn => AboveOwn(wanted.GivenOn),
        _ when wanted.Until <= wanted.From => Unsound("until_time", "must be after from_time"),
        { IsLimit: false, Until: null } => Unsound("until_time", "is needed: a delegation is for a time"),
        { IsLimit: true, Scope.IsOpen: true } => Unsound("kinds", "or another bound is needed: a limit narrows something"),
        _ when wanted.Scope.Kinds.Any(kind => kind.IsRestitution) => Unsound("kinds", "price differences and freight need no authority (R-COMP-5)"),
        _ => new AuthorityGiven(wanted),
    };

    /// <param name="tier">Of whoever revokes.</param>
    public static Decision<AuthorityEvent> Revoke(Authority? authority, string by, Tier tier, string reason, Instant now) => authority switch
    {
        null => NotFound(),
        { Revocation: { } before } when before.By == by && before.Reason == reason => Decision<AuthorityEvent>.Nothing,
        { Revocation: not null } => new Refusal(CompensationReasons.AlreadyDecided, "decided before, and differently").With("current", Name(authority.Status)),
        _ when tier < authority.GivenOn => AboveOwn(tier),
        { Status: not AuthorityStatus.Given } => WrongState(authority.Status),
        _ when now >= authority.Until => WrongState(AuthorityStatus.Ended),
        _ => new AuthorityRevoked(by, reason, now),
    };

    public static Decision<AuthorityEvent> End(Authority? authority, Instant now) =>
        authority is { Status: AuthorityStatus.Given, Until: { } until } && now >= until ? new AuthorityEnded(now) : Decision<AuthorityEvent>.Nothing;

    public static Authority Evolve(Authority? authority, AuthorityEvent happened) => (authority, happened) switch
    {
        (null, AuthorityGiven given) => given.Authority,
        ({ }, AuthorityEnded) => authority with { Status = AuthorityStatus.Ended },
        ({ }, AuthorityRevoked revoked) => authority with { Status = AuthorityStatus.Revoked, Revocation = revoked },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} cannot follow"),
    };

    public static Refusal NotFound() => new(CompensationReasons.AuthorityNotFound, "no such authority");

    public static Refusal TooMany() =>
        new Refusal(CompensationReasons.TooManyAuthorities, "one person cannot have more of them at a time").With("allowed", Most.ToString(CultureInfo.InvariantCulture));

    private static Refusal AboveOwn(Tier tier) =>
        new Refusal(CompensationReasons.DelegationExceeded, "nobody gives or takes more authority than their own").With("allowed", AuthorityDecider.Name(tier)).Rule("R-COMP-2");

    private static Refusal Unsound(string field, string why) => new Refusal(CompensationReasons.AuthorityInvalid, "the authority cannot be meant").Field(field, why);

    private static Refusal WrongState(AuthorityStatus current) =>
        Refusal.WrongState(CompensationReasons.AuthorityStateInvalid, Name(current), Name(AuthorityStatus.Given));

    private static string Name(AuthorityStatus status) => status.ToString().ToUpperInvariant();
}
