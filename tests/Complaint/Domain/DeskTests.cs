using System.Collections.Immutable;
using Aftersales.Complaints.Domain;
using Aftersales.Kernel;
using NodaTime;
using static Aftersales.Complaint.Tests.Domain.CaseStory;
using static Aftersales.Complaint.Tests.Domain.Sample;

namespace Aftersales.Complaint.Tests.Domain;

/// <summary>Who works a case, and as what.</summary>
public class DeskTests
{
    private static readonly Person Boss = new("boss-1", Tier.L2, ["Supervisor"]);

    public static IEnumerable<object[]> Seeds => Enumerable.Range(1, 100).Select(seed => new object[] { seed });

    [Theory, MemberData(nameof(Seeds))]
    public void R_CASE_5_shared_out_nobody_gets_more_than_they_take_and_equals_differ_by_one_at_most(int seed)
    {
        var random = new Random(seed);
        string[] skills = ["damaged", "missing_item"];
        var workers = Enumerable.Range(0, random.Next(1, 6)).Select(i => new Worker(
            $"w{i}", 1, random.Next(4) == 0 ? Tier.L2 : Tier.L1, random.Next(3) == 0 ? [skills[random.Next(2)]] : [], random.Next(3) == 0 ? random.Next(1, 5) : 0, random.Next(5) > 0));
        var team = new Team([.. workers], ImmutableDictionary<string, long>.Empty);
        for (var turn = 0; turn < 60; turn++)
        {
            var type = random.Next(2) == 0 ? CaseType.Damaged : CaseType.MissingItem;
            var owner = team.For(type, Tier.L1);
            var could = team.Workers.Where(w => team.Bars(w.Id, type, Tier.L1) is null).ToList();
            (owner is null).ShouldBe(could.Count == 0, $"seed {seed}");
            if (owner is null)
                continue;
            could.Select(w => w.Id).ShouldContain(owner);
            team = team with { Load = team.Load.SetItem(owner, Load(owner) + 1) };
            foreach (var worker in team.Workers.Where(w => w.Capacity > 0))
                Load(worker.Id).ShouldBeLessThanOrEqualTo(worker.Capacity, $"seed {seed}");
            var equals = team.Workers.Where(w => w is { OnShift: true, Tier: Tier.L1, Skills.IsEmpty: true, Capacity: 0 }).Select(w => Load(w.Id)).ToList();
            (equals.Count == 0 ? 0 : equals.Max() - equals.Min()).ShouldBeLessThanOrEqualTo(1, $"seed {seed}");
        }

        long Load(string id) => team.Load.GetValueOrDefault(id);
    }

    [Fact]
    public void R_CASE_5_a_case_is_handed_to_somebody_who_is_there_knows_it_and_has_room()
    {
        var opened = Opened();
        opened.State!.Owner.ShouldBe(Agent.Id);
        opened.Refused(HandOver(OtherAgent, OtherAgent.Id)).Reason.ShouldBe(CaseReasons.NotCaseOwner);
        opened.After(HandOver(Boss, OtherAgent.Id)).State!.Owner.ShouldBe(OtherAgent.Id);
        opened.Refused(HandOver(Agent, "nobody")).Metadata["current"].ShouldBe("OFF_SHIFT");
        opened.Refused(HandOver(Agent, Senior.Id)).Metadata["current"].ShouldBe("TIER");
        opened.Refused(With(Worker(OtherAgent) with { Skills = ["invoice"] })).Metadata["current"].ShouldBe("SKILL");
        opened.Refused(With(Worker(OtherAgent) with { Capacity = 2 })).Metadata["current"].ShouldBe("FULL");
        opened.After(HandOver(Agent, null)).State!.Owner.ShouldBeNull();
        opened.When(HandOver(Agent, Agent.Id)).Events.ShouldBeEmpty();
        opened.After(new CaseCommand.Withdraw(Buyer)).Refused(HandOver(Agent, null)).Metadata["current"].ShouldBe("CLOSED");

        static DeskCommand.HandOver With(Worker worker) => HandOver(Agent, OtherAgent.Id) with { Team = AtWork with { Workers = [worker] } };
    }

    [Fact]
    public void A_case_is_taken_over_from_above_only()
    {
        var opened = Opened();
        opened.Refused(new DeskCommand.TakeOver(OtherAgent, Sealed)).Reason.ShouldBe(CaseReasons.NotCaseOwner);
        opened.After(new DeskCommand.TakeOver(Senior, Sealed)).State!.Owner.ShouldBe(Senior.Id);
        opened.After(new DeskCommand.TakeOver(Boss, Sealed)).When(new DeskCommand.TakeOver(Boss, Sealed)).Events.ShouldBeEmpty();
        var above = opened.ClockRunsOut().ClockRunsOut();
        above.Refused(new DeskCommand.TakeOver(Boss, Sealed)).Metadata["tier"].ShouldBe("Platform");
    }

