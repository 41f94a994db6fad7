using Aftersales.Compensations.Domain;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Store;

namespace Aftersales.Compensations;

/// <summary>A policy in the store.</summary>
public sealed class PolicyAggregate : AggregateType<PolicyDraft, PolicyEvent>
{
    /// <summary>All, by the time they were drafted.</summary>
    public const string All = "all";

    /// <summary>Those that were approved, by the time from which they are in force; of two with the same time the later approved one counts.</summary>
    public const string Approved = "approved";

    public override string Kind => "policy";

    public override PolicyDraft Evolve(PolicyDraft? state, PolicyEvent happened) => PolicyDecider.Evolve(state, happened);

    public override IEnumerable<ListEntry> Lists(string id, PolicyDraft state)
    {
        yield return new(All, state.DraftedAt.ToUnixTimeTicks().ToString("D19"), id, id);
        if (state.Approval is { } approval)
            yield return new(Approved, $"{approval.From.ToUnixTimeTicks():D19}/{approval.At.ToUnixTimeTicks():D19}", id, id);
    }

    /// <summary>A version is one document's, so that a grant's version says what was in force (R-COMP-9).</summary>
    public override IEnumerable<Claim> Claims(string id, PolicyDraft state) =>
        state.Status == PolicyStatus.Withdrawn ? [] : [new($"policy/{state.Version}", id)];

    public override Refusal ClaimHeld(string claim, string holder) => VersionTaken();

    public static Refusal VersionTaken() => PolicyDecider.Refused(new FieldProblem("version", "is another policy's"));
}
