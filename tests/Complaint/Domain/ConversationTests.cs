using Aftersales.Complaints.Domain;
using Aftersales.Kernel;
using NodaTime;
using static Aftersales.Complaint.Tests.Domain.CaseStory;
using static Aftersales.Complaint.Tests.Domain.Sample;

namespace Aftersales.Complaint.Tests.Domain;

/// <summary>Answers to customers (R-CLK-1).</summary>
public class ConversationTests
{
    [Theory]
    [InlineData(Channel.Im, 60)]
    [InlineData(Channel.App, 60)]
    [InlineData(Channel.Phone, 15)]
    public void R_CLK_1_the_first_answer_is_due_by_channel(Channel channel, int seconds)
    {
        var awaited = Complained(channel).State!.Talk.Awaited!;
        (awaited.First, awaited.Since, awaited.Due).ShouldBe((true, Now, Now + Duration.FromSeconds(seconds)));
    }

    [Theory]
    [InlineData(Channel.Courier)]
    [InlineData(Channel.Tracking)]
    public void R_CLK_1_nobody_waits_for_an_answer_to_what_no_customer_said(Channel channel)
    {
        Complained(channel).State!.Talk.Awaited.ShouldBeNull();
        Opened().State!.Talk.Awaited.ShouldBeNull();
    }

    [Fact]
    public void R_CLK_1_words_of_the_night_are_answered_when_somebody_is_there()
    {
        var night = Opened().Later(Duration.FromHours(17)).After(Says(Buyer)); // 02:00
        night.State!.Talk.Awaited!.Due.ShouldBe(Now + Duration.FromDays(1) + Duration.FromMinutes(1));
        var morning = night.Later(Duration.FromHours(7) + Duration.FromSeconds(20)).After(Says(Agent));
        Measured(morning).ShouldBe((Agent.Id, true, 20_000));
    }

    [Fact]
    public void R_CLK_1_every_answer_is_measured_from_the_first_unanswered_words()
    {
        var first = Complained(Channel.Im).Later(Duration.FromSeconds(20)).After(Says(Buyer)).Later(Duration.FromSeconds(5)).After(Says(Agent));
        Measured(first).ShouldBe((Agent.Id, true, 25_000));
        first.State!.Talk.Awaited.ShouldBeNull();
        first.After(Says(Agent)).State!.Talk.Responses.Sum(sum => sum.Count).ShouldBe(1);

        var next = first.Later(Duration.FromMinutes(5)).After(Says(Buyer));
        next.State!.Talk.Awaited!.First.ShouldBeFalse();
        Measured(next.Later(Duration.FromSeconds(40)).After(Says(Agent))).ShouldBe((Agent.Id, false, 40_000));
    }

    [Fact]
    public void R_CLK_1_an_offer_a_promise_and_a_rejection_answer_too()
    {
        var waiting = Complained(Channel.App).Later(Duration.FromSeconds(30));
        Measured(waiting.After(Offer("o1", Agent))).ShouldBe((Agent.Id, true, 30_000));
        Measured(waiting.After(Promising())).ShouldBe((Agent.Id, true, 30_000));
        Measured(waiting.After(new CaseCommand.Reject(Agent, Sealed, "d"))).ShouldBe((Agent.Id, true, 30_000));
    }

    [Fact]
    public void R_CLK_1_a_late_answer_is_counted_and_shown_once_and_passes_nothing_up()
    {
        var waiting = Complained(Channel.Im).Later(Duration.FromSeconds(61));
        var late = waiting.After(Tick);
        late.When(Tick).Events.ShouldBeEmpty();
        var breach = late.State!.BreachList.ShouldHaveSingleItem();
        (breach.WaitedFor, breach.HeldBy, breach.Tier, breach.Due, breach.Settled).ShouldBe((Wait.FirstResponse, Agent.Id, Tier.L1, Now + Duration.FromSeconds(60), null));
        (late.State.Tier, late.State.Breaches).ShouldBe((Tier.L1, 1));

        var answered = late.Later(Duration.FromSeconds(30)).After(Says(Agent));
        answered.State!.BreachList.Single().Settled.ShouldBe(answered.At);
        Measured(answered).ShouldBe((Agent.Id, true, 91_000));
    }

