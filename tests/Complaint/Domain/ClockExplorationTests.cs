using Aftersales.Complaints.Domain;
using Aftersales.Kernel;
using Aftersales.Platform;
using NodaTime;
using static Aftersales.Complaint.Tests.Domain.ConversationTests;
using static Aftersales.Complaint.Tests.Domain.Sample;
using Case = Aftersales.Complaints.Domain.Case;

namespace Aftersales.Complaint.Tests.Domain;

/// <summary>Clocks under anything that can happen, in any order and at any time. A seed that fails replays as it is.</summary>
public class ClockExplorationTests
{
    private const int Steps = 80;

    public static IEnumerable<object[]> Seeds => Enumerable.Range(1, 60).Select(seed => new object[] { seed });

    [Theory, MemberData(nameof(Seeds))]
    public void R_CLK_3_each_breach_happens_once_and_the_state_follows_from_the_events(int seed)
    {
        var random = new Random(seed);
        var (story, events) = (Complained(Channel.Im), new List<CaseEvent>());
        events.AddRange(new CaseStory(null, Now).When(CaseStory.Open(CaseType.MissingItem) with { Channel = Channel.Im, CustomerWaits = true }).Events);
        for (var step = 0; step < Steps; step++)
        {
            var due = random.Next(3) == 0 ? story.State!.NextDue : null;
            story = due is { } at && at > story.At ? story with { At = at } : story.Later(Duration.FromMinutes(random.Next(300)));
            var command = Any(random, story.State!);
            // A tick that comes twice finds nothing that has run out before.
            foreach (var told in command is CaseCommand.Tick ? [command, command] : new[] { command })
            {
                if (story.When(told) is not { IsRefused: false } decided)
                    continue;
                events.AddRange(decided.Events);
                // A restart reads the state again.
                story = story.After(told) is var after ? after with { State = Json.Read<Case>(Json.Write(after.State)) } : default!;
            }
        }

        var breaches = story.State!.BreachList;
        breaches.Select(breach => breach.Number).ShouldBe(Enumerable.Range(1, breaches.Length), $"seed {seed}");
        breaches.Select(breach => (breach.WaitedFor, breach.Promise, breach.Due)).ShouldBeUnique($"seed {seed}");
        breaches.Length.ShouldBe(events.Count(IsBreach), $"seed {seed}");
        breaches.ShouldAllBe(breach => breach.At >= breach.Due);

        var replayed = events.Select(Reread).Aggregate((Case?)null, CaseEvolution.Evolve);
        Json.Write(replayed).ShouldBe(Json.Write(story.State), $"seed {seed}: the clocks follow from the events");
    }

    [Theory, MemberData(nameof(Seeds))]
    public void R_CLK_3_pausing_never_shortens_what_an_agent_has_left(int seed)
    {
        var random = new Random(seed);
        var story = CaseStory.Opened(random.Next(2) == 0 ? CaseType.MissingItem : CaseType.AbnormalSignoff).After(Promising(due: Now + Duration.FromHours(random.Next(1, 100))));
        if (random.Next(2) == 0)
            story = story.After(new CaseCommand.StopClocks([DisasterTests.Stop("dis_1", 1, random.Next(-20, 40), random.Next(41, 80))]));
        story = story.Later(Duration.FromMinutes(random.Next(59)));
        var (before, paused) = (Clocks(story), random.Next(1, 71));
        var back = story.After(CaseStory.Offer("o1", Agent)).Later(Duration.FromHours(paused));
        back = back with { At = Instant.Max(back.At, back.State!.Clock!.Due) };
        var after = Clocks(back.After(new CaseCommand.Tick(AtWork)));
        foreach (var (was, now) in before.Zip(after))
            now.Left.ShouldBe(was.Left, $"seed {seed}");
        after.Zip(before).ShouldAllBe(pair => pair.First.Due >= pair.Second.Due);
    }

    private static List<(Instant Due, Duration Left)> Clocks(CaseStory story) =>
    [
        .. new[] { story.State!.Clock!.Due }.Concat(story.State.Promises.Select(promise => promise.Due))
            .Select(due => (due, Stop.Running(story.At, due, story.State.Stops.Times()))),
    ];

    private static bool IsBreach(CaseEvent happened) => happened is ClockBreached or ResponseBreached or PromiseBroken;

    private static CaseEvent Reread(CaseEvent happened) =>
        (CaseEvent)System.Text.Json.JsonSerializer.Deserialize(Json.Write(happened, happened.GetType()), happened.GetType(), Json.Options)!;

    private static CaseCommand Any(Random random, Case state)
    {
        var worker = state.Tier switch { Tier.L1 => Agent, Tier.L2 => Senior, _ => Judge };
        return random.Next(16) switch
        {
            0 or 1 => Says(Buyer),
            2 or 3 => Says(worker),
            4 => Promising(PromiseKind.Answer, random.Next(2) == 0 ? null : Now + Duration.FromHours(random.Next(400)), $"prm_{state.Promises.Length}", worker),
            5 => new CaseCommand.KeepPromise(worker, $"prm_{random.Next(4)}"),
            6 => new CaseCommand.StopClocks([DisasterTests.Stop($"dis_{random.Next(3)}", random.Next(4), random.Next(200), random.Next(201, 300))]),
            7 => CaseStory.Offer($"o{state.Offers.Length}", worker),
            8 => new CaseCommand.DeclineOffer(Buyer, $"o{state.Offers.Length - 1}", Sealed, AtWork),
            9 => random.Next(4) == 0 ? new CaseCommand.AcceptOffer(Buyer, $"o{state.Offers.Length - 1}") : new CaseCommand.Tick(AtWork),
            10 => random.Next(4) == 0 ? new CaseCommand.Withdraw(Buyer) : new CaseCommand.Reopen(Buyer, Sealed, AtWork),
            11 => new CaseCommand.Repeat(Sealed, [], Facts, AtWork) { CustomerWaits = true },
            12 => new CaseCommand.AcknowledgeAlert(Judge, random.Next(1, 6)),
            _ => new CaseCommand.Tick(AtWork),
        };
    }
}
