using Aftersales.Complaints.Domain;
using Aftersales.Kernel;
using NodaTime;
using static Aftersales.Complaint.Tests.Domain.CaseStory;
using static Aftersales.Complaint.Tests.Domain.Sample;

namespace Aftersales.Complaint.Tests.Domain;

public class ClockTests
{
    [Theory]
    [InlineData(CaseType.MissingItem, "2026-06-02T16:00:00Z")]
    [InlineData(CaseType.AbnormalSignoff, "2026-06-05T16:00:00Z")]
    public void R_CLK_2_a_case_is_decided_on_the_day_it_arrives_or_as_its_type_says(CaseType type, string due) =>
        Opened(type).State!.Clock!.Due.ToString().ShouldBe(due);

    [Fact]
    public void R_CLK_3_a_breach_escalates_one_tier_once_and_counts()
    {
        var l2 = Opened().ClockRunsOut();
        (l2.State!.Tier, l2.State.Breaches, l2.State.Owner).ShouldBe((Tier.L2, 1, Senior.Id));
        (l2.State.Clock!.WaitsFor, l2.State.Clock.Due).ShouldBe((Wait.Decision, BusinessCalendar.Default.AfterWorkingDays(l2.At, 2)));
        l2.When(new CaseCommand.Tick(AtWork)).Events.ShouldBeEmpty();

        var platform = l2.ClockRunsOut();
        (platform.State!.Tier, platform.State.Breaches, platform.State.Owner).ShouldBe((Tier.Platform, 2, Judge.Id));
        platform.State.Clock!.Due.ShouldBe(BusinessCalendar.Default.AfterWorkingDays(platform.At, 1));
    }

    [Fact]
    public void R_CLK_3_at_the_platform_a_breach_is_told_and_the_tier_stays()
    {
        var platform = Opened().ClockRunsOut().ClockRunsOut();
        var due = platform.State!.Clock!.Due;
        var breached = (platform with { At = due }).When(new CaseCommand.Tick(AtWork)).Events.ShouldHaveSingleItem().ShouldBeOfType<ClockBreached>();
        (breached.HeldBy, breached.Tier).ShouldBe((Judge.Id, Tier.Platform));
        platform.ClockRunsOut().State!.Tier.ShouldBe(Tier.Platform);
    }

    [Fact]
    public void R_CLK_4_a_customer_who_sends_no_photo_is_reminded_twice_then_it_expires()
    {
        var silent = Opened(CaseType.Damaged);
        var once = silent.ClockRunsOut();
        (once.State!.Clock!.Reminders, once.At - silent.At).ShouldBe((1, Duration.FromDays(1)));
        var twice = once.ClockRunsOut();
        (twice.State!.Clock!.Reminders, twice.At - once.At).ShouldBe((2, Duration.FromDays(2)));
        var over = twice.ClockRunsOut();
        (over.State!.Stage, over.State.Outcome, over.At - twice.At).ShouldBe((CaseStage.Closed, CaseOutcome.Expired, Duration.FromDays(7)));
    }

    [Fact]
    public void R_CLK_3_the_decision_clock_pauses_while_the_customer_thinks()
    {
        var offered = Opened().Later(Duration.FromHours(5)).After(Offer("o1", Agent));
        offered.State!.Clock!.WaitsFor.ShouldBe(Wait.AnswerToOffer);
        var back = offered.ClockRunsOut();
        (back.State!.Stage, back.State.Offers.Single().Stage).ShouldBe((CaseStage.Open, OfferStage.Expired));
        (back.State.Clock!.WaitsFor, back.State.Clock.Due).ShouldBe((Wait.Decision, back.At + Duration.FromHours(10)));
    }

    [Fact]
    public void R_CASE_4_a_customer_who_was_told_and_stays_silent_is_taken_as_content()
    {
        var resolved = Resolved();
        var closed = resolved.ClockRunsOut().ClockRunsOut().ClockRunsOut();
        (closed.State!.Outcome, closed.State.Satisfaction, closed.At - resolved.At).ShouldBe((CaseOutcome.Resolved, 0, Duration.FromDays(7)));
    }

    [Fact]
    public void A_plan_that_is_not_carried_out_in_time_escalates_too()
    {
        var late = Accepted().ClockRunsOut();
        (late.State!.Stage, late.State.Tier, late.State.Breaches).ShouldBe((CaseStage.Resolving, Tier.L2, 1));
    }

    [Fact]
    public void Nothing_runs_out_before_its_time() => Opened().When(new CaseCommand.Tick(AtWork)).Events.ShouldBeEmpty();

    internal static CaseStory Accepted() => Opened().After(Offer("o1", Agent), new CaseCommand.AcceptOffer(Buyer, "o1"));

    internal static CaseStory Resolved() => Follow(Accepted(), PlanStage.Done);

    internal static CaseStory Follow(CaseStory story, PlanStage stage) => story.After(new CaseCommand.FollowPlan(story.State!.Plan!, stage));
}
