using System.Collections.Immutable;
using Aftersales.Complaints.Domain;
using Aftersales.Kernel;
using NodaTime;
using static Aftersales.Complaint.Tests.Domain.CaseStory;
using static Aftersales.Complaint.Tests.Domain.Sample;

namespace Aftersales.Complaint.Tests.Domain;

public class IntakeTests
{
    [Theory]
    [InlineData("盒子里少件", CaseType.MissingItem)]
    [InlineData("The cup arrived BROKEN", CaseType.Damaged)]
    [InlineData("发错颜色了", CaseType.WrongItem)]
    [InlineData("牛奶过期", CaseType.Quality)]
    [InlineData("要开发票", CaseType.Invoice)]
    [InlineData("我要退货", CaseType.ReturnRequest)]
    [InlineData("你好", CaseType.Inquiry)]
    public void R_CASE_1_what_was_said_classifies(string said, CaseType type) =>
        Classification.Of(said, Facts, Policy.Classification, Now).ShouldBe(type);

    [Fact]
    public void R_CASE_1_the_orders_facts_classify_what_words_do_not()
    {
        var paid = Facts with { PaidAt = Now - Duration.FromHours(24) };
        var left = paid with { DispatchedAt = Now - Duration.FromHours(72) };
        Classification.Of("?", paid, Policy.Classification, Now).ShouldBe(CaseType.LateDispatch);
        Classification.Of("?", paid with { PaidAt = Now - Duration.FromHours(23) }, Policy.Classification, Now).ShouldBe(CaseType.Inquiry);
        Classification.Of("?", left, Policy.Classification, Now).ShouldBe(CaseType.NotDelivered);
        Classification.Of("?", left with { SignedAt = Now }, Policy.Classification, Now).ShouldBe(CaseType.Inquiry);
    }

    [Theory]
    [InlineData(49_99, Severity.Low)]
    [InlineData(50_00, Severity.Normal)]
    [InlineData(1_000_00, Severity.High)]
    [InlineData(5_000_00, Severity.Critical)]
    public void R_CASE_3_severity_follows_from_the_amount(long fen, Severity severity) =>
        Seriousness.Of(CaseType.Price, [], 0, 0, Facts with { Paid = Money.Cny(fen) }, Policy.Severity).ShouldBe(severity);

    [Fact]
    public void R_CASE_3_only_the_lines_concerned_count()
    {
        OrderedLine cheap = new("1", Category.Household, 2, Money.Cny(60_00)), rare = new("2", Category.Household, 1, Money.Cny(5_940_00));
        var dear = new OrderFacts(Order, Buyer.Id, Money.Cny(6_000_00), [cheap, rare]);
        Seriousness.Of(CaseType.Price, [Line("1", 1)], 0, 0, dear, Policy.Severity).ShouldBe(Severity.Low);
        Seriousness.Of(CaseType.Price, [Line("2", 1)], 0, 0, dear, Policy.Severity).ShouldBe(Severity.Critical);
    }

    [Theory]
    [InlineData(CaseType.Quality, "2", 0, 0, Severity.High)]
    [InlineData(CaseType.Quality, "1", 0, 0, Severity.Low)]
    [InlineData(CaseType.PromiseBreach, "1", 0, 3, Severity.Low)]
    [InlineData(CaseType.PromiseBreach, "1", 0, 4, Severity.High)]
    [InlineData(CaseType.MissingItem, "1", 2, 0, Severity.High)]
    [InlineData(CaseType.MissingItem, "1", 4, 0, Severity.Critical)]
    public void R_CASE_3_severity_follows_from_safety_exposure_and_repeats(CaseType type, string line, int repeats, int points, Severity severity) =>
        Seriousness.Of(type, [Line(line, 1)], repeats, points, Facts, Policy.Severity).ShouldBe(severity);

    [Fact]
    public void R_CASE_3_high_goes_to_L2_at_once()
    {
        var state = new CaseStory(null, Now).After(Open(CaseType.PromiseBreach)).State!;
        state.Tier.ShouldBe(Tier.L2);
        state.Owner.ShouldBe(Senior.Id);
    }

    [Fact]
    public void R_CASE_5_the_least_loaded_person_on_shift_with_the_skill_gets_it()
    {
        Opened().State!.Owner.ShouldBe(Agent.Id);
        Worker skilled = Worker(OtherAgent) with { Skills = ["missing_item"] }, other = Worker(Agent) with { Skills = ["price"] };
        new Team([skilled, other], AtWork.Load).For(CaseType.MissingItem, Tier.L1).ShouldBe(OtherAgent.Id);
        new Team([skilled with { OnShift = false }, other], AtWork.Load).For(CaseType.MissingItem, Tier.L1).ShouldBeNull();
        new Team([skilled with { Capacity = 2 }], AtWork.Load).For(CaseType.MissingItem, Tier.L1).ShouldBeNull();
    }

