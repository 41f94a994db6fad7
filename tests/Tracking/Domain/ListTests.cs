using Aftersales.Kernel;
using Aftersales.Tracking.Domain;
using NodaTime;
using static Aftersales.Tracking.Domain.FactSource;
using static Aftersales.Tracking.Domain.TrackingList;
using static Aftersales.Tracking.Tests.Domain.Facts;

namespace Aftersales.Tracking.Tests.Domain;

public class ListTests
{
    private static readonly Fact[] Waiting = [Told(OrderSystem, 0, Order(region: "CN-SC")), Told(OrderSystem, 1, Payment()), Told(Warehouse, 2, new Accepted())];
    private static readonly Fact[] UnderWay = [.. Waiting, Told(Warehouse, 10, new Dispatched("P1", "A"))];

    [Theory]
    [InlineData(24.9, null)]
    [InlineData(25, Undispatched)]
    [InlineData(48.9, Undispatched)]
    [InlineData(49, DispatchOverdue)]
    [InlineData(72.9, DispatchOverdue)]
    [InlineData(73, DispatchLongOverdue)]
    [InlineData(500, DispatchLongOverdue)]
    public void R_TRK_2_a_paid_order_is_on_one_list_by_how_long_it_waits_for_dispatch(double now, TrackingList? list) =>
        On(Tell(null, Waiting, now)!).ShouldBe(list is { } one ? [one] : []);

    [Theory]
    [InlineData(57.9, new TrackingList[0])]
    [InlineData(58, new[] { NoMovement })]
    [InlineData(82, new[] { Unsigned, NoMovement })]
    [InlineData(106, new[] { DeliveryOverdue, NoMovement })]
    public void R_TRK_2_a_parcel_is_on_lists_while_it_stands_still_and_is_not_signed_for(double now, TrackingList[] lists) =>
        On(Tell(null, UnderWay, now)!).ShouldBe(lists);

    [Fact]
    public void R_TRK_2_looked_at_late_or_at_each_time_an_order_ends_on_the_same_list()
    {
        var state = Tell(null, Waiting, 3)!;
        foreach (var due in state.Ahead.Select(f => f.From))
            state = After(state, new OrderDecider(Terms, due).Look(state))!;
        On(state).ShouldBe([DispatchLongOverdue]);
        state.Items.Length.ShouldBe(1);
        state.Ahead.ShouldBeEmpty();
        On(Look(Tell(null, Waiting, 3)!, 80)).ShouldBe([DispatchLongOverdue]);
    }

    [Fact]
    public void R_TRK_2_a_scan_takes_a_parcel_off_the_list_and_another_stillness_is_another_item()
    {
        var state = Tell(Tell(null, UnderWay, 60), Told(Courier, 60, new Scanned("P1")), 61)!;
        On(state).ShouldBeEmpty();
        state = Look(state, 120);
        state.Items.Select(i => (i.Number, i.State, i.Finding.Parcel)).ShouldBe(
            [(1, ItemState.Closed, "P1"), (2, ItemState.Open, ""), (3, ItemState.Open, "P1")]);
    }

    [Theory]
    [InlineData(3, 9)]
    [InlineData(8.99, 9)]
    [InlineData(9, 33)]
    [InlineData(10, 33)]
    public void R_TRK_2_paid_and_unknown_to_the_warehouse_is_oversold_at_the_next_17_00(double paid, double listed)
    {
        Fact[] unknown = [Told(OrderSystem, 0, Order()), Told(OrderSystem, paid, Payment())];
        On(Tell(null, unknown, listed - 0.01)!).ShouldNotContain(Oversold);
        On(Tell(null, unknown, listed)!).ShouldContain(Oversold);
        On(Tell(Tell(null, unknown, listed), Told(Warehouse, 40, new Accepted()), 40)!).ShouldNotContain(Oversold);
    }

    [Theory]
    [InlineData("accepted")]
    [InlineData("dispatched")]
    [InlineData("short")]
    public void R_TRK_2_what_the_warehouse_speaks_of_is_not_oversold(string said)
    {
        Happening what = said switch { "accepted" => new Accepted(), "dispatched" => new Dispatched("P1", "A"), _ => new Shortage("1", 1, ShortageCause.None) };
        On(Tell(null, [Told(OrderSystem, 0, Order()), Told(OrderSystem, 1, Payment()), Told(Warehouse, 2, what)], 10)!).ShouldNotContain(Oversold);
    }

    [Fact]
    public void R_TRK_2_a_line_is_short_picked_until_it_is_restocked_or_sent()
    {
        var state = Tell(null, [.. Waiting, Told(Warehouse, 3, new Shortage("1", 2, ShortageCause.Expired))], 3)!;
        On(state).ShouldBe([ShortPicked]);
        On(Tell(state, Told(Warehouse, 4, new Shortage("1", 0, ShortageCause.Unspecified)), 4)!).ShouldBeEmpty();
        On(Tell(state, Told(Warehouse, 4, new Dispatched("P1", "A")), 4)!).ShouldBeEmpty();
        On(Tell(state, Told(Warehouse, 4, new Dispatched("P1", "A") { Lines = ["1"] }), 4)!).ShouldBeEmpty();
        On(Tell(state, Told(Warehouse, 4, new Dispatched("P1", "A") { Lines = ["2"] }), 4)!).ShouldBe([ShortPicked]);
        On(Tell(state, Told(Warehouse, 2.5, new Dispatched("P1", "A")), 4)!).ShouldBe([ShortPicked]);
    }

