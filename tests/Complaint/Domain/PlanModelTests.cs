using System.Collections.Immutable;
using Aftersales.Complaints.Domain;
using Aftersales.Kernel;
using Aftersales.Platform;
using static Aftersales.Complaint.Tests.Domain.Sample;

namespace Aftersales.Complaint.Tests.Domain;

/// <summary>
/// A plan among services that answer late, twice, out of order or not at all, while people try again, skip, replace and add, and the process dies between
/// commit and call. A seed that fails replays as it is.
/// </summary>
public class PlanModelTests
{
    private const int Turns = 120;

    private static readonly ImmutableArray<ImmutableArray<Remedy>> Agreements =
    [
        [new ReturnRemedy([Line("1", 2)], null), new CompensationRemedy(GrantKind.Cash, Money.Cny(5_00)), new RefundRemedy([Line("2", 1)], null)],
        [new ExchangeRemedy([new("1", 1)]), new CompensationRemedy(GrantKind.Gift, Money.Cny(1_00)) { Gift = "cup" }, new PartRemedy(Line("2", 1), "lid")],
        [new ReplacementRemedy([new("1", 2)], new(true, true, true, true), null), new CompensationRemedy(GrantKind.Coupon, Money.Cny(1_00)), new InvoiceRemedy(Sealed)],
        [new RepairRemedy([Line("1", 1)], Sealed), new RefundRemedy([Line("1", 1)], null)],
    ];

    public static IEnumerable<object[]> Seeds => Enumerable.Range(1, 240).Select(seed => new object[] { seed });

    [Theory, MemberData(nameof(Seeds))]
    public void A_plan_pays_once_asks_each_thing_under_one_id_undoes_nothing_and_ends(int seed)
    {
        var random = new Random(seed);
        var outside = new Outside(random);
        var offer = new Offer("o1", Agreements[seed % Agreements.Length], Agent, Now);
        var draft = PlanBlueprint.Of(CaseStory.Opened().State!, offer, PlanId);
        var plan = Apply(null, new PlanCommand.Open(draft with { Steps = Units.Choose(Order, draft.Steps, Facts, new Dictionary<string, string>()) }), seed);
        for (var turn = 0; turn < Turns; turn++)
        {
            var command = random.Next(10) switch
            {
                < 4 => Ask(plan, outside, random),
                < 7 => outside.News(),
                7 => Outside.Nothing(() => outside.Move()),
                _ => Edit(plan, random),
            };
            if (command is not null)
                plan = Apply(plan, command, seed);
            outside.Check(seed);
        }

        for (var turn = 0; turn < 4 * Turns && !HasEnded(plan); turn++)
            plan = Finish(plan, outside, seed);
        HasEnded(plan).ShouldBeTrue($"seed {seed}: {plan.Stage}");
        outside.Check(seed);
    }

    // Asked, and in one of three cases the process dies before it has noted the answer.
    private static PlanCommand? Ask(Plan plan, Outside outside, Random random)
    {
        if (Any(plan, random, StepStage.Starting) is not { } step)
            return null;
        var answer = outside.Ask(step, mayRefuse: true);
        return random.Next(3) == 0 ? null : answer;
    }

    private static PlanCommand Edit(Plan plan, Random random)
    {
        var step = plan.Steps[random.Next(plan.Steps.Length)];
        var why = $"{random.Next(1000)}";
        Remedy[] alternatives =
        [
            new RefundRemedy([], null),
            new ReplacementRemedy([.. Alternatives.GoodsOf(step.Task).Select(piece => new WantedLine(piece.Line, piece.Quantity))], new(true, true, true, true), null),
            new CompensationRemedy(random.Next(2) == 0 ? GrantKind.Coupon : GrantKind.Cash, Money.Cny(2_00)),
        ];
        var alternative = alternatives[random.Next(alternatives.Length)];
        return random.Next(8) switch
        {
            0 => new PlanCommand.CallOff(),
            1 when plan.Steps.Length < 9 => new PlanEditCommand.Add(new PartRemedy(Line("1", 1), "lid"), [], Senior, Sealed, why, []),
            2 when plan.Steps.Length < 9 =>
                new PlanEditCommand.Add(new RefundRemedy([Line("1", 1)], null), [], Senior, Sealed, why, Chosen(plan, new PayBack([Line("1", 1)], null, null, false))),
            < 5 => new PlanCommand.Retry(step.Id, Senior, step.Units.IsEmpty ? Chosen(plan, step.Task) : []),
            5 => new PlanEditCommand.Skip(step.Id, Senior, Sealed, why),
            _ => new PlanEditCommand.Replace(
                step.Id, alternative, Senior, Sealed, why,
                step.Units.IsEmpty && Alternatives.Of(plan, step, alternative) is [var first, ..] ? Chosen(plan, first.Task) : []),
        };
    }

