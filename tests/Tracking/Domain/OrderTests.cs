using Aftersales.Kernel;
using Aftersales.Tracking.Domain;
using static Aftersales.Tracking.Domain.FactSource;
using static Aftersales.Tracking.Tests.Domain.Facts;

namespace Aftersales.Tracking.Tests.Domain;

public class OrderTests
{
    private static readonly Fact[] Life =
    [
        Told(OrderSystem, 1, Order()), Told(OrderSystem, 2, Payment()), Told(Warehouse, 3, new Dispatched("P1", "北辰快递")), Told(Courier, 4, new Scanned("P1")),
        Told(Courier, 5, new Signed("P1", SealedText.Empty)), Told(OrderSystem, 6, new Settled()),
    ];

    [Theory]
    [InlineData(1, Status.Placed)]
    [InlineData(2, Status.Paid)]
    [InlineData(3, Status.Dispatched)]
    [InlineData(4, Status.Dispatched)]
    [InlineData(5, Status.Signed)]
    [InlineData(6, Status.Settled)]
    public void The_status_follows_from_the_facts(int told, Status status) => View(Life.Take(told)).Status.ShouldBe(status);

    [Fact]
    public void The_times_are_those_at_which_things_happened()
    {
        var order = View(Life);
        (order.PlacedAt, order.PaidAt, order.DispatchedAt, order.SignedAt, order.SettledAt, order.CancelledAt)
            .ShouldBe((At(1), At(2), At(3), At(5), At(6), null));
        order.Parcels.Select(p => (p.TrackingNo, p.Courier, p.DispatchedAt, p.LastScanAt, p.SignedAt)).ShouldBe([("P1", "北辰快递", At(3), At(4), At(5))]);
        order.Disputed.ShouldBeEmpty();
    }

    [Fact]
    public void A_parcel_that_was_refused_at_the_door_is_refused_until_it_is_signed_for()
    {
        var refused = Told(Courier, 5, new Refused("P1", DoorReason.Unreachable));
        View([.. Life.Take(4), refused]).Parcels.Select(p => (p.RefusedAt, p.RefusedReason)).ShouldBe([(At(5), DoorReason.Unreachable)]);
        View([.. Life.Take(4), refused]).Status.ShouldBe(Status.Dispatched);
        // Delivered once more, and taken.
        View([.. Life.Take(4), refused, Told(Courier, 6, new Signed("P1", SealedText.Empty))]).Parcels.Single().RefusedAt.ShouldBeNull();
        View([.. Life.Take(4), Told(Courier, 4, new Signed("P1", SealedText.Empty)), refused]).Parcels.Single().RefusedAt.ShouldBe(At(5));
    }

    [Fact]
    public void R_ORD_1_a_fact_that_arrives_twice_changes_nothing()
    {
        var state = State(Life);
        foreach (var fact in Life)
            new OrderDecider(Terms, Day).Record(state, [fact, fact with { At = fact.At + NodaTime.Duration.FromHours(1) }]).Events.ShouldBeEmpty();
    }

    [Fact]
    public void R_ORD_1_an_older_fact_never_overwrites_a_newer_one()
    {
        var newer = Told(OrderSystem, 5, Order(payable: 80_00));
        View(newer, Told(OrderSystem, 1, Order(payable: 100_00))).PaidAmount.ShouldBe(Money.Cny(80_00));
        View(Told(Courier, 7, new Scanned("P1")), Told(Courier, 6, new Scanned("P1"))).Parcels.Single().LastScanAt.ShouldBe(At(7));
    }

    [Fact]
    public void R_ORD_1_at_the_same_moment_the_higher_rank_counts_and_then_the_id()
    {
        View(Told(FactSource.Import, 1, Order("byr_import")), Told(OrderSystem, 1, Order("byr_system"))).Placed!.BuyerId.ShouldBe("byr_system");
        View(Told(Warehouse, 3, new Dispatched("P1", "B")), Told(FactSource.Import, 3, new Dispatched("P1", "A"))).Parcels.Single().Courier.ShouldBe("A");
        View(Told(FactSource.Import, 1, Order("byr_b"), "b"), Told(FactSource.Import, 1, Order("byr_a"), "a")).Placed!.BuyerId.ShouldBe("byr_b");
    }

