using Aftersales.Complaints.Domain;
using Aftersales.Kernel;
using static Aftersales.Complaint.Tests.Domain.Sample;

namespace Aftersales.Complaint.Tests.Domain;

/// <summary>Plans that send goods instead of paying back.</summary>
public partial class PlanTests
{
    private static readonly Grounds Grounds = new(true, true, true, false);

    [Fact]
    public void R_REP_1_a_replacement_holds_its_units_until_the_customer_has_the_goods()
    {
        var plan = Started(new ReplacementRemedy([new("1", 2)], Grounds, null));
        plan.Steps.Single().Units.Length.ShouldBe(2);
        plan = After(plan, Supply("plan_1.1", SupplyMove.Moving));
        (plan.Steps[0].Stage, plan.Steps[0].Target).ShouldBe((StepStage.Running, "rep_1"));
        plan = After(plan, Supply("plan_1.1", SupplyMove.Done));
        (plan.Stage, plan.Steps[0].Units.Length).ShouldBe((PlanStage.Done, 0));
        Decide(plan, Supply("plan_1.1", SupplyMove.Ended)).Events.ShouldBeEmpty();
    }

    [Fact]
    public void A_replacement_that_came_to_nothing_needs_a_person_and_is_asked_for_anew()
    {
        var plan = After(Started(new ReplacementRemedy([new("1", 1)], Grounds, null)), Supply("plan_1.1", SupplyMove.Ended, "REPLACEMENT_FAILED"));
        (plan.Stage, plan.Steps[0].Refusal).ShouldBe((PlanStage.Blocked, "REPLACEMENT_FAILED"));
        var again = After(plan, new PlanCommand.Retry("plan_1.1", Senior, []));
        (again.Steps[0].Stage, again.Steps[0].Asked).ShouldBe((StepStage.Starting, "plan_1.1~2"));
        After(plan, new PlanCommand.CallOff()).Steps[0].Units.ShouldBeEmpty();
    }

    [Fact]
    public void R_RET_8_an_exchange_goes_out_for_what_came_back_and_frees_its_units_when_it_arrived()
    {
        var plan = Started(new ExchangeRemedy([new("1", 2, "blue")]));
        (plan.Steps[0].Units.Length, plan.Steps[1].Units.Length).ShouldBe((2, 0));
        plan = After(plan, new PlanCommand.Answer("plan_1.1", "ret_1", false));
        plan = After(plan, new PlanCommand.FollowReturn("ret_1", ReturnMove.Settled, Released(1, Line("1", 2)) with { Advance = true }));
        plan.Steps[1].Stage.ShouldBe(StepStage.Waiting, "goods are not advanced");
        plan = After(plan, new PlanCommand.FollowReturn("ret_1", ReturnMove.Settled) { IsOver = true, Accepted = [Line("1", 1)] });
        var send = plan.Steps[1].Task.ShouldBeOfType<SendGoods>();
        (send.Lines.Single(), send.Return).ShouldBe((new WantedLine("1", 1, "blue"), "ret_1"));
        plan = After(plan, Supply("plan_1.2", SupplyMove.Moving), Supply("plan_1.2", SupplyMove.Done));
        (plan.Stage, plan.Steps.Sum(s => s.Units.Length)).ShouldBe((PlanStage.Done, 0));
    }

    [Fact]
    public void R_RET_8_what_came_back_for_an_exchange_that_comes_to_nothing_can_be_refunded()
    {
        var plan = After(
            Started(new ExchangeRemedy([new("1", 1)])),
            new PlanCommand.Answer("plan_1.1", "ret_1", false),
            new PlanCommand.FollowReturn("ret_1", ReturnMove.Settled) { IsOver = true, Accepted = [Line("1", 1)] },
            Supply("plan_1.2", SupplyMove.Ended, "REPLACEMENT_FAILED"));
        plan.Steps[0].Units.ShouldHaveSingleItem();
        After(plan, new PlanCommand.CallOff()).Steps.Sum(s => s.Units.Length).ShouldBe(0);
    }

    [Fact]
    public void R_RET_11_a_part_holds_no_piece_and_a_repair_does()
    {
        Started(new PartRemedy(Line("1", 1), "lid")).Steps.Single().Units.ShouldBeEmpty();
        var repair = Started(new RepairRemedy([Line("1", 1)], Sealed));
        repair.Steps.Single().Units.ShouldHaveSingleItem();
        After(repair, Supply("plan_1.1", SupplyMove.Done)).Steps.Single().Units.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(2, 1, 0, null)] // not exchanged at all
    [InlineData(1, 1, 1, "set-b")] // one piece of the set without the other
    [InlineData(2, 1, 1, "set-a")] // a set of three pieces without one of its two alike
    public void R_RET_8_of_a_set_the_whole_set_is_exchanged(int boughtA, int boughtB, int exchangedA, string? missing)
    {
        var facts = new OrderFacts(Order, Buyer.Id, Money.Cny(100_00),
        [
            new("set-a", Category.Household, boughtA, Money.Cny(50_00)) { Set = "tea set" },
            new("set-b", Category.Household, boughtB, Money.Cny(50_00)) { Set = "tea set" },
            new("1", Category.Household, 3, Money.Cny(50_00)),
        ]);
        LineQuantity[] exchanged = exchangedA == 0 ? [Line("1", 1)] : [Line("set-a", exchangedA)];
        facts.CoversSets(exchanged)?.Metadata["line_id"].ShouldBe(missing);
        (facts.CoversSets(exchanged) is null).ShouldBe(missing is null);
        facts.CoversSets([Line("set-a", boughtA), Line("set-b", boughtB)]).ShouldBeNull();
    }

    private static PlanCommand.FollowSupply Supply(string cause, SupplyMove move, string why = "") => new(cause, "rep_1", move, why);
}