    // Everybody outside answers and does what was asked; a person tries again what was refused, and gives up what can't be tried.
    private static Plan Finish(Plan plan, Outside outside, int seed)
    {
        if (Any(plan, new(seed), StepStage.Starting) is { } starting)
            return Apply(plan, outside.Ask(starting, mayRefuse: false), seed);
        outside.Move(well: true);
        if (outside.News() is { } news)
            return Apply(plan, news, seed);
        if (plan.Steps.FirstOrDefault(step => step.Stage == StepStage.Refused) is not { } refused)
            return plan;
        var retry = new PlanCommand.Retry(refused.Id, Senior, refused.Units.IsEmpty ? Chosen(plan, refused.Task) : []);
        var holds = !refused.Task.Holds.IsEmpty && refused.Units.IsEmpty && retry.Units.IsEmpty;
        return holds || Decide(plan, retry).IsRefused ? Apply(plan, new PlanCommand.CallOff(), seed) : Apply(plan, retry, seed);
    }

    private static Step? Any(Plan plan, Random random, StepStage stage)
    {
        var steps = plan.Steps.Where(step => step.Stage == stage).ToList();
        return steps.Count == 0 ? null : steps[random.Next(steps.Count)];
    }

    private static ImmutableArray<string> Chosen(Plan plan, StepTask task)
    {
        var held = plan.Steps.SelectMany(step => step.Units).ToDictionary(unit => unit, _ => plan.Id);
        return Units.Choose(Order, [new Step("new", task, [])], Facts, held)[0].Units;
    }

    private static bool HasEnded(Plan plan) => plan.Stage is PlanStage.Done or PlanStage.Cancelled or PlanStage.Rejected or PlanStage.Withdrawn;

    private static Decision<PlanEvent> Decide(Plan? plan, PlanCommand command) => new PlanDecider(Now).Decide(plan, command);

    // What is decided is kept as the store keeps it, and read again by whoever comes next.
    private static Plan Apply(Plan? plan, PlanCommand command, int seed)
    {
        var decision = Decide(plan, command);
        var after = plan;
        foreach (var happened in decision.Events)
            after = PlanEvolution.Evolve(after, (PlanEvent)System.Text.Json.JsonSerializer.Deserialize(Json.Write(happened, happened.GetType()), happened.GetType(), Json.Options)!);
        PlanEvolution.Check(after!);
        foreach (var (was, now) in (plan?.Steps ?? []).Zip(after!.Steps))
        {
            (was.Stage == StepStage.Done && now.Stage != StepStage.Done).ShouldBeFalse($"seed {seed}: what is done stays done");
            var edited = command is PlanEditCommand or PlanCommand.CallOff;
            (edited && was.Stage is (StepStage.Starting or StepStage.Running) && was.Stage != now.Stage).ShouldBeFalse($"seed {seed}: nobody touches what is under way");
        }

        (plan is not null && HasEnded(plan) && after.Stage != plan.Stage).ShouldBeFalse($"seed {seed}: an ended plan stays so");
        return Json.Read<Plan>(Json.Write(after));
    }

    /// <summary>The other services: what they were asked for under which cause, and what became of it.</summary>
    private sealed class Outside(Random random)
    {
        private readonly Dictionary<string, string> contents = [];
        private readonly Dictionary<string, Thing> things = [];
        private readonly List<PlanCommand> news = [];
        private long version;

