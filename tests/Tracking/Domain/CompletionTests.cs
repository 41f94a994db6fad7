using Aftersales.Kernel;
using Aftersales.Tracking.Domain;
using NodaTime;
using static Aftersales.Tracking.Domain.FactSource;
using static Aftersales.Tracking.Tests.Domain.Facts;

namespace Aftersales.Tracking.Tests.Domain;

public class CompletionTests
{
    private static readonly Fact[] Paid = [Told(OrderSystem, 0, Order(region: "CN-SC")), Told(OrderSystem, 1, Payment())];

    [Fact]
    public void R_TRK_4_the_report_of_a_day_is_over_the_orders_placed_from_20_00_three_days_before_to_20_00_two_days_before() =>
        CompletionReport.Window(new(2026, 6, 5), Terms.Policy, BusinessCalendar.Default)
            .ShouldBe((Instant.FromUtc(2026, 6, 2, 12, 0), Instant.FromUtc(2026, 6, 3, 12, 0)));

    [Fact]
    public void R_TRK_4_it_counts_due_completed_and_open_by_reason()
    {
        var count = new CompletionCount(Terms, At(60));
        foreach (var facts in new Fact[][]
        {
            [Paid[0]],
            [.. Paid, Told(OrderSystem, 2, new Cancelled(""))],
            [.. Paid, Told(OrderSystem, 50, new Signed("", SealedText.Empty))],
            [.. Paid, Told(OrderSystem, 50, new Settled())],
            [.. Paid, Told(Warehouse, 3, new Shortage("1", 1, ShortageCause.None))],
            [.. Paid],
            [.. Paid, Told(Warehouse, 3, new Accepted())],
            [.. Paid, Told(Warehouse, 3, new Dispatched("P1", "A"))],
            [.. Paid, Told(Warehouse, 30, new Dispatched("P1", "A"))],
            [Told(OrderSystem, 0, Order()), Told(OrderSystem, 1, Payment()), Told(Warehouse, 30, new Dispatched("P1", "A"))],
        })
            count.Add(Tell(null, facts, 60)!);

        var report = count.Report;
        report.Regions.Select(r => (r.Region, r.Due, r.Completed, r.BasisPoints)).ShouldBe([("", 1, 0, 0), ("CN-SC", 7, 2, 2857)]);
        report.Total.Open.ShouldBe([
            new(OpenReason.ShortPicked, 1), new(OpenReason.Oversold, 1), new(OpenReason.Undispatched, 1), new(OpenReason.NoMovement, 1), new(OpenReason.UnderWay, 2)]);
        (report.Total.Due, report.Total.Completed, report.Total.BasisPoints).ShouldBe((8, 2, 2500));
    }

    [Fact]
    public void R_TRK_4_an_order_whose_clock_stood_still_is_open_for_that_reason()
    {
        var count = new CompletionCount(Terms with { Stops = [(["CN-SC"], new Stop(At(20), At(44)))] }, At(60));
        count.Add(Tell(null, Paid, 60)!);
        count.Report.Total.Open.Single().ShouldBe(new(OpenReason.Disaster, 1));
    }

    [Fact]
    public void R_TRK_4_nothing_due_is_complete() => new CompletionCount(Terms, At(60)).Report.Total.BasisPoints.ShouldBe(10_000);
}
