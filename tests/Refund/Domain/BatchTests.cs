using System.Collections.Immutable;
using Aftersales.Kernel;
using Aftersales.Refunds.Domain;
using Aftersales.Refunds.Domain.Batches;
using NodaTime;

namespace Aftersales.Refunds.Tests.Domain;

public class BatchTests
{
    private const string Supervisor = "p_supervisor";
    private const string Finance = "p_finance";

    private static readonly Instant Now = Instant.FromUtc(2026, 3, 10, 2, 0);

    private static readonly LockBatch Lock = new("bat_1",
        [
            new("r1", "o1", Money.Cny(10_00), 1,
                [new(CheckStep.Request, "p_agent", Now), new(CheckStep.First, "p_first", Now), new(CheckStep.Third, Supervisor, Now)])
            {
                Freight = Money.Cny(3_00),
                Compensation = Money.Cny(1_00),
            },
            new("r2", "o2", Money.Cny(2_50), 1, [new(CheckStep.Request, "p_other", Now)]),
        ],
        Finance);

    private static Batch Locked => After(null, Lock);

    private static Batch Approved => After(Locked, new ApproveBatch(Supervisor));

    private static Batch Paid => After(Approved, new PayBatch(Finance));

    private static Batch Returned => After(Approved, new ReturnBatch(Finance, "an account was closed"));

    [Fact]
    public void R_REF_7_a_batch_lists_and_totals_what_it_pays()
    {
        Locked.Items.Select(item => item.RefundId).ShouldBe(["r1", "r2"]);
        Locked.Total.ShouldBe(Money.Cny(12_50));
        Locked.Sum(item => item.Goods).ShouldBe(Money.Cny(8_50));
        Locked.State.ShouldBe(BatchState.Locked);
    }

    [Fact]
    public void R_REF_7_an_empty_batch_is_refused() => Refused(null, Lock with { Items = [] }).Reason.ShouldBe(RefundReasons.BatchEmpty);

    [Fact]
    public void R_REF_7_what_was_not_approved_is_not_paid()
    {
        var refusal = Refused(Locked, new PayBatch(Finance));
        refusal.Reason.ShouldBe(RefundReasons.BatchStateInvalid);
        refusal.Metadata["allowed"].ShouldBe("Approved");
    }

    [Fact]
    public void R_REF_7_a_batch_is_approved_and_paid_once()
    {
        Approved.State.ShouldBe(BatchState.Approved);
        Decide(Paid, new ApproveBatch(Supervisor)).Events.ShouldBeEmpty();
        Refused(Approved, new ApproveBatch("p_supervisor_2")).Reason.ShouldBe(RefundReasons.AlreadyDecided);
        Paid.State.ShouldBe(BatchState.Paid);
        Decide(Paid, new PayBatch(Finance)).Events.ShouldBeEmpty();
        Refused(Paid, new PayBatch("p_finance_2")).Metadata["current"].ShouldBe("Paid");
    }

    [Theory, InlineData("p_agent", "Request"), InlineData("p_other", "Request"), InlineData(Supervisor, "Third")]
    public void R_PPL_1_nobody_pays_a_batch_with_a_refund_that_they_requested_or_checked(string by, string step)
    {
        var refusal = Refused(After(Locked, new ApproveBatch("p_supervisor_2")), new PayBatch(by));
        refusal.Reason.ShouldBe(RefundReasons.SamePerson);
        refusal.Metadata["step"].ShouldBe(step);
    }

    [Theory, InlineData("p_agent", "Request"), InlineData("p_first", "First"), InlineData(Finance, "CreateBatch")]
    public void R_PPL_1_nobody_approves_what_they_requested_checked_before_or_listed(string by, string step) =>
        Refused(Locked, new ApproveBatch(by)).Metadata["step"].ShouldBe(step);

    [Fact]
    public void R_PPL_1_nobody_pays_what_they_approved() =>
        Refused(After(Locked, new ApproveBatch("p_both")), new PayBatch("p_both")).Metadata["step"].ShouldBe("ApproveBatch");

    [Fact]
    public void R_REF_7_a_returned_batch_holds_nothing_and_cannot_be_paid()
    {
        Returned.Holds.ShouldBeFalse();
        Returned.Unfreed.Count().ShouldBe(2);
        Refused(Returned, new PayBatch(Finance)).Reason.ShouldBe(RefundReasons.BatchStateInvalid);
        Refused(Returned, new ApproveBatch("p_supervisor_2")).Reason.ShouldBe(RefundReasons.AlreadyDecided);
        Decide(Returned, new ReturnBatch(Finance, "an account was closed")).Events.ShouldBeEmpty();
        Refused(Returned, new ReturnBatch(Supervisor, "another")).Reason.ShouldBe(RefundReasons.AlreadyDecided);
        Refused(Paid, new ReturnBatch(Supervisor, "too late")).Reason.ShouldBe(RefundReasons.BatchStateInvalid);
    }