        public static PlanCommand? Nothing(Action act)
        {
            act();
            return null;
        }

        /// <summary>A service does what it is asked under a cause once, and answers the same again.</summary>
        public PlanCommand Ask(Step step, bool mayRefuse)
        {
            var content = Json.Write(step.Task);
            contents.TryAdd(step.Asked, content);
            contents[step.Asked].ShouldBe(content, $"{step.Asked} was used for something else");
            if (!things.TryGetValue(step.Asked, out var thing))
            {
                if (mayRefuse && random.Next(4) == 0)
                {
                    // Nothing was made: the next try may ask for something else under the id.
                    contents.Remove(step.Asked);
                    return new PlanCommand.Refuse(step.Asked, "REFUSED");
                }

                things[step.Asked] = thing = new(step, $"thing_{things.Count}");
            }

            return thing.Answer();
        }

        /// <summary>Something moves on, and is told.</summary>
        public void Move(bool well = false)
        {
            foreach (var thing in things.Values.Where(thing => !thing.IsOver))
            {
                if (!well && random.Next(2) == 0)
                    continue;
                news.AddRange(thing.Move(well || random.Next(3) > 0, ++version));
            }
        }

        /// <summary>Any news, sometimes to come again.</summary>
        public PlanCommand? News()
        {
            if (news.Count == 0)
                return null;
            var place = random.Next(news.Count);
            var told = news[place];
            if (random.Next(4) > 0)
                news.RemoveAt(place);
            return told;
        }

        public void Check(int seed)
        {
            foreach (var step in things.Values.Where(thing => thing is { Succeeded: true, Step.Task: PayBack }).GroupBy(thing => thing.Step.Id))
                step.Count().ShouldBe(1, $"seed {seed}: {step.Key} was paid twice");
            var paid = things.Values.Where(thing => thing.Succeeded).Select(thing => thing.Step.Task).OfType<PayBack>().SelectMany(pay => pay.Lines);
            foreach (var line in paid.GroupBy(piece => piece.Line))
                line.Sum(piece => piece.Quantity).ShouldBeLessThanOrEqualTo(Facts.Line(line.Key)!.Quantity, $"seed {seed}: more paid back of {line.Key} than was bought");
        }
    }

    /// <summary>What a service made under a cause.</summary>
    private sealed class Thing(Step step, string id)
    {
        public Step Step => step;

        public bool IsOver { get; private set; } = step.Task is Compensate or IssueInvoice;

        public bool Succeeded { get; private set; }

        public PlanCommand Answer() => step.Task switch
        {
            Compensate task => new PlanCommand.Answer(step.Asked, id, true, task.Amount),
            IssueInvoice => new PlanCommand.Answer(step.Asked, id, true),
            SendGoods or RepairGoods => new PlanCommand.FollowSupply(step.Asked, id, SupplyMove.Moving),
            _ => new PlanCommand.Answer(step.Asked, id, false),
        };

        public IEnumerable<PlanCommand> Move(bool well, long version)
        {
            (IsOver, Succeeded) = (true, well);
            return step.Task switch
            {
                PayBack => [new PlanCommand.FollowRefund(step.Asked, id, well ? RefundMove.Paid : RefundMove.Failed, version)],
                SendGoods or RepairGoods => [new PlanCommand.FollowSupply(step.Asked, id, well ? SupplyMove.Done : SupplyMove.Ended, well ? "" : "REPLACEMENT_FAILED")],
                ReturnGoods back when well =>
                [
                    new PlanCommand.FollowReturn(id, ReturnMove.Moving),
                    new PlanCommand.FollowReturn(id, ReturnMove.Settled, new Release(1, back.Lines, false, Money.Cny(0))) { IsOver = true, Accepted = back.Lines },
                ],
                ReturnGoods => [new PlanCommand.FollowReturn(id, version % 2 == 0 ? ReturnMove.Rejected : ReturnMove.Cancelled)],
                _ => [],
            };
        }
    }
}
