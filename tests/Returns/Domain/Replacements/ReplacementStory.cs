using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Policies;
using Aftersales.Returns.Domain;
using Aftersales.Returns.Domain.Replacements;
using Aftersales.Returns.Policy;
using NodaTime;

namespace Aftersales.Returns.Tests.Domain.Replacements;

/// <summary>Given what was done before, when something is asked of a replacement, then this follows.</summary>
internal sealed class ReplacementStory
{
    public const string Approver = "p_return";
    public const string Placer = "p_refund";

    public static readonly Grounds AllGrounds = new(WantsGoods: true, DeclinedRefund: true, CannotReorder: true, OriginalStopped: false);

    private Decision<ReplacementEvent> decision = Decision<ReplacementEvent>.Nothing;

    public static ReplacementPolicy Policy { get; } =
        new Policies<MerchantReplacementPolicy>(typeof(ReturnsApp).Assembly, "replacements.json", folder: null, TimeProvider.System).For("any");

    public static OrderFacts Order { get; } = Samples.Order with { PaidAt = Samples.Now - Duration.FromDays(3) };

    public Replacement State { get; private set; } = null!;

    public static ReplacementTerms At(Instant now) => new(Policy, BusinessCalendar.Default, now);

    public static ReplacementCommand.Request Request(ReplacementKind kind = ReplacementKind.Order, params WantedLine[] lines) => new(
        "rep_1", "plan_1.1", "case_1", kind, Order, lines.Length == 0 ? [new("kettle", 1, null, null)] : [.. lines], ResponsibleParty.Courier, AllGrounds, null, null);

    public static ReplacementStory Given(params IEnumerable<ReplacementCommand> before)
    {
        var story = new ReplacementStory();
        foreach (var command in before)
        {
            story.When(command);
            story.decision.Refusal.ShouldBeNull($"given {command}");
        }

        return story;
    }

    /// <summary>Approved, its original registered, placed, and confirmed by the order platform.</summary>
    public static ReplacementStory Placed() => Given(
        Request(), new ReplacementCommand.Approve(Approver), new ReplacementCommand.ConfirmOriginal(), new ReplacementCommand.Place(Placer), Hears(OrderStanding.Placed));

    public static ReplacementCommand.Hear Hears(OrderStanding standing) => new(new(standing, standing == OrderStanding.Dispatched ? "SF1" : null));

    public ReplacementStory When(ReplacementCommand command, Instant? at = null)
    {
        decision = ReplacementDecider.Decide(State, command, At(at ?? Samples.Now));
        foreach (var happened in decision.Events)
            State = ReplacementEvolution.Evolve(State, happened);
        if (State is not null)
        {
            ReplacementEvolution.Check(State);
            var text = Json.Write(State);
            Json.Write(Json.Read<Replacement>(text)).ShouldBe(text);
        }

        return this;
    }

    public ReplacementStory Then(params Type[] events)
    {
        decision.Refusal.ShouldBeNull();
        decision.Events.Select(e => e.GetType()).ShouldBe(events);
        return this;
    }

    public Refusal ThenRefused(Reason reason)
    {
        decision.Refusal.ShouldNotBeNull();
        decision.Refusal.Reason.ShouldBe(reason);
        return decision.Refusal;
    }
}
