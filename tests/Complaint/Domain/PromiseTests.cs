using System.Collections.Immutable;
using Aftersales.Complaints.Domain;
using Aftersales.Kernel;
using NodaTime;
using static Aftersales.Complaint.Tests.Domain.CaseStory;
using static Aftersales.Complaint.Tests.Domain.ConversationTests;
using static Aftersales.Complaint.Tests.Domain.Sample;

namespace Aftersales.Complaint.Tests.Domain;

/// <summary>Promises to the customer (R-CLK-2), breaches and who hears of them (R-CLK-3).</summary>
public class PromiseTests
{
    [Theory]
    [InlineData(CaseType.MissingItem, Tier.L1, 0)]
    [InlineData(CaseType.MissingItem, Tier.L2, 2)]
    [InlineData(CaseType.MissingItem, Tier.Platform, 1)]
    [InlineData(CaseType.AbnormalSignoff, Tier.L1, 3)]
    public void R_CLK_2_a_promise_without_a_time_gets_the_policys(CaseType type, Tier tier, int workingDays)
    {
        var story = Opened(type) is var opened ? opened with { State = opened.State! with { Tier = tier, Owner = null } } : default!;
        var by = tier switch { Tier.L1 => Agent, Tier.L2 => Senior, _ => Judge };
        var promise = story.After(Promising(by: by)).State!.Promises.ShouldHaveSingleItem();
        (promise.Stage, promise.By, promise.Due).ShouldBe((PromiseStage.Open, by.Id, BusinessCalendar.Default.AfterWorkingDays(Now, workingDays)));
    }

    [Fact]
    public void R_CLK_2_a_promise_that_is_kept_stops_its_clock()
    {
        var kept = Promised(Now + Duration.FromHours(2)).Later(Duration.FromHours(1)).After(new CaseCommand.KeepPromise(Agent, "prm_1"));
        (kept.State!.Promises[0].Stage, kept.State.Promises[0].Ended).ShouldBe((PromiseStage.Kept, kept.At));
        kept.When(new CaseCommand.KeepPromise(Agent, "prm_1")).Events.ShouldBeEmpty();
        kept.Later(Duration.FromHours(2)).When(Tick).Events.ShouldBeEmpty();
        kept.Refused(new CaseCommand.KeepPromise(Agent, "prm_2")).Reason.ShouldBe(ClockReasons.PromiseNotFound);
    }

    [Fact]
    public void R_CLK_3_a_broken_promise_is_on_the_breach_list_and_goes_up_once()
    {
        var broken = Promised(Now + Duration.FromHours(2)).Later(Duration.FromHours(2)).After(Tick);
        (broken.State!.Tier, broken.State.Owner, broken.State.Promises[0].Stage).ShouldBe((Tier.L2, Senior.Id, PromiseStage.Broken));
        var breach = broken.State.BreachList.ShouldHaveSingleItem();
        (breach.WaitedFor, breach.Promise, breach.HeldBy, breach.Tier, breach.Alerts).ShouldBe((Wait.Promise, "prm_1", Agent.Id, Tier.L1, false));
        broken.When(Tick).Events.ShouldBeEmpty();

        var kept = broken.Later(Duration.FromHours(3)).After(new CaseCommand.KeepPromise(Senior, "prm_1"));
        (kept.State!.Promises[0].Stage, kept.State.BreachList[0].Settled).ShouldBe((PromiseStage.KeptLate, kept.At));
    }

    [Fact]
    public void R_CLK_3_several_clocks_of_a_case_run_out_each_for_itself()
    {
        var story = Promised(Now + Duration.FromHours(2)).After(Says(Buyer), Promising(due: Now + Duration.FromHours(2), id: "prm_2"));
        story = story.After(Says(Buyer)).Later(Duration.FromHours(2)).After(Tick);
        story.State!.BreachList.Select(breach => breach.WaitedFor).ShouldBe([Wait.NextResponse, Wait.Promise, Wait.Promise]);
        story.State.Tier.ShouldBe(Tier.Platform);
    }

    [Fact]
    public void R_CLK_3_at_the_platform_a_breach_alerts_the_supervisor_until_one_has_seen_to_it()
    {
        var supervisor = new Person("super-1", Tier.L2, ["Supervisor"]);
        var platform = Opened().ClockRunsOut().ClockRunsOut().ClockRunsOut();
        platform.State!.BreachList.Select(breach => breach.Alerts).ShouldBe([false, false, true]);
        platform.Refused(new CaseCommand.AcknowledgeAlert(supervisor, 1)).Reason.ShouldBe(ClockReasons.AlertNotFound);
        var seen = platform.After(new CaseCommand.AcknowledgeAlert(supervisor, 3));
        seen.State!.BreachList[2].SeenBy.ShouldBe(supervisor.Id);
        seen.When(new CaseCommand.AcknowledgeAlert(supervisor, 3)).Events.ShouldBeEmpty();
        seen.Refused(new CaseCommand.AcknowledgeAlert(supervisor with { Id = "super-2" }, 3)).Reason.ShouldBe(CaseReasons.AlreadyDecided);
    }

    [Fact]
    public void R_CLK_3_a_breached_decision_is_settled_when_it_was_made()
    {
        var late = Opened().ClockRunsOut().Later(Duration.FromHours(9));
        late.State!.BreachList[0].Settled.ShouldBeNull();
        var decided = late.After(Offer("o1", Senior));
        decided.State!.BreachList[0].Settled.ShouldBe(decided.At);
    }

    [Fact]
    public void R_CLK_3_promises_pause_while_the_case_waits_for_the_customer()
    {
        var offered = Promised(Now + Duration.FromHours(8)).Later(Duration.FromHours(1)).After(Offer("o1", Agent));
        offered.State!.Promises[0].Paused.ShouldBe(Duration.FromHours(7));
        offered.State.NextDue.ShouldBe(offered.State.Clock!.Due);
        var declined = offered.Later(Duration.FromDays(1)).After(new CaseCommand.DeclineOffer(Buyer, "o1", Sealed, AtWork));
        (declined.State!.Promises[0].Paused, declined.State.Promises[0].Due).ShouldBe((null, declined.At + Duration.FromHours(7)));
    }

    [Fact]
    public void R_CLK_2_what_is_promised_lies_ahead_and_is_not_without_number()
    {
        Opened().Refused(Promising(due: Now)).Fields.Single().Field.ShouldBe("due_time");
        Opened().Refused(Promising(due: Now + Duration.FromDays(31))).Fields.Single().Field.ShouldBe("due_time");
        Opened().Refused(Promising(by: OtherAgent)).Reason.ShouldBe(CaseReasons.NotCaseOwner);
        var full = Enumerable.Range(1, Policy.Clocks.Promises.OpenAtMost).Aggregate(Opened(), (story, n) => story.After(Promising(id: $"prm_{n}")));
        full.Refused(Promising(id: "prm_x")).Reason.ShouldBe(ClockReasons.TooManyPromises);
    }

    [Fact]
    public void Promises_lapse_when_the_case_ends()
    {
        var over = Promised(Now + Duration.FromHours(2)).After(new CaseCommand.Withdraw(Buyer));
        (over.State!.Promises[0].Stage, over.State.Promises[0].Ended).ShouldBe((PromiseStage.Lapsed, over.At));
        over.Later(Duration.FromHours(3)).When(Tick).Events.ShouldBeEmpty();
    }

    private static CaseStory Promised(Instant due) => Opened().After(Promising(due: due));
}
