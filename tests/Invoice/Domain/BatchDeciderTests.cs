using Aftersales.Kernel;

namespace Aftersales.Invoices.Domain.Batches;

public sealed class BatchDeciderTests
{
    private static readonly Batch Pending = BatchDecider.Evolve(null, new BatchCreated(Orders.Now, "invoice", [new("inv-1", "o-1", Money.Cny(100), "cai")]));
    private static readonly Batch Approved = BatchDecider.Evolve(Pending, new BatchApproved(Orders.Now, "shen"));
    private static readonly Batch Released = BatchDecider.Evolve(Approved, new BatchReleased(Orders.Now, "fang"));

    [Fact]
    public void R_INV_5_the_supervisor_approves_then_finance_releases()
    {
        BatchDecider.Approve(Pending, "shen", Orders.Now).Events.ShouldBe([new BatchApproved(Orders.Now, "shen")]);
        BatchDecider.Release(Approved, "fang", Orders.Now).Events.ShouldBe([new BatchReleased(Orders.Now, "fang")]);
        BatchDecider.Release(Pending, "fang", Orders.Now).Refusal!.Reason.ShouldBe(InvoiceReasons.BatchStateInvalid);
    }

    [Theory]
    [InlineData("shen", "approve")]
    [InlineData("cai", "check")]
    [InlineData("invoice", "create")]
    public void R_PPL_1_nobody_releases_what_they_took_another_step_of(string person, string step)
    {
        var refusal = BatchDecider.Release(Approved, person, Orders.Now).Refusal!;
        (refusal.Reason, refusal.Metadata["step"], refusal.Metadata["rule"]).ShouldBe((InvoiceReasons.SamePerson, step, "R-PPL-1"));
    }

    [Fact]
    public void R_PPL_1_nobody_approves_what_they_checked() =>
        BatchDecider.Approve(Pending, "cai", Orders.Now).Refusal!.Reason.ShouldBe(InvoiceReasons.SamePerson);

    [Fact]
    public void A_repeat_is_nothing_and_another_persons_is_refused()
    {
        BatchDecider.Approve(Approved, "shen", Orders.Now).Events.ShouldBeEmpty();
        BatchDecider.Approve(Approved, "shu", Orders.Now).Refusal!.Reason.ShouldBe(InvoiceReasons.AlreadyDecided);
        BatchDecider.Release(Released, "fang", Orders.Now).Events.ShouldBeEmpty();
        BatchDecider.Release(Released, "feng", Orders.Now).Refusal!.Reason.ShouldBe(InvoiceReasons.AlreadyDecided);
        BatchDecider.Tell(BatchDecider.Evolve(Released, new BatchTold(Orders.Now, BatchState.Released)), BatchState.Approved, Orders.Now).Events.ShouldBeEmpty();
    }

    [Fact]
    public void A_batch_of_nothing_is_not_made() =>
        BatchDecider.Create(null, [], "cai", Orders.Now).Refusal!.Reason.ShouldBe(InvoiceReasons.BatchEmpty);
}
