using Aftersales.Returns.Domain;
using NodaTime;
using static Aftersales.Returns.Tests.Domain.Pickups;
using static Aftersales.Returns.Tests.Domain.Samples;

namespace Aftersales.Returns.Tests.Domain;

/// <summary>What comes twice, late, out of order or for another return changes nothing and is kept.</summary>
public sealed class CourierReportTests
{
    private static readonly CourierReport Taken = new("P1", CourierStatus.PickedUp, Now, BookingNo, "SF1");
    private static readonly ReturnCommand[] Told = [.. Booked, new HearCourier(Taken)];

    private static Instant After(int hours) => Now + Duration.FromHours(hours);

    [Fact]
    public void R_RET_3_the_couriers_word_is_taken()
    {
        var story = Story.Given(Booked).When(new HearCourier(Taken)).Then(typeof(PickedUp));
        (story.State.Stage, story.State.Parcels.Single().Latest!.Status).ShouldBe((ReturnStage.InTransit, CourierStatus.PickedUp));
        story.When(new HearCourier(Scan("S1", CourierStatus.InTransit, After(1)))).Then(typeof(ParcelTracked));
        story.When(new HearCourier(Scan("S2", CourierStatus.Arrived, After(9)))).Then(typeof(ParcelTracked));
        story.State.Parcels.Single().Tracks.Select(t => t.Status).ShouldBe([CourierStatus.PickedUp, CourierStatus.InTransit, CourierStatus.Arrived]);
        (story.State.Stage, story.State.SetAside.IsEmpty).ShouldBe((ReturnStage.InTransit, true));
        story.SurvivesStorage();
    }

    [Fact]
    public void Said_twice()
    {
        SetAside(Told, Taken, SetAsideReason.Repeated);
        SetAside(Told, Taken with { No = "P2" }, SetAsideReason.Repeated);
        SetAside([.. Booked, new HearCourier(Failed("A1", Now))], Failed("A1", Now), SetAsideReason.Repeated);
        SetAside([.. Told, new HearCourier(Scan("S1", CourierStatus.InTransit, After(1)))], Scan("S2", CourierStatus.InTransit, After(1)), SetAsideReason.Repeated);
    }

    [Fact]
    public void Said_late()
    {
        SetAside(Told, Failed("A1", Now), SetAsideReason.Late);
        SetAside(Told, Taken with { No = "P2", TrackingNo = "SF2" }, SetAsideReason.Late);
        SetAside([.. Booked, new HearCourier(Failed("A2", After(2)))], Failed("A1", After(1)), SetAsideReason.Late);
        SetAside([.. Booked, new Cancel(Customer, "kept")], Taken, SetAsideReason.Late);
        SetAside([.. Told, new Receive(Warehouse, [new("kettle", 1)])], Scan("S1", CourierStatus.Lost, After(1)), SetAsideReason.Late);
    }

    [Fact]
    public void Said_out_of_order()
    {
        SetAside(Booked, Scan("S1", CourierStatus.InTransit, After(1)) with { BookingNo = BookingNo }, SetAsideReason.Unexpected);
        SetAside([.. Told, new HearCourier(Scan("S2", CourierStatus.Arrived, After(2)))], Scan("S1", CourierStatus.InTransit, After(1)), SetAsideReason.Late);
    }

    [Fact]
    public void Said_of_another_return()
    {
        SetAside(Booked, Taken with { BookingNo = "pickup-ret_2" }, SetAsideReason.OtherReturn);
        SetAside(Told, Scan("S1", CourierStatus.Lost, After(1), "SF9"), SetAsideReason.OtherReturn);
        SetAside([.. Approved(Request().Shipping())], Taken with { BookingNo = null }, SetAsideReason.Unexpected);
    }

    [Fact]
    public void What_comes_again_is_counted_and_the_oldest_goes()
    {
        var story = Story.Given(Told);
        for (var i = 0; i < 3; i++)
            story.When(new HearCourier(Failed("A0", Now)), After(i)).Then(typeof(ReportSetAside));
        var kept = story.State.SetAside.ShouldHaveSingleItem();
        (kept.Count, kept.At, kept.Why).ShouldBe((3, After(2), SetAsideReason.Late));
        for (var i = 1; i <= Aftersales.Returns.Domain.SetAside.Most; i++)
            story.When(new HearCourier(Failed($"A{i}", Now)));
        story.State.SetAside.Select(s => s.Report.No).ShouldBe(Enumerable.Range(1, Aftersales.Returns.Domain.SetAside.Most).Select(i => $"A{i}"));
        story.SurvivesStorage();
    }

    [Fact]
    public void What_is_learned_by_asking_and_known_already_is_not_kept()
    {
        var story = Story.Given(Told).When(new HearOfParcels(["SF1"], [Scan("P1", CourierStatus.PickedUp, Now), Scan("S1", CourierStatus.InTransit, After(1))]));
        story.Then(typeof(ParcelTracked), typeof(ParcelsAsked));
        story.State.SetAside.ShouldBeEmpty();
    }

    [Fact]
    public void Of_a_parcel_so_many_tracks_are_kept()
    {
        var story = Story.Given(Told);
        for (var i = 1; i <= 30; i++)
            story.When(new HearCourier(Scan($"S{i}", CourierStatus.InTransit, Now + Duration.FromMinutes(i))));
        story.State.Parcels.Single().Tracks.Select(t => t.ReportNo).ShouldBe(Enumerable.Range(11, 20).Select(i => $"S{i}"));
    }

    private static void SetAside(ReturnCommand[] given, CourierReport report, SetAsideReason why)
    {
        var story = Story.Given(given);
        var before = story.State;
        story.When(new HearCourier(report)).Event<ReportSetAside>().Why.ShouldBe(why);
        (story.State with { SetAside = before.SetAside }).ShouldBe(before);
    }
}