    [Fact]
    public void R_CASE_1_a_type_says_why_it_is_and_who_corrected_it()
    {
        var (type, intake) = Classification.Explain("杯子破损了", Facts, Policy.Classification, "v1", Now);
        (type, intake).ShouldBe((CaseType.Damaged, new Intake(ClassifiedBy.Word, "破损", "v1")));
        Classification.Explain("?", Facts with { PaidAt = Now - Duration.FromDays(2) }, Policy.Classification, "v1", Now).Intake.ShouldBe(new Intake(ClassifiedBy.Facts, "undispatched", "v1"));
        Classification.Explain("?", null, Policy.Classification, "v1", Now).ShouldBe((CaseType.Inquiry, new Intake(ClassifiedBy.Default, "", "v1")));
        Opened().State!.Intake.ShouldBe(Intake.Stated);
        var corrected = Opened().After(Correct(CaseType.Price));
        corrected.State!.Intake.ShouldBe(new Intake(ClassifiedBy.Person, Agent.Id) { Corrections = 1 });
        corrected.When(Correct(CaseType.Price)).Events.ShouldBeEmpty();
    }

    [Fact]
    public void R_CASE_3_a_corrected_case_is_rated_anew_and_never_sent_down()
    {
        var breach = Opened().After(Correct(CaseType.PromiseBreach));
        (breach.State!.Severity, breach.State.Tier, breach.State.Points()).ShouldBe((Severity.High, Tier.L2, 4));
        breach.State.Problem.ShouldBe("promise_breach");
        var back = breach.After(Correct(CaseType.MissingItem) with { By = Senior });
        (back.State!.Severity, back.State.Tier, back.State.Points()).ShouldBe((Severity.Low, Tier.L2, 0), "what was only suspected is gone");
        Opened().After(Correct(CaseType.Damaged)).State!.Stage.ShouldBe(CaseStage.AwaitingEvidence);
        Opened(CaseType.Damaged).After(Correct(CaseType.MissingItem)).State!.Stage.ShouldBe(CaseStage.Open);
        Opened().After(Offer("o1", Agent)).Refused(Correct(CaseType.Price)).Metadata["current"].ShouldBe("OFFERED");
        Opened().Refused(Correct(CaseType.Price) with { By = OtherAgent }).Reason.ShouldBe(CaseReasons.NotCaseOwner);
    }

    [Fact]
    public void R_CASE_2_a_case_about_the_same_goes_on_in_the_other_and_nothing_is_lost()
    {
        var source = Opened(CaseType.Price, Photo).After(new CaseCommand.Repeat(Sealed, [], Facts, AtWork), Attach());
        (source.State!.Stage, source.State.Outcome, source.State.Attachment!.To).ShouldBe((CaseStage.Closed, CaseOutcome.Attached, "case_2"));
        source.Refused(new CaseCommand.Reopen(Buyer, Sealed, AtWork)).Metadata["holder"].ShouldBe("case_2");
        var holder = new CaseStory(Opened().State! with { Id = "case_2" }, Now).After(new DeskCommand.Join(source.State, Facts, AtWork));
        (holder.State!.Repeats, holder.State.Attached.Single(), holder.State.Evidence.Single()).ShouldBe((2, CaseId, Photo));
        holder.When(new DeskCommand.Join(source.State, Facts, AtWork)).Events.ShouldBeEmpty();
        var done = source.After(new DeskCommand.ConfirmAttached("case_2"));
        done.State!.Attachment!.IsDone.ShouldBeTrue();
        done.When(new DeskCommand.Detach(Facts, 0, AtWork)).Events.ShouldBeEmpty();
    }

    [Fact]
    public void R_CASE_2_where_the_other_ended_meanwhile_the_case_goes_on_by_itself()
    {
        var source = Opened(CaseType.Price).After(Attach());
        var over = new CaseStory(Opened().State! with { Id = "case_2" }, Now).After(new CaseCommand.Withdraw(Buyer));
        over.Refused(new DeskCommand.Join(source.State!, Facts, AtWork)).Metadata["current"].ShouldBe("CLOSED");
        source.After(new DeskCommand.Redirect("case_3")).State!.Attachment!.To.ShouldBe("case_3");
        var again = source.After(new DeskCommand.Detach(Facts, 0, AtWork));
        (again.State!.Stage, again.State.Type, again.State.Attachment, again.State.Clock!.WaitsFor).ShouldBe((CaseStage.Open, CaseType.MissingItem, null, Wait.Decision));
    }

    [Fact]
    public void A_plan_that_is_given_up_leaves_the_case_open_for_another_offer()
    {
        var stuck = ClockTests.Follow(ClockTests.Accepted(), PlanStage.Blocked);
        var open = stuck.After(new CaseCommand.CancelPlan(Senior, Sealed));
        (open.State!.Stage, open.State.CallingOff).ShouldBe((CaseStage.Open, stuck.State!.Plan));
        open.Refused(new CaseCommand.CancelPlan(Senior, Sealed)).Metadata["allowed"].ShouldBe("NEEDS_ATTENTION");
        open.After(new CaseCommand.FinishCallOff(stuck.State.Plan!), Offer("o2", Agent)).State!.Stage.ShouldBe(CaseStage.Offered);
    }

    private static DeskCommand.HandOver HandOver(Person by, string? to) => new(by, to, Sealed, AtWork);

    private static DeskCommand.Reclassify Correct(CaseType type) => new(Agent, type, Sealed, Facts, 0, AtWork);

    private static DeskCommand.AttachTo Attach() => new(Agent, "case_2", CaseType.MissingItem, Sealed);
}