    [Theory]
    [InlineData(4)]
    [InlineData(6)]
    public void R_ORD_1_where_the_courier_contradicts_the_order_system_its_word_stands_and_the_other_is_disputed(int courierSays)
    {
        var order = View(Told(OrderSystem, 5, new Signed("P1", SealedText.Empty)), Told(Courier, courierSays, new Signed("P1", SealedText.Empty)));
        order.Parcels.Single().SignedAt.ShouldBe(At(5));
        order.Disputed.ShouldBe([new Dispute(Told(Courier, courierSays, new Signed("P1", SealedText.Empty)), DisputeReason.OrderSystemSaysOtherwise)]);
        order.Disputed.Single().Fact.What.Kind.ShouldBe("signed");
    }

    [Fact]
    public void R_ORD_1_who_says_the_same_as_the_order_system_does_not_dispute() =>
        View(Told(OrderSystem, 5, new Signed("P1", SealedText.Empty)), Told(Courier, 5, new Signed("P1", SealedText.Empty))).Disputed.ShouldBeEmpty();

    [Fact]
    public void R_ORD_1_a_signature_after_the_order_system_cancelled_is_disputed()
    {
        var order = View([.. Life.Take(3), Told(OrderSystem, 4, new Cancelled("退款")), Told(Courier, 5, new Signed("P1", SealedText.Empty))]);
        (order.Status, order.SignedAt).ShouldBe((Status.Cancelled, null));
        order.Disputed.Single().ShouldBe(new Dispute(Told(Courier, 5, new Signed("P1", SealedText.Empty)), DisputeReason.SignedAfterCancelled));
        View([.. Life.Take(5), Told(OrderSystem, 8, new Cancelled("退款"))]).SignedAt.ShouldBe(At(5));
    }

    [Fact]
    public void R_ORD_1_a_signature_before_the_order_system_says_the_parcel_left_is_disputed()
    {
        var order = View(Told(Courier, 2, new Signed("P1", SealedText.Empty)), Told(OrderSystem, 3, new Dispatched("P1", "A")));
        (order.Status, order.SignedAt, order.Disputed.Single().Reason).ShouldBe((Status.Dispatched, null, DisputeReason.SignedBeforeDispatched));
    }

    [Fact]
    public void R_ORD_1_of_a_signature_and_a_later_dispatch_the_higher_ranks_is_believed_and_of_equals_the_dispatch()
    {
        Reasons(Told(Courier, 2, new Signed("P1", SealedText.Empty)), Told(Warehouse, 3, new Dispatched("P1", "A"))).ShouldBe([DisputeReason.SignedBeforeDispatched]);
        Reasons(Told(Courier, 2, new Signed("P1", SealedText.Empty)), Told(Courier, 3, new Dispatched("P1", "A"))).ShouldBe([DisputeReason.SignedBeforeDispatched]);
        Fact[] late = [Told(OrderSystem, 2, new Signed("P1", SealedText.Empty)), Told(Warehouse, 3, new Dispatched("P1", "A"))];
        Reasons(late).ShouldBe([DisputeReason.DispatchedAfterSigned]);
        View(late).ShouldSatisfyAllConditions(o => o.Status.ShouldBe(Status.Signed), o => o.DispatchedAt.ShouldBeNull());
        Reasons(Told(Courier, 3, new Signed("P1", SealedText.Empty)), Told(Warehouse, 3, new Dispatched("P1", "A"))).ShouldBeEmpty();
    }

    [Fact]
    public void R_ORD_1_an_end_that_the_order_system_tells_otherwise_is_disputed()
    {
        Reasons(Told(OrderSystem, 5, new Cancelled("")), Told(FactSource.Import, 9, new Settled())).ShouldBe([DisputeReason.EndedOtherwise]);
        Reasons(Told(OrderSystem, 5, new Settled()), Told(FactSource.Import, 9, new Cancelled(""))).ShouldBe([DisputeReason.EndedOtherwise]);
        Reasons(Told(FactSource.Import, 5, new Settled()), Told(FactSource.Import, 9, new Cancelled(""))).ShouldBeEmpty();
    }

    [Fact]
    public void R_ORD_1_what_is_disputed_is_right_again_once_the_source_corrects_itself()
    {
        Fact[] wrong = [Told(Courier, 2, new Signed("P1", SealedText.Empty)), Told(Warehouse, 3, new Dispatched("P1", "A"))];
        View([.. wrong, Told(Courier, 9, new Signed("P1", SealedText.Empty))]).ShouldSatisfyAllConditions(o => o.SignedAt.ShouldBe(At(9)), o => o.Disputed.ShouldBeEmpty());
    }

