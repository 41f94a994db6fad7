using Aftersales.Kernel;
using Aftersales.Returns.Domain;
using NodaTime;
using static Aftersales.Returns.Tests.Domain.Pickups;
using static Aftersales.Returns.Tests.Domain.Samples;

namespace Aftersales.Returns.Tests.Domain;

public sealed class TrackingTests
{
    private static readonly ReturnCommand[] TwoParcels =
    [
        .. Approved(Request(lines: [new("cups", 2), new("kettle", 1)]).Shipping()),
        new RecordShipment(Customer, "YT1", new Pieces("cups", 2)) { Carrier = "yto" },
        new RecordShipment(Customer, "ZT2") { Carrier = "zto" },
    ];

    private static HearOfParcels Told(params CourierReport[] news) => new([.. news.Select(n => n.TrackingNo!)], [.. news]);

    private static Instant After(int hours) => Now + Duration.FromHours(hours);

    [Fact]
    public void R_RET_3_each_parcel_of_a_customer_is_followed_by_itself()
    {
        var story = Story.Given(TwoParcels);
        story.State.Followed.Select(p => (p.Carrier, p.TrackingNo, p.AskAt)).ShouldBe([("yto", "YT1", After(12)), ("zto", "ZT2", After(12))]);
        story.When(Told(Scan("1", CourierStatus.InTransit, After(1), "YT1")), After(12)).Then(typeof(ParcelTracked), typeof(ParcelsAsked));
        (story.State.Parcels[0].AskAt, story.State.Parcels[1].AskAt).ShouldBe((After(24), After(12)));
        story.When(Told(Scan("2", CourierStatus.Arrived, After(20), "YT1")), After(24)).Then(typeof(ParcelTracked));
        story.State.Followed.Select(p => p.TrackingNo).ShouldBe(["ZT2"]);
        story.When(new Receive(Warehouse, [new("cups", 2)]) { TrackingNo = "YT1" });
        (story.State.Parcels[0].IsReceived, story.State.Parcels[1].IsReceived, story.State.Stage).ShouldBe((true, false, ReturnStage.Received));
        story.When(new Receive(Warehouse, [new("kettle", 1)]) { TrackingNo = "ZT2" }).State.Followed.ShouldBeEmpty();
        story.SurvivesStorage();
    }

    [Fact]
    public void R_RET_5_what_the_courier_lost_is_refunded_for_good_at_once()
    {
        var story = Story.Given(UnderWay).When(Told(Scan("1", CourierStatus.Lost, After(1)))).Then(typeof(ParcelTracked), typeof(GoodsLost), typeof(RefundAllowed), typeof(LossClaimed));
        (story.State.Stage, story.State.Refundable, story.State.Responsible).ShouldBe((ReturnStage.Completed, RefundBasis.Final, ResponsibleParty.Courier));
        story.State.Followed.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(CourierStatus.Lost)]
    [InlineData(CourierStatus.SentBack)]
    public void R_CLK_4_what_became_of_a_customers_own_parcel_a_person_finds_out(CourierStatus status)
    {
        var story = Story.Given(TwoParcels).When(Told(Scan("1", status, After(1), "YT1"))).Then(typeof(ParcelTracked), typeof(Escalated));
        story.State.Releases.ShouldBeEmpty();
        ReturnWorkLists.Of(story.State).ShouldContain(ReturnWorkLists.Name(ReturnWorkList.Claims));
        // Said of the other one too: the person knows already.
        story.When(Told(Scan("2", status, After(1), "ZT2"))).Then(typeof(ParcelTracked));
    }

    [Theory]
    [InlineData(CourierStatus.Arrived)]
    [InlineData(CourierStatus.SentBack)]
    public void R_CLK_4_goods_that_the_courier_says_are_elsewhere_are_not_lost(CourierStatus status)
    {
        var story = Story.Given([.. UnderWay, Told(Scan("1", status, After(1)))]);
        if (status == CourierStatus.Arrived)
            story.When(new PassDeadline(null), EndOfDay(7)).Then(typeof(Escalated));
        story.State.Deadlines.Single().IsEscalated.ShouldBeTrue();
        story.State.Releases.ShouldBeEmpty();
    }

    [Fact]
    public void R_RET_5_a_parcel_of_which_nothing_is_heard_still_counts_as_lost() =>
        Story.Given([.. UnderWay, Told(Scan("1", CourierStatus.InTransit, After(1)))]).When(new PassDeadline(null), EndOfDay(7))
            .Then(typeof(GoodsLost), typeof(RefundAllowed), typeof(LossClaimed));
}
