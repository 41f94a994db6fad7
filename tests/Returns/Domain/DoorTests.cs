using Aftersales.Kernel;
using Aftersales.Returns.Domain;
using NodaTime;
using static Aftersales.Returns.Tests.Domain.Samples;

namespace Aftersales.Returns.Tests.Domain;

/// <summary>Refused at the door: courier, customer and agent say so, each by themselves.</summary>
public sealed class DoorTests
{
    private static readonly OrderFacts UnderWay = Order with { SignedAt = null };
    private static readonly Authority Agent = new("p_agent", ["AgentL1"]);

    // Whether or not the policy that is delivered waits for it.
    private static Story Waiting(params ReturnCommand[] commands) =>
        commands.Aggregate(Story.Under(Samples.Policy with { AwaitDoorReport = true }), (story, command) => story.When(command));

    private static DoorReport Report(DoorReason reason = DoorReason.Unwanted) => new("OUT1", reason, Now - Duration.FromHours(1));

    private static RequestReturn Asked(params DoorReport[] reports) =>
        Request(ReturnReason.RefusedDelivery).On(UnderWay with { Refusals = [.. reports] }) with { CaseId = "case_1", ByPlan = true, By = Agent };

    [Fact]
    public void R_REF_5_what_the_three_say_alike_needs_no_application_and_is_advanced()
    {
        var story = Waiting(Asked(Report())).Then(typeof(Requested), typeof(ReviewStarted), typeof(Approved), typeof(RefundAllowed));
        var state = story.State;
        (state.Stage, state.Refundable, state.ReasonCode).ShouldBe((ReturnStage.InTransit, RefundBasis.Advance, "refused_delivery.unwanted"));
        (state.Door!.Courier, state.Door.Customer!.By, state.Door.Agent!.By, state.Door.IsComplete).ShouldBe((Report(), Customer, "p_agent", true));
        story.SurvivesStorage();
    }

    [Theory]
    [InlineData(DoorReason.Unwanted, Fault.Customer, 10_00)]
    [InlineData(DoorReason.Unreachable, Fault.Customer, 10_00)]
    [InlineData(DoorReason.Damaged, Fault.Courier, 0)]
    [InlineData(DoorReason.TurnedBack, Fault.Courier, 0)]
    [InlineData(DoorReason.None, Fault.Merchant, 0)]
    public void R_RET_7_who_pays_the_way_back_follows_from_what_the_courier_says(DoorReason reason, Fault fault, long deducted)
    {
        var state = Story.Given(Asked(Report(reason))).State;
        (state.Lines[0].Fault, state.Releases.Single().Deduction).ShouldBe((fault, Money.Cny(deducted)));
    }

    [Fact]
    public void A_reason_that_was_named_stands()
    {
        var asked = Asked(Report());
        var named = asked with { Wish = asked.Wish with { Reason = Leaf("refused_delivery.damaged") } };
        Story.Given(named).State.ReasonCode.ShouldBe("refused_delivery.damaged");
    }

    [Fact]
    public void Without_the_couriers_word_a_return_waits_for_it_or_for_a_person()
    {
        var story = Waiting(Asked());
        (story.State.Stage, story.State.Door!.IsComplete, story.State.Due).ShouldBe((ReturnStage.Requested, false, EndOfDay(0)));
        story.When(new HearOfRefusal(Report(DoorReason.TurnedBack))).Then(typeof(RefusalReported), typeof(ReviewStarted), typeof(Approved), typeof(RefundAllowed));
        (story.State.Stage, story.State.Responsible, story.State.Lines[0].Fault).ShouldBe((ReturnStage.InTransit, ResponsibleParty.Courier, Fault.Courier));
        story.When(new HearOfRefusal(Report())).ThenNothing();
        story.SurvivesStorage();
    }

    [Fact]
    public void A_specialist_who_began_the_review_is_overtaken_by_the_couriers_word() =>
        Waiting(Asked(), new StartReview(Specialist)).When(new HearOfRefusal(Report())).Then(typeof(RefusalReported), typeof(Approved), typeof(RefundAllowed))
            .State.Reviewer.ShouldBe(Specialist);

    [Fact]
    public void R_CLK_4_a_silent_courier_leaves_it_to_a_person()
    {
        var story = Waiting(Asked()).When(new PassDeadline(null), EndOfDay(0)).Then(typeof(Escalated));
        story.When(new StartReview(Specialist)).When(Approve()).Then(typeof(Approved), typeof(RefundAllowed));
        // Who is at fault was not told: the merchant's assumed.
        (story.State.Door!.Courier, story.State.Door.IsComplete, story.State.Lines[0].Fault).ShouldBe((null, false, Fault.Merchant));
        story.When(new HearOfRefusal(Report())).Then(typeof(RefusalReported));
        (story.State.Door!.IsComplete, story.State.Lines[0].Fault).ShouldBe((true, Fault.Merchant));
    }

    [Fact]
    public void Where_couriers_do_not_report_customer_and_agent_are_enough_and_a_report_completes_it()
    {
        var story = Story.Under(Samples.Policy with { AwaitDoorReport = false }).When(Asked());
        story.Then(typeof(Requested), typeof(ReviewStarted), typeof(Approved), typeof(RefundAllowed)).State.Door!.IsComplete.ShouldBeFalse();
        story.When(new HearOfRefusal(Report())).Then(typeof(RefusalReported)).State.Door!.IsComplete.ShouldBeTrue();
        story.State.ReasonCode.ShouldBe("refused_delivery.unstated");
    }

    [Fact]
    public void R_RET_3_a_customer_alone_is_reviewed()
    {
        var story = Story.Given(Asked(Report()) with { ByPlan = false, By = CustomerRole });
        (story.State.Stage, story.State.Door!.Customer!.By, story.State.Door.Agent).ShouldBe((ReturnStage.Requested, Customer, null));
        story.When(new StartReview(Specialist)).When(Approve()).Then(typeof(Approved), typeof(RefundAllowed));
        (story.State.Door!.Agent!.By, story.State.Door.IsComplete).ShouldBe((Specialist, true));
    }

    [Fact]
    public void R_RET_3_the_parcel_is_followed_on_its_way_back_under_the_number_it_came_with()
    {
        var story = Story.Given(Asked(Report()));
        var parcel = story.State.Parcels.Single();
        (parcel.TrackingNo, parcel.Latest!.Status, parcel.IsFollowed).ShouldBe(("OUT1", CourierStatus.SentBack, true));
        story.When(Told("1", CourierStatus.InTransit, Now - Duration.FromHours(9))).Then(typeof(ParcelsAsked));
        story.When(Told("2", CourierStatus.SentBack, Now)).Then(typeof(ParcelTracked), typeof(ParcelsAsked));
        story.When(Told("3", CourierStatus.Arrived, Now + Duration.FromHours(9))).Then(typeof(ParcelTracked)).State.Followed.ShouldBeEmpty();

        static HearOfParcels Told(string no, CourierStatus status, Instant at) => new(["OUT1"], [new(no, status, at, null, "OUT1")]);
    }

    [Fact]
    public void Other_returns_have_nothing_to_do_with_the_door() =>
        Story.Given(Approved(Request())).When(new HearOfRefusal(Report())).ThenNothing().State.Door.ShouldBeNull();
}
