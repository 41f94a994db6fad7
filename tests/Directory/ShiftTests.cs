using System.Collections.Immutable;
using Aftersales.Directories.Domain;
using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Directories.Tests;

/// <summary>Planned shifts, and what people say themselves in between (R-CASE-5).</summary>
public class ShiftTests
{
    private static readonly Instant Nine = Instant.FromUtc(2026, 6, 2, 1, 0);
    private static readonly StaffPolicy Policy = new(Duration.FromHours(16), 3);
    private static readonly Person Wang = new(new("sealed"), ["agent_l1"], [], 5, OnShift: false, Active: true);

    [Fact]
    public void R_CASE_5_a_planned_shift_starts_and_ends_by_itself()
    {
        var planned = After(Wang, Decider(8).Plan(Wang, Shift("a", 9, 18)));
        Decider(8).Tick(planned).Events.ShouldBeEmpty();
        var atWork = After(planned, Decider(9).Tick(planned));
        (atWork.OnShift, atWork.Shifts.Single().Begun).ShouldBe((true, true));
        Decider(17.9).Tick(atWork).Events.ShouldBeEmpty();
        var home = After(atWork, Decider(18).Tick(atWork));
        (home.OnShift, home.Shifts.Length).ShouldBe((false, 0));
    }

    [Fact]
    public void R_CASE_5_who_goes_home_early_is_not_called_back_and_who_came_early_goes_at_the_planned_end()
    {
        var planned = After(Wang, Decider(8).Plan(Wang, Shift("a", 9, 18)));
        var early = After(planned, PersonDecider.Change(planned, new ShiftStarted()));
        var atWork = After(early, Decider(9).Tick(early));
        atWork.OnShift.ShouldBeTrue();
        After(atWork, Decider(18).Tick(atWork)).OnShift.ShouldBeFalse();

        var gone = After(atWork, PersonDecider.Change(atWork, new ShiftEnded()));
        Decider(12).Tick(gone).Events.ShouldBeEmpty();
        var over = Decider(18).Tick(gone);
        over.Events.ShouldBe([new ShiftOver("a")]);
    }

    [Fact]
    public void R_CASE_5_one_shift_follows_another_and_what_was_missed_altogether_is_over()
    {
        var two = After(After(Wang, Decider(8).Plan(Wang, Shift("a", 9, 12))), new ShiftPlanned(Shift("b", 12, 15)));
        var first = After(two, Decider(9).Tick(two));
        var second = After(first, Decider(12).Tick(first));
        (second.OnShift, second.Shifts.Single().Id).ShouldBe((true, "b"));
        var late = After(two, Decider(13).Tick(two));
        (late.OnShift, late.Shifts.Single().Begun).ShouldBe((true, true));
        var missed = After(two, Decider(20).Tick(two));
        (missed.OnShift, missed.Shifts.Length).ShouldBe((false, 0));
        // Somebody who started by themselves and had no planned start yet stays.
        var own = After(two, PersonDecider.Change(two, new ShiftStarted()));
        After(own, Decider(20).Tick(own)).OnShift.ShouldBeTrue();
    }

    [Theory]
    [InlineData(11, 13, "SHIFT_OVERLAPS")]
    [InlineData(8.5, 9.5, "SHIFT_OVERLAPS")]
    [InlineData(7, 8, "INVALID_REQUEST")]
    [InlineData(20, 20, "INVALID_REQUEST")]
    [InlineData(20, 37, "INVALID_REQUEST")]
    [InlineData(12, 28, null)]
    public void A_shift_overlaps_no_other_is_not_past_and_lasts_no_longer_than_the_policy_lets_it(double from, double until, string? reason)
    {
        var planned = After(Wang, Decider(8).Plan(Wang, Shift("a", 9, 12)));
        Decider(8).Plan(planned, Shift("b", from, until)).Refusal?.Reason.Name.ShouldBe(reason);
    }

    [Fact]
    public void Shifts_of_one_person_are_bounded_and_end_with_them()
    {
        var full = Enumerable.Range(0, 3).Aggregate(Wang, (p, n) => After(p, Decider(0).Plan(p, Shift($"{n}", n, n + 1))));
        Decider(0).Plan(full, Shift("x", 5, 6)).Refusal!.Reason.ShouldBe(DirectoryReasons.ShiftsFull);
        var left = After(full, new PersonDeactivated());
        left.Shifts.ShouldBeEmpty();
        Decider(0).Plan(left, Shift("x", 5, 6)).Refusal!.Reason.ShouldBe(DirectoryReasons.PersonInactive);
        Decider(0).Plan(null, Shift("x", 5, 6)).Refusal!.Reason.ShouldBe(DirectoryReasons.PersonNotFound);
    }

    [Fact]
    public void A_shift_that_is_cancelled_while_it_runs_ends_now()
    {
        var planned = After(Wang, Decider(8).Plan(Wang, Shift("a", 9, 18)));
        After(planned, Decider(8).Cancel(planned, "a")).Shifts.ShouldBeEmpty();
        var atWork = After(planned, Decider(9).Tick(planned));
        After(atWork, Decider(10).Cancel(atWork, "a")).OnShift.ShouldBeFalse();
        Decider(8).Cancel(planned, "b").Refusal!.Reason.ShouldBe(DirectoryReasons.ShiftNotFound);
    }

    private static ShiftDecider Decider(double hour) => new(Policy, At(hour));

    private static Shift Shift(string id, double from, double until) => new(id, At(from), At(until));

    private static Instant At(double hour) => Nine + Duration.FromHours(hour - 9);

    private static Person After(Person person, Decision<PersonEvent> decision) => decision.Events.Aggregate(person, PersonDecider.Evolve);
}
