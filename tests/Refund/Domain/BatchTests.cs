using Aftersales.Kernel;
using Aftersales.Refunds.Domain;
using Aftersales.Refunds.Domain.Batches;
using NodaTime;

namespace Aftersales.Refunds.Tests.Domain;

public class BatchTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 3, 10, 2, 0);

    private static readonly LockBatch Lock = new("bat_1",
        [
            new("r1", "o1", Money.Cny(10_00), 1, [new(CheckStep.Request, "p_agent", Now), new(CheckStep.Third, "p_supervisor", Now)]),
            new("r2", "o2", Money.Cny(2_50), 1, [new(CheckStep.Request, "p_other", Now)]),
        ],
        "p_finance");

    private static Batch Locked => BatchDecider.Evolve(null, BatchDecider.Decide(null, Lock, Now).Events.Single());

    private static Batch Paid => BatchDecider.Evolve(Locked, BatchDecider.Decide(Locked, new PayBatch("p_finance"), Now).Events.Single());

    [Fact]
    public void R_REF_7_a_batch_lists_and_totals_what_it_pays()
    {
        Locked.Items.Select(item => item.RefundId).ShouldBe(["r1", "r2"]);
        Locked.Total.ShouldBe(Money.Cny(12_50));
        Locked.State.ShouldBe(BatchState.Locked);
    }

    [Fact]
    public void R_REF_7_an_empty_batch_is_refused() =>
        BatchDecider.Decide(null, Lock with { Items = [] }, Now).Refusal!.Reason.ShouldBe(RefundReasons.BatchEmpty);

    [Fact]
    public void R_REF_7_a_batch_is_paid_once()
    {
        Paid.State.ShouldBe(BatchState.Paid);
        BatchDecider.Decide(Paid, new PayBatch("p_finance"), Now).Events.ShouldBeEmpty();
        var refusal = BatchDecider.Decide(Paid, new PayBatch("p_finance_2"), Now).Refusal.ShouldNotBeNull();
        refusal.Reason.ShouldBe(RefundReasons.BatchStateInvalid);
        refusal.Metadata["current"].ShouldBe("Paid");
    }

    [Theory, InlineData("p_agent", "Request"), InlineData("p_other", "Request"), InlineData("p_supervisor", "Third")]
    public void R_PPL_1_nobody_pays_a_batch_with_a_refund_that_they_requested_or_checked(string by, string step)
    {
        var refusal = BatchDecider.Decide(Locked, new PayBatch(by), Now).Refusal.ShouldNotBeNull();
        refusal.Reason.ShouldBe(RefundReasons.SamePerson);
        refusal.Metadata["step"].ShouldBe(step);
    }

    [Fact]
    public void Each_refund_is_told_of_the_lock_and_of_the_payment()
    {
        Locked.Unlocked.Count().ShouldBe(2);
        var told = BatchDecider.Evolve(Locked, BatchDecider.Decide(Locked, new NoteTold("r1", BatchProgress.Locked), Now).Events.Single());
        told.Unlocked.ShouldHaveSingleItem().RefundId.ShouldBe("r2");
        BatchDecider.Decide(told, new NoteTold("r1", BatchProgress.Locked), Now).Events.ShouldBeEmpty();
        Paid.Unreleased.Count().ShouldBe(2);
        Paid.Unlocked.ShouldBeEmpty();
    }

    [Fact]
    public void A_batch_that_does_not_exist_is_not_found() =>
        BatchDecider.Decide(null, new PayBatch("p_finance"), Now).Refusal!.Reason.ShouldBe(RefundReasons.BatchNotFound);
}
