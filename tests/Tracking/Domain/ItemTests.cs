using Aftersales.Kernel;
using Aftersales.Tracking.Domain;
using static Aftersales.Tracking.Domain.FactSource;
using static Aftersales.Tracking.Tests.Domain.Facts;

namespace Aftersales.Tracking.Tests.Domain;

public class ItemTests
{
    private static readonly OrderState Listed =
        Tell(null, [Told(OrderSystem, 0, Order()), Told(OrderSystem, 1, Payment()), Told(Warehouse, 2, new Accepted())], 26)!;

    [Theory]
    [InlineData("", "take", "Taken")]
    [InlineData("", "release", "Open")]
    [InlineData("", "finish", "TRACKING_ITEM_STATE_INVALID")]
    [InlineData("take", "take", "Taken")]
    [InlineData("take", "take by another", "NOT_ITEM_OWNER")]
    [InlineData("take", "take by a supervisor", "Taken")]
    [InlineData("take", "release", "Open")]
    [InlineData("take", "release by another", "NOT_ITEM_OWNER")]
    [InlineData("take", "release by a supervisor", "Open")]
    [InlineData("take", "finish", "Done")]
    [InlineData("take", "finish by another", "NOT_ITEM_OWNER")]
    [InlineData("take", "finish by a supervisor", "Done")]
    [InlineData("take,finish", "finish", "Done")]
    [InlineData("take,finish", "finish by another", "ALREADY_DECIDED")]
    [InlineData("take,finish", "finish by a supervisor", "ALREADY_DECIDED")]
    [InlineData("take,finish", "take", "TRACKING_ITEM_STATE_INVALID")]
    [InlineData("take,finish", "release", "TRACKING_ITEM_STATE_INVALID")]
    [InlineData("take,close", "take", "TRACKING_ITEM_STATE_INVALID")]
    [InlineData("take,close", "note", "TRACKING_ITEM_STATE_INVALID")]
    [InlineData("take", "note by another", "Taken")]
    [InlineData("take,finish", "note", "Done")]
    public void R_TRK_2_what_may_happen_to_an_item(string before, string then, string outcome)
    {
        var state = before.Split(',', StringSplitOptions.RemoveEmptyEntries).Aggregate(Listed, (s, step) => step == "close"
            ? Tell(s, Told(Warehouse, 27, new Dispatched("P1", "A")), 27)!
            : After(s, Decide(s, step))!);
        var decision = Decide(state, then);
        (decision.Refusal?.Reason.Name ?? After(state, decision)!.Items.Single().State.ToString()).ShouldBe(outcome);
    }

    [Fact]
    public void R_TRK_2_a_repeat_by_the_same_person_changes_nothing()
    {
        var taken = After(Listed, Decide(Listed, "take"))!;
        Decide(taken, "take").Events.ShouldBeEmpty();
        var done = After(taken, Decide(taken, "finish"))!;
        Decide(done, "finish").Events.ShouldBeEmpty();
        Decide(Listed, "release").Events.ShouldBeEmpty();
    }

    [Fact]
    public void R_TRK_2_an_item_keeps_owner_and_notes_on_a_graver_list_and_is_open_there_again_if_it_was_done()
    {
        var state = After(Listed, Decide(Listed, "take"))!;
        state = After(state, Decide(state, "note"))!;
        state = After(state, Decide(state, "finish"))!;
        var item = Look(state, 50).Items.Single();
        (item.Finding.List, item.State, item.Owner, item.Ended, item.Notes.Single().Text).ShouldBe((TrackingList.DispatchOverdue, ItemState.Taken, "lin", null, new("sealed")));
    }

    [Fact]
    public void R_TRK_2_there_is_no_item_without_a_number_and_no_end_to_no_notes()
    {
        new OrderDecider(Terms, Day).Decide(null, new ItemCommand.Take(1, "lin", false)).Refusal!.Reason.ShouldBe(TrackingReasons.ItemNotFound);
        foreach (var number in new[] { 0, -1, 2 })
            new OrderDecider(Terms, Day).Decide(Listed, new ItemCommand.Take(number, "lin", false)).Refusal!.Reason.ShouldBe(TrackingReasons.ItemNotFound);
        var full = Enumerable.Range(0, OrderDecider.MostNotes).Aggregate(Listed, (s, _) => After(s, Decide(s, "note"))!);
        Decide(full, "note").Refusal!.Reason.ShouldBe(TrackingReasons.NotesFull);
    }

    private static Decision<OrderEvent> Decide(OrderState state, string what)
    {
        var (by, isSupervisor) = what.EndsWith("another", StringComparison.Ordinal) ? ("ma", false) : what.EndsWith("supervisor", StringComparison.Ordinal) ? ("boss", true) : ("lin", false);
        ItemCommand command = what.Split(' ')[0] switch
        {
            "take" => new ItemCommand.Take(1, by, isSupervisor),
            "release" => new ItemCommand.Release(1, by, isSupervisor),
            "finish" => new ItemCommand.Finish(1, by, isSupervisor),
            _ => new ItemCommand.AddNote(1, by, isSupervisor, new("sealed")),
        };
        return new OrderDecider(Terms, At(27)).Decide(state, command);
    }
}
