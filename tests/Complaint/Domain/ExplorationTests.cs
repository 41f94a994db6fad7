using System.Collections.Immutable;
using Aftersales.Complaints.Domain;
using Aftersales.Kernel;
using NodaTime;
using static Aftersales.Complaint.Tests.Domain.Sample;
using Case = Aftersales.Complaints.Domain.Case;

namespace Aftersales.Complaint.Tests.Domain;

/// <summary>Walks through what can happen in any order. A seed that fails replays as it is.</summary>
public class ExplorationTests
{
    private const int Steps = 60;

    [Theory, MemberData(nameof(Seeds))]
    public void A_plan_keeps_its_invariants_whatever_comes_when(int seed)
    {
        var random = new Random(seed);
        ImmutableArray<Remedy> remedies =
        [
            new ReturnRemedy([Line("1", 2)], null),
            new CompensationRemedy(GrantKind.Cash, Money.Cny(5_00)),
            new RefundRemedy([Line("2", 1)], null),
        ];
        var offer = new Offer("o1", remedies, Agent, Now);
        var draft = PlanBlueprint.Of(CaseStory.Opened().State!, offer, PlanId);
        var plan = Apply(null, new PlanCommand.Open(draft with { Steps = Units.Choose(Order, draft.Steps, Facts, new Dictionary<string, string>()) }))!;
        for (var i = 0; i < Steps; i++)
        {
            var before = plan;
            var command = Any(random);
            plan = Apply(plan, command)!;
            var reversed = command is PlanCommand.FollowRefund told && before.SetBackOf(told) == SetBack.Reversal;
            foreach (var (was, now) in before.Steps.Zip(plan.Steps))
                (was.Stage == StepStage.Done && now.Stage != StepStage.Done && !reversed).ShouldBeFalse($"seed {seed}: what is done stays done");
            (!reversed && before.Stage is PlanStage.Done or PlanStage.Cancelled && plan.Stage != before.Stage).ShouldBeFalse($"seed {seed}: an ended plan stays so");
        }
    }

    [Theory, MemberData(nameof(Seeds))]
    public void A_case_keeps_its_invariants_and_always_has_a_deadline(int seed)
    {
        var random = new Random(seed);
        var story = CaseStory.Opened(random.Next(2) == 0 ? CaseType.Damaged : CaseType.MissingItem);
        for (var i = 0; i < Steps; i++)
        {
            var command = Any(random, story.State!);
            var due = random.Next(4) == 0 ? story.State!.Clock?.Due : null;
            story = due is { } at ? story with { At = at } : story.Later(Duration.FromMinutes(random.Next(600)));
            if (!story.When(command).IsRefused)
                story = story.After(command);
        }
    }

    public static IEnumerable<object[]> Seeds => Enumerable.Range(1, 100).Select(seed => new object[] { seed });

    private static PlanCommand Any(Random random)
    {
        var step = $"{PlanId}.{random.Next(1, 6)}";
        ImmutableArray<LineQuantity> pieces = random.Next(3) is > 0 and var n ? [Line("1", n)] : [];
        return random.Next(6) switch
        {
            0 => new PlanCommand.Answer(step, TargetOf(step), random.Next(2) == 0 && step != $"{PlanId}.1"),
            1 => new PlanCommand.Refuse(step, "REFUSED"),
            2 => new PlanCommand.Retry(step, Senior, []),
            3 => new PlanCommand.FollowReturn(TargetOf($"{PlanId}.1"), (ReturnMove)random.Next(4), pieces.IsEmpty ? [] : [new Release(random.Next(1, 3), pieces, random.Next(2) == 0, Money.Cny(0))]),
            4 => new PlanCommand.FollowRefund($"{PlanId}.{(random.Next(3) is var k && k == 0 ? 2 : k + 3)}", TargetOf(step), (RefundMove)random.Next(5), random.Next(60)),
            _ => random.Next(8) == 0 ? new PlanCommand.CallOff() : new PlanCommand.Report((PlanStage)random.Next(1, 5)),
        };
    }

    private static CaseCommand Any(Random random, Case state)
    {
        var offer = $"o{random.Next(4)}";
        Person[] people = [Buyer, Agent, Senior, Judge];
        var by = people[random.Next(people.Length)];
        var worker = state.Tier switch { Tier.L1 => Agent, Tier.L2 => Senior, _ => Judge };
        return random.Next(15) switch
        {
            0 => new CaseCommand.Repeat(Sealed, random.Next(2) == 0 ? [Photo] : [], Facts, AtWork),
            1 => new CaseCommand.AddEvidence(Buyer, [Photo]),
            2 => new CaseCommand.Take(by, random.Next(2) == 0 ? AtWork : Team.Nobody),
            3 => new CaseCommand.Escalate(by, Sealed, AtWork),
            4 or 5 => CaseStory.Offer($"o{state.Offers.Length}", worker),
            6 => new CaseCommand.AcceptOffer(Buyer, offer),
            7 => new CaseCommand.DeclineOffer(Buyer, offer, Sealed, AtWork),
            8 => new CaseCommand.RecordFeedback(Buyer, 3, Sealed, "d"),
            9 => new CaseCommand.Reject(worker, Sealed, "d"),
            10 => new CaseCommand.Withdraw(Buyer),
            11 => new CaseCommand.Reopen(Buyer, Sealed, AtWork),
            12 => new CaseCommand.FollowPlan(state.Plan ?? "", (PlanStage)random.Next(1, 7)),
            13 => new CaseCommand.FollowSetBack(random.Next(2) == 0 ? state.Plan ?? "" : "plan_0", (SetBack)random.Next(1, 3), AtWork),
            _ => new CaseCommand.Tick(AtWork),
        };
    }

    private static string TargetOf(string step) => $"target_{step}";

    private static Plan? Apply(Plan? plan, PlanCommand command)
    {
        var after = new PlanDecider(Now).Decide(plan, command).Events.Aggregate(plan, (p, e) => PlanEvolution.Evolve(p, e));
        PlanEvolution.Check(after!);
        return after;
    }
}
