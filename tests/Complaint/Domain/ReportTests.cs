using System.Collections.Immutable;
using Aftersales.Complaints.Domain;
using Aftersales.Kernel;
using NodaTime;
using static Aftersales.Complaint.Tests.Domain.CaseStory;
using static Aftersales.Complaint.Tests.Domain.ClockTests;
using static Aftersales.Complaint.Tests.Domain.Sample;

namespace Aftersales.Complaint.Tests.Domain;

/// <summary>What reports make of counts (handbook §11).</summary>
public class ReportTests
{
    [Fact]
    public void Percentiles_of_classes_are_within_5_percent_of_the_true_ones()
    {
        var random = new Random(7);
        for (var round = 0; round < 20; round++)
        {
            var times = Enumerable.Range(0, random.Next(1, 400)).Select(_ => Math.Exp(Math.Log(60) + (random.NextDouble() * 12))).Order().ToList();
            var counts = times.GroupBy(seconds => ResolutionTimes.ClassOf(Duration.FromSeconds(seconds))).ToDictionary(count => count.Key, count => (long)count.Count());
            foreach (var percent in new[] { 1, 50, 90, 100 })
            {
                var exact = times[((times.Count * percent) + 99) / 100 - 1];
                var told = ResolutionTimes.Percentile(counts, percent)!.Value.TotalSeconds;
                (Math.Abs(told - exact) / exact).ShouldBeLessThan(0.051); // classes end at whole seconds
            }
        }
    }

    [Fact]
    public void The_shortest_and_the_longest_times_are_told_as_the_bounds()
    {
        ResolutionTimes.Percentile([new(ResolutionTimes.ClassOf(Duration.Zero), 1)], 50).ShouldBe(Duration.FromMinutes(1));
        ResolutionTimes.Percentile([new(ResolutionTimes.ClassOf(Duration.FromDays(4000)), 1)], 50).ShouldBe(Duration.FromDays(200));
        ResolutionTimes.Percentile([], 50).ShouldBeNull();
    }

    [Fact]
    public void R_QLT_3_first_contact_is_what_the_first_who_had_it_resolved()
    {
        var told = new CaseCommand.RecordFeedback(Buyer, 5, SealedText.Empty, "");
        Of(Resolved().After(told)).Course.ShouldBe(Course.FirstContact);
        Of(Opened().After(new CaseCommand.Withdraw(Buyer))).Course.ShouldBe(Course.Plain);
        var repeated = Opened().After(new CaseCommand.Repeat(Sealed, [], Facts, AtWork), new CaseCommand.Withdraw(Buyer));
        Of(repeated).Course.ShouldBe(Course.Repeated);
        var passedUp = Opened().After(new CaseCommand.Escalate(Agent, Sealed, AtWork), Offer("o1", Senior), new CaseCommand.AcceptOffer(Buyer, "o1"));
        Of(Follow(passedUp, PlanStage.Done).After(told)).Course.ShouldBe(Course.Plain);
        passedUp.State!.Escalations.ShouldBe(1);
        var reopened = Resolved().After(told, new CaseCommand.Reopen(Buyer, Sealed, AtWork), Offer("o2", Agent), new CaseCommand.AcceptOffer(Buyer, "o2"));
        Of(Follow(reopened, PlanStage.Done).After(told)).Course.ShouldBe(Course.Plain);
    }

    [Fact]
    public void The_time_to_resolve_ends_when_all_was_done_not_when_the_customer_has_said_so()
    {
        var done = Follow(Opened().After(Offer("o1", Agent), new CaseCommand.AcceptOffer(Buyer, "o1")).Later(Duration.FromHours(5)), PlanStage.Done);
        var closed = done.Later(Duration.FromDays(3)).After(new CaseCommand.RecordFeedback(Buyer, 5, SealedText.Empty, ""));
        closed.State!.Resolved.ShouldBe(Now + Duration.FromHours(5));
        Of(closed).Time.ShouldBe(ResolutionTimes.ClassOf(Duration.FromHours(5)));
        Of(Opened().After(new CaseCommand.Withdraw(Buyer))).Time.ShouldBe(-1);
    }

    [Fact]
    public void A_month_is_told_by_type_and_as_a_whole()
    {
        var hour = ResolutionTimes.ClassOf(Duration.FromHours(1));
        var rows = MonthReport.Of(
            new Dictionary<CaseType, long> { [CaseType.Damaged] = 4, [CaseType.Price] = 1 },
            [
                (new(CaseType.Damaged, CaseOutcome.Resolved, Course.FirstContact, hour), 2), (new(CaseType.Damaged, CaseOutcome.Resolved, Course.Repeated, hour), 1),
                (new(CaseType.Damaged, CaseOutcome.Expired, Course.Plain, -1), 1),
            ]);
        rows.Select(row => (row.Type, row.Opened, row.AllClosed, row.FirstContactRate, row.RepeatRate)).ShouldBe(
            [(CaseType.Damaged, 4, 4, 6667, 2500), (CaseType.Price, 1, 0, 0, 0), (CaseType.Unspecified, 5, 4, 6667, 2500)]);
        (rows[1].P50, rows[2].P50!.Value.TotalMinutes).ShouldSatisfyAllConditions(pair => pair.P50.ShouldBeNull(), pair => pair.Item2.ShouldBe(60, 3));
    }

    [Fact]
    public void What_is_open_is_told_by_calendar_days_of_age()
    {
        var today = new LocalDate(2026, 6, 10);
        var policy = new ReportPolicy(new(18, 0), [1, 3, 7]);
        var open = OpenCases.Of(
            [(new(CaseType.Damaged, Tier.L1, today), 2), (new(CaseType.Damaged, Tier.L1, today.PlusDays(-2)), 1), (new(CaseType.Damaged, Tier.L2, today.PlusDays(-3)), 1)],
            [(new("agent-1", Tier.L1, today.PlusDays(-7)), 3), (new("", Tier.L1, today.PlusDays(-6)), 1)],
            policy,
            today);
        open.ByType.Select(row => (row.Key, row.Tier, row.Count)).ShouldBe([(CaseType.Damaged, Tier.L1, 3), (CaseType.Damaged, Tier.L2, 1)]);
        open.ByType[0].Ages.ShouldBe([2, 1, 0, 0]);
        open.ByType[1].Ages.ShouldBe([0, 0, 1, 0]);
        open.ByOwner.Select(row => (row.Key, row.Ages[3])).ShouldBe([("", 0), ("agent-1", 3)]);
        open.Count.ShouldBe(4);
    }

    private static ClosedCell Of(CaseStory story) => ClosedCell.Of(story.State!);
}
