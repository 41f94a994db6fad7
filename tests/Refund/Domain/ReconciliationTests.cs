using Aftersales.Kernel;
using Aftersales.Refunds.Domain;
using Aftersales.Refunds.Domain.Reconciliation;
using NodaTime;

namespace Aftersales.Refunds.Tests.Domain;

public class ReconciliationTests
{
    private const string Number = "pay_1";

    /// <summary>A Tuesday, 23:59:59 in Beijing.</summary>
    private static readonly Instant LastSecond = Instant.FromUtc(2026, 3, 10, 15, 59, 59);

    private static readonly Instant Now = Instant.FromUtc(2026, 3, 11, 2, 0);

    private static readonly Movement Ours = new(Number, MoneyDirection.Out, "r1", "o1", Money.Cny(10_00), LastSecond, "c1");

    private static readonly StatementRow Row = new("log1", "c1", "o1", LastSecond, Money.Cny(10_00), "交易退款");

    [Fact]
    public void R_REF_7_what_both_have_booked_matches() => After(new TellOurs(Ours), Told(Row)).Result.ShouldBe(ReconciliationResult.Matched);

    [Fact]
    public void R_REF_7_what_only_one_has_booked_is_missing_at_the_other()
    {
        After(new TellOurs(Ours)).Result.ShouldBe(ReconciliationResult.MissingThere);
        After(Told(Row)).Result.ShouldBe(ReconciliationResult.MissingHere);
    }

    [Fact]
    public void R_REF_7_another_amount_differs_and_so_does_a_second_row_under_the_same_number()
    {
        After(new TellOurs(Ours), Told(Row with { Amount = Money.Cny(10_01) })).Result.ShouldBe(ReconciliationResult.AmountDiffers);
        var twice = After(new TellOurs(Ours), Told(Row), Told(Row with { LogId = "log2" }));
        (twice.Result, twice.Listed).ShouldBe((ReconciliationResult.AmountDiffers, Money.Cny(20_00)));
    }

    [Fact]
    public void R_REF_9_money_that_came_back_is_a_list_of_its_own()
    {
        var back = new TellRow(MoneyDirection.In, Number, Row with { Type = "退款冲正" });
        After(new TellOurs(Ours with { Direction = MoneyDirection.In }), back).Result.ShouldBe(ReconciliationResult.Reversed);
        After(back).Result.ShouldBe(ReconciliationResult.MissingHere);
    }

    [Fact]
    public void R_REF_7_a_row_told_again_changes_nothing_and_a_corrected_one_replaces_it()
    {
        var item = After(new TellOurs(Ours), Told(Row with { Amount = Money.Cny(9_00) }));
        Decide(item, Told(Row with { Amount = Money.Cny(9_00) })).Events.ShouldBeEmpty();
        Decide(item, new TellOurs(Ours)).Events.ShouldBeEmpty();
        var corrected = After(item, Told(Row));
        corrected.Rows.ShouldHaveSingleItem().ShouldBe(Row);
        (corrected.Result, corrected.DueAt).ShouldBe((ReconciliationResult.Matched, null));
    }

    [Fact]
    public void R_REF_7_a_row_that_is_listed_elsewhere_leaves_nothing_behind()
    {
        var item = After(Told(Row));
        After(item, new WithdrawRow("log1")).Result.ShouldBeNull();
        Refused(After(item, new WithdrawRow("log1")), new ResolveDifference("p_finance", "x")).Reason.ShouldBe(RefundReasons.DifferenceNotFound);
    }

    [Fact]
    public void R_REF_7_a_difference_is_settled_once_with_a_note()
    {
        var item = After(new TellOurs(Ours));
        (item.IsOpen, item.DueAt).ShouldBe((true, Scenario.Deadlines.Difference(Now)));
        var settled = After(item, new ResolveDifference("p_finance", "paid by hand"));
        settled.IsOpen.ShouldBeFalse();
        settled.Resolution.ShouldBe(new("p_finance", "paid by hand", Now));
        Decide(settled, new ResolveDifference("p_finance", "paid by hand")).Events.ShouldBeEmpty();
        Refused(settled, new ResolveDifference("p_other", "paid by hand")).Reason.ShouldBe(RefundReasons.AlreadyDecided);
    }

    [Fact]
    public void R_REF_7_a_settled_difference_that_changes_is_open_again()
    {
        var settled = After(After(new TellOurs(Ours)), new ResolveDifference("p_finance", "not booked there"));
        After(settled, Told(Row with { Amount = Money.Cny(1) })).IsOpen.ShouldBeTrue();
    }

