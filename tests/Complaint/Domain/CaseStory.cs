using System.Collections.Immutable;
using Aftersales.Complaints.Domain;
using Aftersales.Kernel;
using NodaTime;
using static Aftersales.Complaint.Tests.Domain.Sample;
using Case = Aftersales.Complaints.Domain.Case;

namespace Aftersales.Complaint.Tests.Domain;

/// <summary>A case told command by command: <c>Opened().After(offer).When(accept)</c>. Invariants are checked after every event.</summary>
internal sealed record CaseStory(Case? State, Instant At)
{
    public static CaseStory Opened(CaseType type = CaseType.MissingItem, params ImmutableArray<Evidence> evidence) =>
        new CaseStory(null, Sample.Now).After(Open(type, evidence));

    public static CaseCommand.Open Open(
        CaseType type, ImmutableArray<Evidence> evidence = default, OrderFacts? facts = null, params ImmutableArray<LineQuantity> lines) => new(
        CaseId,
        type,
        Channel.App,
        Buyer.Id,
        Order,
        lines.IsDefaultOrEmpty ? [Line("1", 1)] : lines,
        Sealed,
        evidence.IsDefault ? [] : evidence,
        facts ?? Facts,
        Sample.AtWork);

    public static CaseCommand.MakeOffer Offer(string id, Person by, params ImmutableArray<Remedy> remedies) =>
        new(by, id, remedies.IsEmpty ? [new CompensationRemedy(GrantKind.Coupon, Money.Cny(10_00))] : remedies, null, null, Facts);

    public CaseStory After(params CaseCommand[] commands) => commands.Aggregate(this, (story, command) =>
    {
        var decision = story.When(command);
        decision.Refusal.ShouldBeNull();
        return story with { State = decision.Events.Aggregate(story.State, (s, e) => CaseEvolution.Evolve(s, e)).Checked() };
    });

    public CaseStory Later(Duration by) => this with { At = At + by };

    /// <summary>Moves to the clock's end and lets it run out.</summary>
    public CaseStory ClockRunsOut() => (this with { At = State!.Clock!.Due }).After(new CaseCommand.Tick(Sample.AtWork));

    /// <summary>A mediation's time is up.</summary>
    public CaseStory TimePasses() => (this with { At = State!.Clock!.Due }).After(new EscalationCommand.PassMediation());

    public Decision<CaseEvent> When(CaseCommand command) => new CaseDecider(Policy, BusinessCalendar.Default, At).Decide(State, command);

    public Refusal Refused(CaseCommand command) => When(command).Refusal.ShouldNotBeNull();
}

internal static class CaseStoryChecks
{
    public static Case Checked(this Case? state)
    {
        CaseEvolution.Check(state!);
        return state!;
    }
}
