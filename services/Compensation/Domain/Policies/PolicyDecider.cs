using System.Collections.Immutable;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Compensations.Domain;

/// <summary>How a policy comes into force: drafted by one, approved by another (R-PPL-1), from a time on.</summary>
public static class PolicyDecider
{
    /// <summary>How long before it is in force a policy is approved at the latest, so that every replica knows it by then.</summary>
    public static readonly Duration Notice = Duration.FromMinutes(1);

    /// <param name="from">Null for the earliest.</param>
    /// <param name="problems">What is wrong with the document by now.</param>
    public static Decision<PolicyEvent> Approve(PolicyDraft? policy, string by, Instant? from, IEnumerable<FieldProblem> problems, Instant now) => policy switch
    {
        null => NotFound(),
        { Approval: { } before } => before.By == by && (from is null || before.From == from) ? Decision<PolicyEvent>.Nothing : AlreadyDecided(policy),
        { Status: not PolicyStatus.Draft } => WrongState(policy),
        _ when policy.DraftedBy == by => new Refusal(CompensationReasons.SamePerson, "who drafted a policy does not approve it").Rule("R-PPL-1").With("step", "draft"),
        _ when from < now + Notice => Refused(new FieldProblem("in_force_from", "must be at least a minute ahead")),
        _ => problems.ToImmutableArray() is { IsEmpty: false } found ? Refused(found) : new PolicyApproved(by, now, from ?? now + Notice),
    };

    public static Decision<PolicyEvent> Withdraw(PolicyDraft? policy, string by, Instant now) => policy switch
    {
        null => NotFound(),
        { Withdrawal: { } before } => before.By == by ? Decision<PolicyEvent>.Nothing : AlreadyDecided(policy),
        { Status: not PolicyStatus.Draft } => WrongState(policy),
        _ => new PolicyWithdrawn(by, now),
    };

    public static PolicyDraft Evolve(PolicyDraft? policy, PolicyEvent happened) => (policy, happened) switch
    {
        (null, PolicyDrafted drafted) => drafted.Draft,
        ({ }, PolicyApproved approved) => policy with { Status = PolicyStatus.Approved, Approval = approved },
        ({ }, PolicyWithdrawn withdrawn) => policy with { Status = PolicyStatus.Withdrawn, Withdrawal = withdrawn },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} cannot follow"),
    };

    public static Refusal NotFound() => new(CompensationReasons.PolicyNotFound, "no such policy");

    /// <summary>What is wrong, place by place.</summary>
    public static Refusal Refused(params IEnumerable<FieldProblem> problems) => problems.Aggregate(
        new Refusal(CompensationReasons.PolicyInvalid, "the policy cannot come into force"), (refusal, problem) => refusal.Field(problem.Field, problem.Description));

    private static Refusal AlreadyDecided(PolicyDraft policy) =>
        new Refusal(CompensationReasons.AlreadyDecided, "decided before, and differently").With("current", Name(policy.Status));

    private static Refusal WrongState(PolicyDraft policy) =>
        Refusal.WrongState(CompensationReasons.PolicyStateInvalid, Name(policy.Status), Name(PolicyStatus.Draft));

    private static string Name(PolicyStatus status) => status.ToString().ToUpperInvariant();
}
