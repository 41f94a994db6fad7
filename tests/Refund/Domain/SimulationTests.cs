using Aftersales.Kernel;
using Aftersales.Refunds.Domain;
using static Aftersales.Refunds.Tests.Domain.Scenario;

namespace Aftersales.Refunds.Tests.Domain;

/// <summary>What would be refunded is what is: simulated first, then made.</summary>
public class SimulationTests
{
    private readonly Scenario order = new();

    private Simulation Simulate(RequestRefund asked) => Simulation.Of(order.Account, asked, Scenario.Deadlines, order.Now);

    [Fact]
    public void Asked_about_nothing_it_is_about_everything_that_is_left()
    {
        order.Given(Request(Order, "r1", [("1", 1)], freight: 2_00));
        var made = Simulate(Request(Order, "")).Made.ShouldNotBeNull();
        (made.Kind, made.Parts.Total.Minor).ShouldBe((RefundKind.Abnormal, 115_99 - 3_34 - 2_00));
        made.Parts.Lines.Select(part => (part.LineId, part.Pieces.Length)).ShouldBe([("1", 2), ("2", 10)]);
    }

    [Fact]
    public void R_REF_3_where_nothing_is_left_it_says_so()
    {
        order.Given(Request(Order, "r1", [("1", 3), ("2", 10)], freight: 6_00));
        var simulation = Simulate(Request(Order, ""));
        (simulation.Made, simulation.Refusal!.Reason, simulation.Refusal.Metadata["allowed"]).ShouldBe((null, RefundReasons.RefundExceedsPaid, "0"));
        simulation.Account.LeftOfTotal.IsZero.ShouldBeTrue();
    }

    [Theory]
    [InlineData("1", 3, 0, 0), InlineData("1", 2, 0, 0), InlineData("2", 11, 0, 0), InlineData("9", 1, 0, 0), InlineData("1", 3, 6_01, 0), InlineData("2", 1, 0, 5_00)]
    public void What_is_simulated_is_what_a_request_comes_to(string line, int quantity, long freight, long compensation)
    {
        var asked = Request(Order, "r1", [(line, quantity)], freight, compensation);
        var simulation = Simulate(asked);
        var decision = order.When(asked);
        simulation.Refusal?.Reason.ShouldBe(decision.Refusal?.Reason);
        simulation.Made?.Parts.Total.ShouldBe(order["r1"].Parts.Total);
        (simulation.Made?.Kind, simulation.Made?.PayBy).ShouldBe((order.Account?.Find("r1")?.Kind, order.Account?.Find("r1")?.PayBy));
    }

    [Fact]
    public void An_order_that_was_not_paid_is_told_with_the_reason()
    {
        var simulation = Simulate(Request(Order with { IsPaid = false }, ""));
        simulation.Refusal!.Reason.ShouldBe(RefundReasons.OrderNotPaid);
        simulation.Account.Left(Order.Line("1")!).ShouldBe(Money.Cny(10_00));
    }
}
