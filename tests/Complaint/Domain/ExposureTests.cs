using System.Collections.Immutable;
using Aftersales.Complaints.Domain;
using Aftersales.Complaints.Policy;
using Aftersales.Kernel;
using NodaTime;
using static Aftersales.Complaint.Tests.Domain.Sample;

namespace Aftersales.Complaint.Tests.Domain;

/// <summary>The table of handbook §9, row by row.</summary>
public class ExposureTests
{
    [Theory]
    [InlineData(Violation.InvoiceRefused, 6)]
    [InlineData(Violation.InvoiceConditioned, 6)]
    [InlineData(Violation.InvoiceFee, 6)]
    [InlineData(Violation.InvoiceOtherIssuer, 6)]
    [InlineData(Violation.PaymentRefused, 6)]
    [InlineData(Violation.TrialRefused, 6)]
    [InlineData(Violation.PriceRaised, 4)]
    [InlineData(Violation.FreightRaised, 4)]
    [InlineData(Violation.FreightCharged, 4)]
    [InlineData(Violation.PromiseBroken, 4)]
    public void Section_9_costs_the_same_each_time(Violation violation, int points)
    {
        foreach (var earlier in (long[])[0, 1, 7])
        {
            var risk = Risk(violation, earlier);
            (risk.Points, risk.Again, risk.RemovesListing).ShouldBe((points, earlier > 0, false));
        }
    }

    [Theory]
    [InlineData(Violation.OrderClosed)]
    [InlineData(Violation.ListedWithoutStock)]
    public void Section_9_costs_1_and_again_2_and_the_listing(Violation violation)
    {
        (Risk(violation, 0).Points, Risk(violation, 0).RemovesListing).ShouldBe((1, false));
        (Risk(violation, 1).Points, Risk(violation, 1).RemovesListing).ShouldBe((2, true));
        (Risk(violation, 2).Points, Risk(violation, 2).RemovesListing).ShouldBe((2, true));
    }

    [Fact]
    public void Section_9_late_dispatch_costs_no_points() => CaseStory.Opened(CaseType.LateDispatch).State!.Points().ShouldBe(0);

    [Theory]
    [InlineData(0, 0, 0, 0)]
    [InlineData(0, 1, 1, 0)]
    [InlineData(0, 3, 5, 2)]
    [InlineData(2, 3, 6, 3)]
    public void Section_9_a_month_counts_on_from_the_months_before(long earlier, long count, long points, long removed) =>
        Exposures.OfMonth(Violation.OrderClosed, earlier, count, Policy.Exposure).ShouldBe(new(Violation.OrderClosed, count, points, removed));

    [Fact]
    public void A_case_s_type_is_a_suspicion_that_ends_with_the_case_or_with_knowing()
    {
        var opened = CaseStory.Opened(CaseType.PromiseBreach);
        opened.State!.Standing().ShouldHaveSingleItem().Violation.ShouldBe(Violation.PromiseBroken);
        opened.After(new CaseCommand.Withdraw(Buyer)).State!.Points().ShouldBe(0);

        var known = opened.After(Told(Violation.FreightCharged));
        known.State!.Standing().ShouldHaveSingleItem().Violation.ShouldBe(Violation.FreightCharged);
        known.After(new CaseCommand.Withdraw(Buyer)).State!.Points().ShouldBe(4);
        opened.After(Told(Violation.InvoiceFee)).State!.Points().ShouldBe(10);
    }

    [Fact]
    public void The_same_source_counts_once() =>
        CaseStory.Opened().After(Told(Violation.PriceRaised), Told(Violation.PriceRaised)).State!.Points().ShouldBe(4);

    [Fact]
    public void R_CASE_3_what_is_told_makes_a_case_graver_and_takes_it_up()
    {
        var told = CaseStory.Opened().After(Told(Violation.InvoiceRefused)).State!;
        (told.Severity, told.Tier, told.Owner).ShouldBe((Severity.High, Tier.L2, Senior.Id));
        var little = CaseStory.Opened().After(Told(Violation.OrderClosed)).State!;
        (little.Severity, little.Tier).ShouldBe((Severity.Low, Tier.L1));
        CaseStory.Opened(CaseType.Oversold).After(Told(Violation.OrderClosed), Told(Violation.ListedWithoutStock) with { Source = "b", Earlier = 1 })
            .State!.Standing().Select(risk => risk.Points).ShouldBe([1, 2]);
    }

    [Fact]
    public void A_closed_case_keeps_its_tier()
    {
        var closed = CaseStory.Opened().After(new CaseCommand.Withdraw(Buyer), Told(Violation.InvoiceRefused)).State!;
        (closed.Tier, closed.Points()).ShouldBe((Tier.L1, 6));
    }

    [Fact]
    public void A_table_that_lacks_a_violation_or_is_milder_the_second_time_is_refused()
    {
        var table = Policy.Exposure;
        Problems(table with { Points = table.Points.Remove(Violation.PriceRaised) }).ShouldHaveSingleItem().ShouldBe(("exposure.points", "lacks PriceRaised"));
        Problems(table with { Points = table.Points.SetItem(Violation.OrderClosed, new(2, 1)) }).ShouldHaveSingleItem().Field.ShouldBe("exposure.points.OrderClosed");
        Problems(table with { ByType = table.ByType.SetItem(CaseType.Price, Violation.Unspecified) }).ShouldHaveSingleItem().Field.ShouldBe("exposure.byType.Price");
        Problems(table).ShouldBeEmpty();
    }

    private static ImmutableArray<(string Field, string Description)> Problems(ExposurePolicy exposure) =>
        [.. ((MerchantComplaintPolicy)Policy with { Exposure = exposure }).Problems(Now).Select(problem => (problem.Field, problem.Description))];

    private static Exposed Risk(Violation violation, long earlier) => Exposures.Of(violation, earlier, "a", Agent.Id, Now, Policy.Exposure);

    private static CaseCommand.Expose Told(Violation violation) => new(violation, "a", Agent.Id, 0, AtWork);
}