    private static IEnumerable<DisputeReason> Reasons(params Fact[] facts) => View(facts).Disputed.Select(d => d.Reason);

    [Fact]
    public void An_order_is_signed_for_when_all_its_parcels_are_or_when_told_of_the_whole()
    {
        Fact[] two = [.. Life.Take(5), Told(Warehouse, 4, new Dispatched("P2", "A"))];
        View(two).Status.ShouldBe(Status.Dispatched);
        View([.. two, Told(Courier, 9, new Signed("P2", SealedText.Empty))]).SignedAt.ShouldBe(At(9));
        View([.. two, Told(OrderSystem, 8, new Signed("", SealedText.Empty))]).SignedAt.ShouldBe(At(8));
        View(two).DispatchedAt.ShouldBe(At(3));
    }

    [Fact]
    public void Before_payment_the_paid_amount_is_what_is_payable()
    {
        View(Told(OrderSystem, 1, Order(payable: 90_00))).PaidAmount.ShouldBe(Money.Cny(90_00));
        View(Told(OrderSystem, 1, Order(payable: 90_00)), Told(OrderSystem, 2, Payment(88_00))).PaidAmount.ShouldBe(Money.Cny(88_00));
    }

    [Fact]
    public void A_later_version_of_the_order_does_not_move_when_it_was_placed()
    {
        var order = View(Told(OrderSystem, 5, Order() with { InvoiceTicked = true }), Told(OrderSystem, 1, Order()));
        (order.PlacedAt, order.Placed!.InvoiceTicked).ShouldBe((At(1), true));
    }

    [Fact]
    public void Of_settlement_and_closing_the_order_systems_word_and_then_the_later_counts()
    {
        View(Told(OrderSystem, 5, new Cancelled("")), Told(FactSource.Import, 9, new Settled())).Status.ShouldBe(Status.Cancelled);
        View(Told(OrderSystem, 5, new Settled()), Told(FactSource.Import, 9, new Cancelled(""))).Status.ShouldBe(Status.Settled);
        View(Told(FactSource.Import, 5, new Settled()), Told(FactSource.Import, 9, new Cancelled(""))).Status.ShouldBe(Status.Cancelled);
    }

    [Fact]
    public void Facts_that_come_before_the_order_wait_for_it()
    {
        View(Told(OrderSystem, 2, Payment())).ShouldSatisfyAllConditions(o => o.Placed.ShouldBeNull(), o => o.Status.ShouldBe(Status.Paid));
        new OrderAggregate().Lists("1", State(Told(OrderSystem, 2, Payment()))).ShouldBeEmpty();
        View(Told(OrderSystem, 2, Payment()), Told(OrderSystem, 1, Order())).Status.ShouldBe(Status.Paid);
    }

    [Fact]
    public void The_numbers_of_the_domain_are_those_of_the_contract()
    {
        Numbers<Status>().ShouldBe(Numbers<Contracts.Tracking.OrderStatus>());
        Numbers<FactSource>().ShouldBe(Numbers<Contracts.Tracking.FactSource>().Where(n => n.Value > 0));
        Numbers<Category>().ShouldBe(Numbers<Contracts.Category>());
        Numbers<ShortageCause>().ShouldBe(Numbers<Contracts.Tracking.ShortageCause>());
        Numbers<DisputeReason>().ShouldBe(Numbers<Contracts.Tracking.DisputeReason>().Where(n => n.Value > 0));
        Numbers<TrackingList>().ShouldBe(Numbers<Contracts.Tracking.TrackingList>().Where(n => n.Value > 0));
        Numbers<ItemState>().ShouldBe(Numbers<Contracts.Tracking.TrackingItemState>().Where(n => n.Value > 0));
        Numbers<OpenReason>().ShouldBe(Numbers<Contracts.Tracking.OpenReason>().Where(n => n.Value > 0));
        Numbers<DisasterKind>().ShouldBe(Numbers<Contracts.Tracking.DisasterKind>().Where(n => n.Value > 0));

        static IEnumerable<(int Value, string Name)> Numbers<T>()
            where T : struct, Enum =>
            Enum.GetValues<T>().Select(v => (Convert.ToInt32(v), Convert.ToInt32(v) == 0 ? "" : v.ToString()));
    }
}