    [Theory]
    [InlineData("cancelled")]
    [InlineData("settled")]
    [InlineData("signed")]
    public void R_TRK_3_an_order_that_ended_is_on_no_list(string ended)
    {
        Happening what = ended switch { "cancelled" => new Cancelled(""), "settled" => new Settled(), _ => new Signed("", SealedText.Empty) };
        var state = Tell(Tell(null, UnderWay, 200), Told(OrderSystem, 201, what), 201)!;
        On(state).ShouldBeEmpty();
        state.Ahead.ShouldBeEmpty();
        state.Items.ShouldAllBe(i => i.Ended == At(201));
    }

    [Fact]
    public void R_ORD_2_no_delivery_clock_runs_from_an_export_since_it_does_not_tell_when_a_parcel_left()
    {
        Fact[] exported = [Told(FactSource.Import, 0, Order()), Told(FactSource.Import, 1, Payment()), Told(FactSource.Import, 1, new Dispatched("P1", "A"))];
        On(Tell(null, exported, 1000)!).ShouldBeEmpty();
        On(Tell(null, [.. exported, Told(Courier, 5, new Scanned("P1"))], 1000)!).ShouldBe([NoMovement]);
        On(Tell(null, [.. exported, Told(Warehouse, 5, new Dispatched("P1", "A"))], 1000)!).ShouldBe([DeliveryOverdue, NoMovement]);
    }

    [Fact]
    public void A_parcel_that_was_refused_at_the_door_goes_back_and_is_on_no_list() =>
        On(Tell(null, [.. UnderWay, Told(Courier, 20, new Refused("P1", DoorReason.Unwanted))], 500)!).ShouldBeEmpty();

    [Fact]
    public void Facts_that_come_before_the_order_are_on_no_list() => On(Tell(null, UnderWay[1..], 1000)!).ShouldBeEmpty();

    [Fact]
    public void R_TRK_3_items_that_wait_for_the_same_ask_for_one_case_once_and_spare_it_when_the_last_is_closed()
    {
        Fact[] unknown = [Told(OrderSystem, 0, Order()), Told(OrderSystem, 1, Payment())];
        var state = Look(Look(Tell(null, unknown, 2)!, 9), 80);
        On(state).ShouldBe([Oversold, DispatchLongOverdue]);
        state.Cases.Select(c => (c.Number, c.Finding.List, c.IsSpared)).ShouldBe([(1, Oversold, false)]);

        state = Tell(state, Told(Warehouse, 81, new Accepted()), 81)!;
        (On(state).Single(), state.Cases.Single().IsSpared).ShouldBe((DispatchLongOverdue, false));
        state = Tell(state, Told(Warehouse, 82, new Dispatched("P1", "A")), 82)!;
        (On(state).Length, state.Cases.Single().IsSpared).ShouldBe((0, true));

        state = Look(Look(state, 131), 155);
        On(state).ShouldBe([NoMovement, Unsigned]);
        state.Cases.Select(c => (c.Number, c.Finding.List, c.IsSpared)).ShouldBe([(1, Oversold, true), (2, NoMovement, false)]);
        state = Tell(state, Told(Courier, 156, new Signed("P1", SealedText.Empty)), 156)!;
        state.Cases.ShouldAllBe(c => c.IsSpared);
    }

    [Fact]
    public void R_TRK_1_a_declared_disaster_takes_orders_of_its_region_off_the_lists_until_their_clocks_have_run()
    {
        var storm = Terms with { Stops = [(["CN-SC", "CN-CQ"], new Stop(At(20), At(44)))] };
        var elsewhere = Terms with { Stops = [(["CN-GD"], new Stop(At(20), At(44)))] };
        var everywhere = Terms with { Stops = [([], new Stop(At(20), At(44)))] };
        var listed = Look(Tell(null, Waiting, 3)!, 30);
        On(listed).ShouldBe([Undispatched]);

        On(Look(listed, 31, elsewhere)).ShouldBe([Undispatched]);
        On(Look(listed, 31, everywhere)).ShouldBeEmpty();
        var stopped = Look(listed, 31, storm);
        On(stopped).ShouldBeEmpty();
        stopped.Ahead.Select(f => (f.List, f.From)).ShouldBe([(Undispatched, At(49)), (DispatchOverdue, At(73)), (DispatchLongOverdue, At(97))]);
        On(Look(stopped, 49, storm)).ShouldBe([Undispatched]);
        // It ended earlier than declared: what was put off comes back.
        On(Look(stopped, 32, Terms with { Stops = [(["CN-SC"], new Stop(At(20), At(22)))] })).ShouldBe([Undispatched]);
    }

    [Fact]
    public void R_TRK_1_a_paid_order_is_promised_a_batch_a_dispatch_a_delivery_and_a_signature()
    {
        var late = Promise.Of(View(Told(OrderSystem, 0, Order()), Told(OrderSystem, 12, Payment())), Terms, isNextDay: true)!;
        (late.BatchDay, late.DeliveryDay, late.DispatchUntil, late.SignUntil).ShouldBe((new LocalDate(2026, 6, 2), new LocalDate(2026, 6, 3), At(60), null));
        var early = Promise.Of(View(Told(OrderSystem, 0, Order()), Told(OrderSystem, 11.9, Payment()), Told(Warehouse, 14, new Dispatched("P1", "A"))), Terms, isNextDay: false)!;
        (early.BatchDay, early.DeliveryDay, early.SignUntil).ShouldBe((new LocalDate(2026, 6, 1), null, At(110)));
        Promise.Of(View(Told(OrderSystem, 0, Order())), Terms, isNextDay: true).ShouldBeNull();
    }
}