    [Fact]
    public void R_REF_7_what_agrees_cannot_be_settled()
    {
        var refusal = Refused(After(new TellOurs(Ours), Told(Row)), new ResolveDifference("p_finance", "x"));
        (refusal.Reason, refusal.Metadata["current"]).ShouldBe((RefundReasons.DifferenceStateInvalid, "Matched"));
        Refused(null, new ResolveDifference("p_finance", "x")).Reason.ShouldBe(RefundReasons.DifferenceNotFound);
    }

    [Fact]
    public void R_CLK_4_a_difference_that_nobody_settles_is_overdue()
    {
        var item = After(new TellOurs(Ours));
        Decide(item, new PassDifferenceDeadline()).Events.ShouldBeEmpty();
        var late = ItemDecider.Evolve(item, Decide(item, new PassDifferenceDeadline(), item.DueAt!.Value).Events.ShouldHaveSingleItem());
        late.Overdue.ShouldBeTrue();
        Decide(late, new PassDifferenceDeadline(), item.DueAt!.Value).Events.ShouldBeEmpty();
    }

    [Fact]
    public void R_REF_7_a_payment_counts_on_the_day_of_its_row_and_without_one_on_that_of_the_channels_time_in_Beijing()
    {
        After(new TellOurs(Ours)).Day.ShouldBe(new LocalDate(2026, 3, 10));
        After(new TellOurs(Ours with { At = LastSecond + Duration.FromSeconds(1) })).Day.ShouldBe(new LocalDate(2026, 3, 11), "midnight is the next day's");
        After(new TellOurs(Ours), Told(Row with { At = LastSecond + Duration.FromSeconds(1) })).Day.ShouldBe(new LocalDate(2026, 3, 11));
    }

    [Fact]
    public void R_REF_9_a_payment_taken_back_went_out_and_came_in()
    {
        var order = new Scenario();
        order.Given(Scenario.Request(Scenario.Settled, "r1", [("1", 2)])).GivenChecked().GivenReleased().GivenPaid();
        var paid = Movement.Of(order.Account!).ShouldHaveSingleItem();
        (paid.Direction, paid.Amount, paid.At).ShouldBe((MoneyDirection.Out, Money.Cny(6_67), order.Now));
        order.Wait(Duration.FromHours(1)).Given(order.Answer(new ChannelAnswer.Reversed("X")));
        Movement.Of(order.Account!).Select(moved => (moved.Direction, moved.OutRequestNo, moved.At)).ShouldBe(
            [(MoneyDirection.Out, paid.OutRequestNo, paid.At), (MoneyDirection.In, paid.OutRequestNo, order.Now)]);
    }

    [Fact]
    public void R_REF_7_a_day_with_differences_is_compared_again_after_each_of_the_policys_times()
    {
        DayDecider.Import(null, "sha", "p_finance", Scenario.Deadlines, Now).Events.ShouldHaveSingleItem();
        var day = DayDecider.Evolve(null, DayDecider.Import(null, "sha", "p_finance", Scenario.Deadlines, Now).Events[0]);
        day.CompareAt.ShouldBe(Now + Duration.FromHours(6));
        DayDecider.Import(day, "sha", "p_other", Scenario.Deadlines, Now).Events.ShouldBeEmpty("the same file is nothing new");
        var again = DayDecider.Evolve(day, DayDecider.Compare(day, day.CompareAt!.Value, hasOpen: true, Scenario.Deadlines, Now).Events.ShouldHaveSingleItem());
        again.CompareAt.ShouldBe(Now + Duration.FromHours(24));
        DayDecider.Evolve(day, DayDecider.Compare(day, day.CompareAt!.Value, hasOpen: false, Scenario.Deadlines, Now).Events[0]).CompareAt.ShouldBeNull();
    }

    private static TellRow Told(StatementRow row) => new(MoneyDirection.Out, Number, row);

    private static Decision<ItemEvent> Decide(ReconciliationItem? item, ItemCommand command, Instant? now = null) =>
        ItemDecider.Decide(item, command, Scenario.Deadlines, now ?? Now);

    private static Refusal Refused(ReconciliationItem? item, ItemCommand command) => Decide(item, command).Refusal.ShouldNotBeNull();

    private static ReconciliationItem After(params ItemCommand[] commands) => After(null, commands);

    private static ReconciliationItem After(ReconciliationItem? item, params ItemCommand[] commands) => commands.Aggregate(item, (state, command) =>
        Decide(state, command).Events.Aggregate(state, ItemDecider.Evolve))!;
}