    [Fact]
    public void A_refund_that_was_told_of_the_lock_just_when_the_batch_was_returned_is_told_to_leave_again()
    {
        var free = After(Returned, new NoteTold("r1", BatchProgress.Freed), new NoteTold("r2", BatchProgress.Freed));
        free.Unfreed.ShouldBeEmpty();
        After(free, new NoteTold("r1", BatchProgress.Locked)).Unfreed.ShouldHaveSingleItem().RefundId.ShouldBe("r1");
    }

    [Fact]
    public void Each_refund_is_told_of_the_lock_and_of_the_payment()
    {
        Locked.Unlocked.Count().ShouldBe(2);
        var told = After(Locked, new NoteTold("r1", BatchProgress.Locked));
        told.Unlocked.ShouldHaveSingleItem().RefundId.ShouldBe("r2");
        Decide(told, new NoteTold("r1", BatchProgress.Locked)).Events.ShouldBeEmpty();
        Paid.Unreleased.Count().ShouldBe(2);
        Paid.Unlocked.ShouldBeEmpty();
    }

    [Fact]
    public void R_REF_7_a_batch_is_settled_when_each_of_its_refunds_has_ended_one_way_or_the_other()
    {
        var half = After(Paid, new LookAtItems(Ended(("r1", BatchProgress.Failed))));
        half.State.ShouldBe(BatchState.Paid);
        half.LookAt.ShouldNotBeNull().ShouldBeGreaterThan(Paid.LookAt!.Value);
        half.Unended.ShouldHaveSingleItem().RefundId.ShouldBe("r2");
        var settled = After(half, new LookAtItems(Ended(("r1", BatchProgress.Paid), ("r2", BatchProgress.SentBack))));
        (settled.State, settled.LookAt, settled.SettledAt).ShouldBe((BatchState.Settled, null, Now));
        settled.Items.Select(item => item.Progress).ShouldBe([BatchProgress.Failed, BatchProgress.SentBack], "the first end stands");
        Decide(settled, new LookAtItems(Ended())).Events.ShouldBeEmpty();
        Decide(settled, new PayBatch(Finance)).Events.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(RefundState.Paid, 1, BatchProgress.Paid)]
    [InlineData(RefundState.Failed, 1, BatchProgress.Failed)]
    [InlineData(RefundState.Cancelled, 1, BatchProgress.SentBack)]
    [InlineData(RefundState.AwaitingPayee, 2, BatchProgress.SentBack)]
    [InlineData(RefundState.Paid, 2, BatchProgress.SentBack)]
    [InlineData(RefundState.Paying, 1, null)]
    [InlineData(RefundState.AwaitingBatch, 1, null)]
    public void R_REF_7_an_item_ends_as_its_refund_did_in_the_same_round(RefundState state, int round, BatchProgress? end)
    {
        var refund = new Refund("r1", new("PlanStep", "s"), RefundKind.Abnormal, state, new([], Money.Cny(1), Money.Cny(0)), Now) { Round = round };
        Lock.Items[0].EndOf(refund).ShouldBe(end);
    }

    [Fact]
    public void R_CLK_4_a_batch_that_nobody_approves_or_pays_in_time_is_overdue()
    {
        Decide(Locked, new PassBatchDeadline()).Events.ShouldBeEmpty("not yet");
        var late = After(Locked, Locked.DueAt!.Value, new PassBatchDeadline());
        late.Overdue.ShouldBeTrue();
        Decide(late, new PassBatchDeadline(), late.DueAt!.Value).Events.ShouldBeEmpty("told once");
        After(late, new ApproveBatch(Supervisor)).Overdue.ShouldBeFalse();
        Paid.DueAt.ShouldBeNull();
    }

    [Fact]
    public void A_batch_that_does_not_exist_is_not_found() => Refused(null, new PayBatch(Finance)).Reason.ShouldBe(RefundReasons.BatchNotFound);

    private static ImmutableDictionary<string, BatchProgress> Ended(params (string Refund, BatchProgress End)[] ended) =>
        ended.ToImmutableDictionary(end => end.Refund, end => end.End);

    private static Decision<BatchEvent> Decide(Batch? batch, BatchCommand command, Instant? now = null) =>
        BatchDecider.Decide(batch, command, Scenario.Deadlines, now ?? Now);

    private static Refusal Refused(Batch? batch, BatchCommand command) => Decide(batch, command).Refusal.ShouldNotBeNull();

    private static Batch After(Batch? batch, params BatchCommand[] commands) => After(batch, Now, commands);

    private static Batch After(Batch? batch, Instant now, params BatchCommand[] commands) => commands.Aggregate(batch, (state, command) =>
    {
        var decision = Decide(state, command, now);
        decision.Refusal.ShouldBeNull();
        return decision.Events.Aggregate(state, BatchEvolution.Evolve);
    })!;
}