    [Fact]
    public void R_CLK_3_a_merchant_can_have_late_answers_passed_up()
    {
        var strict = ClockPolicyTests.Read(clocks => clocks["firstResponse"]!["escalates"] = true);
        var waiting = Complained(Channel.Im);
        new CaseDecider(strict, BusinessCalendar.Default, Now + Duration.FromMinutes(1)).Decide(waiting.State, Tick).Events
            .Select(e => e.GetType().Name).ShouldBe([nameof(ResponseBreached), nameof(CaseEscalated)]);
    }

    [Fact]
    public void A_customer_writes_so_much_in_a_case_and_agents_can_always_answer()
    {
        var full = Enumerable.Range(0, Policy.Clocks.MessagesAtMost).Aggregate(Opened(), (story, _) => story.After(Says(Buyer)));
        full.Refused(Says(Buyer)).Reason.ShouldBe(ClockReasons.ConversationFull);
        full.After(Says(Agent)).State!.Talk.Messages.ShouldBe(Policy.Clocks.MessagesAtMost);
    }

    [Fact]
    public void Only_those_who_work_a_case_and_its_customer_speak_in_it_while_it_lasts()
    {
        Opened().Refused(Says(Stranger)).Reason.ShouldBe(CaseReasons.CaseNotFound);
        Opened().Refused(Says(OtherAgent)).Reason.ShouldBe(CaseReasons.NotCaseOwner);
        var closed = Opened().After(new CaseCommand.Withdraw(Buyer));
        closed.Refused(Says(Buyer)).Reason.ShouldBe(CaseReasons.CaseStateInvalid);
        var unowned = Opened() with { };
        (unowned with { State = unowned.State! with { Owner = null } }).After(Says(OtherAgent)).State!.Owner.ShouldBe(OtherAgent.Id);
    }

    [Fact]
    public void Nobody_waits_for_an_answer_once_it_is_over()
    {
        var over = Complained(Channel.Im).After(Tick).Later(Duration.FromMinutes(2)).After(Tick, new CaseCommand.Withdraw(Buyer));
        over.State!.Talk.Awaited.ShouldBeNull();
        over.State.NextDue.ShouldBeNull();
        over.State.BreachList.Single().Settled.ShouldBe(over.At);
    }

    [Theory]
    [InlineData(0, "0:00:00:05")]
    [InlineData(5, "0:00:00:05")]
    [InlineData(60, "0:00:01:00")]
    [InlineData(61, "0:00:01:15")]
    [InlineData(100_000, null)]
    public void Bands_end_where_the_norms_are(int seconds, string? end) =>
        (ResponseBands.End(ResponseBands.Of(Duration.FromSeconds(seconds)))?.ToString("D:hh:mm:ss", null)).ShouldBe(end);

    [Fact]
    public void R_QLT_3_nine_in_ten_do_not_pass_the_percentile()
    {
        var counts = new Dictionary<int, long> { [2] = 85, [8] = 5, [13] = 10 };
        ResponseBands.Percentile(counts, 90).ShouldBe(8);
        ResponseBands.Percentile(counts, 91).ShouldBe(13);
        ResponseBands.Percentile(new Dictionary<int, long>(), 90).ShouldBeNull();
    }

    internal static readonly CaseCommand.Tick Tick = new(AtWork);

    internal static CaseStory Complained(Channel channel) => new CaseStory(null, Now).After(Open(CaseType.MissingItem) with { Channel = channel, CustomerWaits = true });

    internal static CaseCommand.PostMessage Says(Person by) => new(by, Channel.Unspecified, Sealed);

    internal static CaseCommand.PromiseToCustomer Promising(PromiseKind kind = PromiseKind.CallBack, Instant? due = null, string id = "prm_1", Person? by = null) =>
        new(by ?? Agent, id, kind, due, SealedText.Empty);

    private static (string, bool, long) Measured(CaseStory story) =>
        story.State!.Talk.Responses[^1] is var sum ? (sum.Agent, sum.First, sum.Milliseconds) : default;
}
