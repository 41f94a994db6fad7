using Aftersales.Complaints.Domain;
using Aftersales.Kernel;
using NodaTime;
using static Aftersales.Complaint.Tests.Domain.CaseStory;
using static Aftersales.Complaint.Tests.Domain.Sample;

namespace Aftersales.Complaint.Tests.Domain;

/// <summary>The complaint sheet of the day (R-QLT-2).</summary>
public class SheetTests
{
    private static readonly Instant From = Now - Duration.FromHours(1);
    private static readonly Instant Until = Now + Duration.FromHours(8);

    [Fact]
    public void R_QLT_2_a_sheet_counts_what_happened_in_its_time()
    {
        var count = new SheetCount(From, Until);
        var opened = Opened(CaseType.Price).State!;
        var early = opened with { Id = "case_0", Opened = From - Duration.Epsilon };
        var late = opened with { Id = "case_2", Opened = Until };
        var closed = Opened().After(new CaseCommand.Withdraw(Buyer)).State!;
        foreach (var state in new[] { opened, early, late, closed })
            count.AddOpened(state);
        foreach (var state in new[] { closed, closed with { Id = "case_3", Closed = Until }, opened })
            count.AddClosed(state);
        var sheet = Sheet(count);
        sheet.Opened.Count.ShouldBe(2);
        sheet.Opened.ByType.Select(row => (row.Key, row.Value)).ShouldBe([(CaseType.MissingItem, 1), (CaseType.Price, 1)]);
        sheet.Opened.ByTier.Select(row => (row.Key, row.Value)).ShouldBe([(Tier.L1, 2)]);
        sheet.Closed.Select(row => (row.Key, row.Value)).ShouldBe([(CaseOutcome.Withdrawn, 1)]);
    }

    [Fact]
    public void R_CLK_3_breaches_of_its_time_are_listed_with_who_held_the_case()
    {
        var story = Opened().ClockRunsOut();
        var count = new SheetCount(story.At, story.At + Duration.FromHours(1));
        count.AddBreached(story.State!);
        count.AddBreached(story.ClockRunsOut().State! with { Id = "case_2" });
        var sheet = Sheet(count);
        sheet.Breaches.Rows.Select(breach => (breach.Case, breach.WaitedFor, breach.HeldBy, breach.Tier)).ShouldBe(
            [(CaseId, "decision", Agent.Id, Tier.L1), ("case_2", "decision", Agent.Id, Tier.L1)]);
    }

    [Fact]
    public void What_others_answer_for_is_told_while_it_is_open_and_when_it_is_closed()
    {
        var open = Opened().State! with { Party = ResponsibleParty.Warehouse };
        var closed = Opened().After(new CaseCommand.Withdraw(Buyer)).State! with { Id = "case_2", Party = ResponsibleParty.Courier };
        var count = new SheetCount(From, Until);
        count.AddClaimed(open);
        count.AddClaimed(open with { Id = "case_4", Party = ResponsibleParty.Customer });
        count.AddClaimed(open with { Id = "case_5", Party = ResponsibleParty.Unspecified, DisputedWith = ResponsibleParty.Supplier });
        count.AddClosed(closed);
        count.AddClosed(closed with { Id = "case_3", Closed = Until });
        Sheet(count).Claims.Rows.Select(claim => (claim.Case, claim.Against)).ShouldBe(
            [(CaseId, ResponsibleParty.Warehouse), ("case_2", ResponsibleParty.Courier), ("case_5", ResponsibleParty.Supplier)]);
    }

    [Fact]
    public void Section_9_points_recorded_in_its_time_add_up()
    {
        var count = new SheetCount(From, Until);
        var risked = Opened(CaseType.PromiseBreach).State!;
        count.AddRisked(risked);
        count.AddRisked(risked with { Id = "case_2", Exposures = [risked.Exposures[0] with { At = Until }] });
        var sheet = Sheet(count);
        (sheet.Points, sheet.Risks.Rows.Single().Violation).ShouldBe((4, Violation.PromiseBroken));
    }

    [Fact]
    public void A_part_lists_so_many_rows_and_counts_the_rest()
    {
        var risked = Opened(CaseType.PromiseBreach).State!;
        var many = risked with { Exposures = [.. Enumerable.Repeat(risked.Exposures[0], SheetCount.MostRows + 5)] };
        var count = new SheetCount(From, Until);
        count.AddRisked(many);
        var sheet = Sheet(count);
        (sheet.Risks.Rows.Length, sheet.Risks.Omitted, sheet.Risks.Count, sheet.Points).ShouldBe((1000, 5, 1005, 4020));
    }

    [Fact]
    public void R_QLT_2_a_sheet_is_planned_once_and_made_once()
    {
        var planned = SheetDecider.Evolve(null, SheetDecider.Plan(null, From, Until).Events.Single());
        SheetDecider.Plan(planned, Now, Now).Events.ShouldBeEmpty();
        SheetDecider.Make(null, Sheet(new(From, Until)), "csv", "hash").Events.ShouldBeEmpty();
        var made = SheetDecider.Evolve(planned, SheetDecider.Make(planned, Sheet(new(From, Until)), "csv", "hash").Events.Single());
        (made.Csv, made.Sha256, made.Due).ShouldBe(("csv", "hash", Until));
        SheetDecider.Make(made, Sheet(new(From, Until)), "other", "other").Events.ShouldBeEmpty();
    }

    [Fact]
    public void R_QLT_2_a_sheet_that_is_planned_twice_covers_the_time_since_the_earlier_of_both()
    {
        var planned = SheetDecider.Evolve(null, SheetDecider.Plan(null, From, Until).Events.Single());
        var earlier = From - Duration.FromDays(3);
        SheetDecider.Evolve(planned, SheetDecider.Plan(planned, earlier, Until).Events.Single()).ShouldBe(new SheetDay(earlier, Until));
        var made = SheetDecider.Evolve(planned, SheetDecider.Make(planned, Sheet(new(From, Until)), "csv", "hash").Events.Single());
        SheetDecider.Plan(made, earlier, Until).Events.ShouldBeEmpty();
    }

    private static DailySheet Sheet(SheetCount count) => count.Sheet(new([], []), Policy.Reports);
}
