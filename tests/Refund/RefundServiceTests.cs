using Aftersales.Contracts;
using Aftersales.Contracts.Refunds;
using Aftersales.Testing;
using Grpc.Core;
using NodaTime;
using static Aftersales.Refunds.Tests.RefundHost;

namespace Aftersales.Refunds.Tests;

public sealed class RefundServiceTests
{
    public static IEnumerable<object[]> Databases => TestService.Databases;

    [Theory, MemberData(nameof(Databases))]
    public async Task R_REF_1_a_whole_line_goes_back_through_the_channel_once_its_invoices_are_cleared(string database)
    {
        await using var host = await Start(database);
        var order = await host.Order("1930679858170647");

        var refund = await host.Request(order, "step-1", ("1", 3));
        refund.Kind.ShouldBe(RefundKind.Normal);
        refund.State.ShouldBe(RefundState.AwaitingInvoice);
        refund.Amount.ShouldBe(Cny(10_00));
        refund.CustomerId.ShouldBe(Buyer);
        refund.Checks.ShouldHaveSingleItem().PersonId.ShouldBe(Agent);

        await host.Clear(refund);
        await host.Service.Drain();
        var paid = await host.Get(refund.RefundId);
        paid.State.ShouldBe(RefundState.Paid);
        paid.Payout.State.ShouldBe(PayoutState.Paid);
        paid.Payout.ChannelNo.ShouldBe("T1930679858170647");
        (await host.MovedOut()).ShouldBe(10_00);
        host.Service.Published.Select(told => told.Type.Split('.')[^1]).ShouldBe(["RefundRequested", "RefundAccepted", "RefundPaid"]);
        host.Service.Last<RefundPaid>().Refund.Amount.ShouldBe(Cny(10_00));
        host.Service.Published.ShouldAllBe(told => told.Subject == order && told.Topic == "aftersales.refund" && told.Merchant == Merchant);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task R_REF_2_an_abnormal_refund_passes_three_checks_and_a_batch_and_the_books_balance(string database)
    {
        await using var host = await Start(database);
        var order = await host.Order("1930679858170648", settled: true);
        var asked = Asked(order, "step-1", ("1", 2));
        asked.Freight = Cny(6_00);
        asked.Compensation = Cny(5_00);
        var refund = (await host.Plan.RequestRefundAsync(asked)).Refund;
        (refund.Kind, refund.State, refund.Amount.MinorUnits).ShouldBe((RefundKind.Abnormal, RefundState.AwaitingPayee, 17_67));

        (await host.Check(refund)).State.ShouldBe(RefundState.AwaitingBatch);
        var batch = await host.PayAll();
        batch.State.ShouldBe(BatchState.Paid);
        batch.PaidBy.ShouldBe("p_finance");
        batch.Total.ShouldBe(Cny(17_67));
        batch.Items.ShouldHaveSingleItem().State.ShouldBe(RefundState.Paid);

        var paid = await host.Get(refund.RefundId);
        paid.BatchId.ShouldBe(batch.BatchId);
        paid.PayeeMasked.ShouldBe("138****8078");
        paid.Checks.Select(check => check.Step).ShouldBe([CheckStep.Request, CheckStep.First, CheckStep.Second, CheckStep.Third, CheckStep.Pay]);
        (await host.MovedOut()).ShouldBe(17_67);

        var balance = await host.Finance.GetTrialBalanceAsync(new());
        balance.Sum.ShouldBe(Cny(0));
        balance.Entries.ShouldBe(6);
        balance.Accounts.Where(account => account.Balance.MinorUnits != 0).ToDictionary(account => account.Account, account => account.Balance.MinorUnits)
            .ShouldBe(new Dictionary<LedgerAccount, long>
            {
                [LedgerAccount.MerchantRefunds] = 6_67,
                [LedgerAccount.Freight] = 6_00,
                [LedgerAccount.Compensation] = 5_00,
                [LedgerAccount.ChannelClearing] = -17_67,
            }, ignoreOrder: true);
        await LedgerPages(host, order);
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task R_REF_5_an_advance_is_settled_or_collected_by_what_comes_back(string database)
    {
        await using var host = await Start(database);
        var order = await host.Order("1930679858170649");
        foreach (var (cause, line, quantity) in new[] { ("step-1", "1", 3), ("step-2", "2", 10) })
        {
            var asked = Asked(order, cause, (line, quantity));
            (asked.Advance, asked.ReturnId) = (true, $"ret_{line}");
            var refund = (await host.Plan.RequestRefundAsync(asked)).Refund;
            refund.AdvanceState.ShouldBe(AdvanceState.Open);
            await host.Clear(refund);
        }

        await host.Service.Drain();
        await host.Service.Deliver(new Contracts.Returns.ReturnInspected { Return = Inspections.Of("ret_1", order, accepted: 3) }, Merchant, "returns");
        await host.Service.Deliver(new Contracts.Returns.ReturnCancelled { Return = new() { ReturnId = "ret_2", OrderId = order } }, Merchant, "returns");
        await host.Service.Deliver(new Contracts.Returns.ReturnRejected { Return = new() { ReturnId = "ret_9", OrderId = "unknown" } }, Merchant, "returns");
        await host.Service.Drain();

        host.Service.Last<AdvanceSettled>().Refund.ReturnId.ShouldBe("ret_1");
        host.Service.Last<AdvanceToCollect>().Refund.ReturnId.ShouldBe("ret_2");
        var collection = await host.Finance.ListRefundsAsync(new() { AdvanceState = AdvanceState.ToCollect });
        collection.Refunds.ShouldHaveSingleItem().ReturnId.ShouldBe("ret_2");
        var balances = (await host.Finance.GetTrialBalanceAsync(new())).Accounts.ToDictionary(account => account.Account, account => account.Balance.MinorUnits);
        (balances[LedgerAccount.Advances], balances[LedgerAccount.Collection], balances[LedgerAccount.MerchantRefunds]).ShouldBe((0, 100_00, 10_00));
        await Collect(host, collection.Refunds[0].RefundId);
    }

    private static async Task Collect(RefundHost host, string refundId)
    {
        var record = new RecordCollectionRequest { RequestId = Id(), RefundId = refundId, Amount = Cny(100_01), Reference = "R-1" };
        (await Refused(host.Finance.RecordCollectionAsync(record), StatusCode.FailedPrecondition, "COLLECTION_EXCEEDED")).Info!.Metadata["allowed"].ShouldBe("10000");
        var refund = (await host.Finance.RecordCollectionAsync(new(record) { RequestId = Id(), Amount = Cny(40_00) })).Refund;
        (refund.AdvanceState, refund.Claim.Outstanding, refund.Claim.Receipts.Count).ShouldBe((AdvanceState.ToCollect, Cny(60_00), 1));

        var writeOff = new WriteOffClaimRequest { RequestId = Id(), RefundId = refundId, Reason = "cannot be found" };
        await Refused(host.Client(Agent, Role.Supervisor).WriteOffClaimAsync(writeOff), StatusCode.PermissionDenied, "SAME_PERSON");
        refund = (await host.Third.WriteOffClaimAsync(new(writeOff) { RequestId = Id() })).Refund;
        (refund.AdvanceState, refund.Claim.WrittenOff, refund.Claim.WrittenOffBy).ShouldBe((AdvanceState.WrittenOff, Cny(60_00), "p_supervisor"));
        await Refused(host.Finance.RecordCollectionAsync(new(record) { RequestId = Id(), Reference = "R-2" }), StatusCode.FailedPrecondition, "ADVANCE_STATE_INVALID");
        await host.Service.Drain();
        host.Service.Last<AdvanceWrittenOff>().Refund.AdvanceState.ShouldBe(AdvanceState.WrittenOff);

        var trial = await host.Finance.GetTrialBalanceAsync(new());
        trial.Sum.ShouldBe(Cny(0));
        var balances = trial.Accounts.ToDictionary(account => account.Account, account => account.Balance.MinorUnits);
        (balances[LedgerAccount.Collection], balances[LedgerAccount.Receipts], balances[LedgerAccount.WriteOffs]).ShouldBe((0, 40_00, 60_00));
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task Refunds_are_listed_the_earliest_due_first_and_a_customer_sees_their_own_only(string database)
    {
        await using var host = await Start(database);
        var order = await host.Order("o-1", settled: true);
        var late = await host.Request(order, "step-1", ("1", 1));
        await host.Service.Advance(Duration.FromDays(1));
        var early = await host.Request(await host.Order("o-2"), "step-2", ("1", 3));

        var all = await host.Finance.ListRefundsAsync(new() { PageSize = 1 });
        all.Refunds.ShouldHaveSingleItem().RefundId.ShouldBe(early.RefundId);
        var rest = await host.Finance.ListRefundsAsync(new() { PageSize = 1, PageToken = all.NextPageToken });
        rest.Refunds.ShouldHaveSingleItem().RefundId.ShouldBe(late.RefundId);

        var payee = new ListRefundsRequest { State = RefundState.AwaitingPayee };
        (await host.Finance.ListRefundsAsync(payee)).Refunds.ShouldHaveSingleItem().RefundId.ShouldBe(late.RefundId);
        (await host.Customer.ListRefundsAsync(payee)).Refunds.ShouldHaveSingleItem().RefundId.ShouldBe(late.RefundId);
        (await host.Customer.ListRefundsAsync(new())).Refunds.Count.ShouldBe(2);
        (await host.Client("b_2", Role.Customer).ListRefundsAsync(new() { CustomerId = Buyer })).Refunds.ShouldBeEmpty();
        (await host.Finance.ListRefundsAsync(new() { OrderId = order })).Refunds.ShouldHaveSingleItem().RefundId.ShouldBe(late.RefundId);
        (await host.Finance.ListRefundsAsync(new() { CustomerId = Buyer, OrderId = order })).Refunds.Count.ShouldBe(1);
    }

    [Fact]
    public async Task R_CLK_4_nothing_waits_for_ever()
    {
        await using var host = await Start("sqlite");
        var normal = await host.Request(await host.Order("o-1"), "step-1", ("1", 3));
        var silent = await host.Request(await host.Order("o-2", settled: true), "step-2", ("1", 3));
        var unseen = await host.Request(await host.Order("o-3", settled: true), "step-3", ("1", 3));
        await host.Customer.ProvidePayeeAsync(new() { RequestId = Id(), RefundId = unseen.RefundId, Payee = Named() });

        await host.Service.MoveTo(Instant.FromDateTimeOffset(normal.DueTime.ToDateTimeOffset()));
        (await host.Get(normal.RefundId)).State.ShouldBe(RefundState.Paid, "no answer from Invoice");
        await host.Service.MoveTo(Instant.FromDateTimeOffset(silent.DueTime.ToDateTimeOffset()));
        (await host.Get(silent.RefundId)).State.ShouldBe(RefundState.Cancelled);
        host.Service.Last<RefundCancelled>().Refund.RefundId.ShouldBe(silent.RefundId);
        (await host.Get(unseen.RefundId)).ShouldSatisfyAllConditions(
            refund => refund.Overdue.ShouldBeTrue(),
            refund => refund.Escalations.ShouldHaveSingleItem().HeldBy.ShouldBe(Role.ReturnSpecialist));
        host.Service.Last<RefundEscalated>().Refund.RefundId.ShouldBe(unseen.RefundId);

        var deputy = new PassFirstCheckRequest { RequestId = Id(), RefundId = unseen.RefundId };
        (await host.Third.PassFirstCheckAsync(deputy)).Refund.Checks[^1].Deputy.ShouldBeTrue();
        await Refused(host.Third.PassSecondCheckAsync(new() { RequestId = Id(), RefundId = unseen.RefundId }), StatusCode.PermissionDenied, "SAME_PERSON");
        await Refused(host.Client("p_boss", Role.Supervisor).PassSecondCheckAsync(new() { RequestId = Id(), RefundId = unseen.RefundId }),
            StatusCode.PermissionDenied, "STEP_NOT_YOURS");
    }

    [Theory, MemberData(nameof(Databases))]
    public async Task R_REF_8_what_was_paid_without_an_answer_of_Invoice_is_a_persons_task_until_it_comes(string database)
    {
        await using var host = await Start(database);
        var answered = await host.Request(await host.Order("o-1"), "step-1", ("1", 3));
        await host.Clear(answered);
        var refund = await host.Request(await host.Order("o-2"), "step-2", ("1", 3));
        await host.Service.MoveTo(Instant.FromDateTimeOffset(refund.DueTime.ToDateTimeOffset()));

        var tasks = await host.Finance.ListRefundsAsync(new() { Uncleared = true });
        tasks.Refunds.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            task => task.RefundId.ShouldBe(refund.RefundId), task => task.State.ShouldBe(RefundState.Paid), task => task.InvoiceUncleared.ShouldBeTrue());
        (await host.Get(answered.RefundId)).InvoiceUncleared.ShouldBeFalse();

        await host.Clear(refund);
        (await host.Finance.ListRefundsAsync(new() { Uncleared = true })).Refunds.ShouldBeEmpty();
        (await host.Get(refund.RefundId)).InvoiceUncleared.ShouldBeFalse();
        (await host.MovedOut()).ShouldBe(20_00);
    }

    private static async Task LedgerPages(RefundHost host, string order)
    {
        var lines = new List<LedgerEntry>();
        var request = new ListLedgerEntriesRequest { PageSize = 4, OrderId = order };
        do
        {
            var page = await host.Finance.ListLedgerEntriesAsync(request);
            lines.AddRange(page.Entries);
            request.PageToken = page.NextPageToken;
        }
        while (request.PageToken.Length > 0);

        lines.Select(line => line.Text).ShouldBe([.. Enumerable.Repeat("refund_accepted", 4), .. Enumerable.Repeat("refund_paid", 2)]);
        lines.GroupBy(line => line.EntryId).ShouldAllBe(entry => entry.Sum(line => line.Amount.MinorUnits) == 0);
        (await host.Finance.ListLedgerEntriesAsync(new())).Entries.ShouldBe(lines);
    }
}