    [Fact]
    public void Photos_are_waited_for_where_the_type_needs_them()
    {
        var waiting = Opened(CaseType.Damaged);
        waiting.State!.Stage.ShouldBe(CaseStage.AwaitingEvidence);
        waiting.State.Clock!.WaitsFor.ShouldBe(Wait.Evidence);

        var going = waiting.Later(Duration.FromHours(30)).After(new CaseCommand.AddEvidence(Buyer, [Photo]));
        going.State!.Stage.ShouldBe(CaseStage.Open);
        (going.State.Clock!.WaitsFor, going.State.Clock.Due).ShouldBe((Wait.Decision, BusinessCalendar.Default.EndOfDay(going.At, 0)));
        going.When(new CaseCommand.AddEvidence(Buyer, [Photo])).Events.ShouldBeEmpty();
        Opened(CaseType.Damaged, Photo).State!.Stage.ShouldBe(CaseStage.Open);
    }

    [Fact]
    public void R_CASE_2_a_repeat_is_counted_and_raises_severity_and_tier()
    {
        var repeat = new CaseCommand.Repeat(Sealed, [], Facts, AtWork);
        var once = Opened().After(repeat);
        (once.State!.Repeats, once.State.Tier).ShouldBe((1, Tier.L1));
        var twice = once.After(repeat);
        (twice.State!.Repeats, twice.State.Severity, twice.State.Tier, twice.State.Owner).ShouldBe((2, Severity.High, Tier.L2, Senior.Id));
    }

    [Fact]
    public void A_repeat_can_bring_the_missing_photo() =>
        Opened(CaseType.Damaged).After(new CaseCommand.Repeat(Sealed, [Photo], Facts, AtWork)).State!.Stage.ShouldBe(CaseStage.Open);

    [Fact]
    public void Lines_are_those_of_the_order()
    {
        var nobody = new CaseStory(null, Now);
        nobody.Refused(Open(CaseType.MissingItem, [], null, Line("9", 1))).Reason.ShouldBe(CaseReasons.LineUnknown);
        var many = nobody.Refused(Open(CaseType.MissingItem, [], null, Line("1", 2), Line("1", 2)));
        (many.Reason, many.Metadata["allowed"]).ShouldBe((CaseReasons.QuantityExceeded, "3"));
        nobody.Refused(Open(CaseType.MissingItem) with { Order = null, Facts = null }).Fields.Single().Field.ShouldBe("order_id");
        nobody.After(Open(CaseType.Inquiry) with { Order = null, Facts = null }).State!.Problem.ShouldBeNull();
    }

    [Fact]
    public void Cases_of_nobody_are_shared_out_later_and_those_of_leavers_again()
    {
        var vacant = new CaseStory(null, Now).After(Open(CaseType.MissingItem) with { Team = Team.Nobody });
        vacant.State!.Owner.ShouldBeNull();
        var owned = vacant.After(new CaseCommand.Assign(null, AtWork));
        owned.State!.Owner.ShouldBe(Agent.Id);
        owned.When(new CaseCommand.Assign(null, AtWork)).Events.ShouldBeEmpty();
        var others = new Team([Worker(OtherAgent)], ImmutableDictionary<string, long>.Empty);
        owned.After(new CaseCommand.Assign(Agent.Id, others)).State!.Owner.ShouldBe(OtherAgent.Id);
    }

    [Fact]
    public void Taking_a_case_respects_owner_tier_and_shift()
    {
        var story = Opened();
        story.When(new CaseCommand.Take(Agent, AtWork)).Events.ShouldBeEmpty();
        story.Refused(new CaseCommand.Take(OtherAgent, AtWork)).Reason.ShouldBe(CaseReasons.NotCaseOwner);
        story.After(new CaseCommand.Take(OtherAgent, Team.Nobody)).State!.Owner.ShouldBe(OtherAgent.Id);
        var raised = story.After(new CaseCommand.Escalate(Agent, Sealed, Team.Nobody));
        raised.Refused(new CaseCommand.Take(Agent, AtWork)).Metadata["tier"].ShouldBe("L2");
        raised.After(new CaseCommand.Take(Senior, AtWork)).State!.Owner.ShouldBe(Senior.Id);
    }
}
