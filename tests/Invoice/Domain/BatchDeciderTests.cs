using System.Collections.Immutable;
using Aftersales.Kernel;

namespace Aftersales.Invoices.Domain.Batches;

public sealed class BatchDeciderTests
{
    private static readonly ImmutableDictionary<string, string> All = ImmutableDictionary<string, string>.Empty;
    private static readonly Batch Pending = BatchDecider.Evolve(null, new BatchCreated(Orders.Now, "invoice", [new("inv-1", "o-1", Money.Cny(100), "cai")]));
    private static readonly Batch Approved = BatchDecider.Evolve(Pending, new BatchApproved(Orders.Now, "shen", All));
    private static readonly Batch Released = BatchDecider.Evolve(Approved, new BatchReleased(Orders.Now, "fang"));

    [Fact]
    public void R_INV_5_the_supervisor_approves_then_finance_releases()
    {
        BatchDecider.Approve(Pending, "shen", All, Orders.Now).Events.ShouldBe([new BatchApproved(Orders.Now, "shen", All)]);
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
        BatchDecider.Approve(Pending, "cai", All, Orders.Now).Refusal!.Reason.ShouldBe(InvoiceReasons.SamePerson);

    [Fact]
    public void A_repeat_is_nothing_and_another_persons_is_refused()
    {
        BatchDecider.Approve(Approved, "shen", All, Orders.Now).Events.ShouldBeEmpty();
        BatchDecider.Approve(Approved, "shu", All, Orders.Now).Refusal!.Reason.ShouldBe(InvoiceReasons.AlreadyDecided);
        BatchDecider.Release(Released, "fang", Orders.Now).Events.ShouldBeEmpty();
        BatchDecider.Release(Released, "feng", Orders.Now).Refusal!.Reason.ShouldBe(InvoiceReasons.AlreadyDecided);
        BatchDecider.Tell(BatchDecider.Evolve(Released, new BatchTold(Orders.Now, BatchState.Released)), BatchState.Approved, Orders.Now).Events.ShouldBeEmpty();
    }

    [Fact]
    public void A_batch_of_nothing_is_not_made() =>
        BatchDecider.Create(null, [], "cai", Orders.Now).Refusal!.Reason.ShouldBe(InvoiceReasons.BatchEmpty);

    [Fact]
    public void R_INV_5_what_is_not_approved_says_why_and_is_held_no_more()
    {
        var two = BatchDecider.Evolve(null, new BatchCreated(Orders.Now, "invoice", [new("inv-1", "o-1", Money.Cny(100), "cai"), new("inv-2", "o-2", Money.Cny(100), "cai")]));
        var some = BatchDecider.Evolve(two, BatchDecider.Approve(two, "shen", All.Add("inv-2", "wrong title"), Orders.Now).Events.Single());
        some.State.ShouldBe(BatchState.Approved);
        some.Held.Single().InvoiceId.ShouldBe("inv-1");
        some.Items[1].SentBackReason.ShouldBe("wrong title");
        BatchDecider.Approve(some, "shen", All.Add("inv-2", "wrong title"), Orders.Now).Events.ShouldBeEmpty();
        BatchDecider.Approve(some, "shen", All, Orders.Now).Refusal!.Reason.ShouldBe(InvoiceReasons.AlreadyDecided);

        var none = BatchDecider.Evolve(Pending, BatchDecider.Approve(Pending, "shen", All.Add("inv-1", "no"), Orders.Now).Events.Single());
        none.State.ShouldBe(BatchState.SentBack);
        BatchDecider.Release(none, "fang", Orders.Now).Refusal!.Reason.ShouldBe(InvoiceReasons.BatchStateInvalid);
        BatchDecider.Approve(Pending, "shen", All.Add("inv-9", "no"), Orders.Now).Refusal!.Reason.ShouldBe(InvoiceReasons.InvoiceNotFound);
    }
}
