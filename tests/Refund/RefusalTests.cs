using Aftersales.Contracts;
using Aftersales.Contracts.Refunds;
using Aftersales.Contracts.Tracking;
using Aftersales.Kernel;
using Aftersales.Platform.Grpc;
using Aftersales.Refunds.Domain;
using Grpc.Core;
using static Aftersales.Refunds.Tests.RefundHost;
using Refund = Aftersales.Contracts.Refunds.Refund;
using RefundState = Aftersales.Contracts.Refunds.RefundState;

namespace Aftersales.Refunds.Tests;

public sealed class RefusalTests
{
    [Fact]
    public async Task Requests_are_refused_with_the_reasons_of_the_contract()
    {
        var tracking = new KnownOrders();
        await using var host = await Start("sqlite", tracking);
        var order = await host.Order("o-1");

        (await Refused(host.Plan.RequestRefundAsync(Asked("o-9", "s", ("1", 1))), StatusCode.Unavailable, "ORDER_NOT_YET_KNOWN")).Info!
            .Metadata["order_id"].ShouldBe("o-9");
        await Refused(host.Plan.RequestRefundAsync(Asked(order, "s", ("9", 1))), StatusCode.InvalidArgument, "LINE_UNKNOWN");
        var exceeded = await Refused(host.Plan.RequestRefundAsync(Asked(order, "s", ("1", 4))), StatusCode.FailedPrecondition, "QUANTITY_EXCEEDED");
        exceeded.Info!.Metadata["allowed"].ShouldBe("3");
        var freight = Asked(order, "s");
        freight.Freight = Cny(6_01);
        var refused = await Refused(host.Plan.RequestRefundAsync(freight), StatusCode.FailedPrecondition, "REFUND_EXCEEDS_PAID");
        (refused.Info!.Metadata["allowed"], refused.Info.Metadata["rule"]).ShouldBe(("600", "R-REF-3"));
        freight.Freight = new() { MinorUnits = 1, CurrencyCode = "USD" };
        await Refused(host.Plan.RequestRefundAsync(freight), StatusCode.InvalidArgument, "INVALID_REQUEST");
        await Refused(host.Plan.RequestRefundAsync(Asked(order, "s")), StatusCode.InvalidArgument, "INVALID_REQUEST");

        var unpaid = host.Snapshot("o-2");
        unpaid.PaidTime = null;
        tracking.Orders["o-2"] = unpaid;
        await Refused(host.Plan.RequestRefundAsync(Asked("o-2", "s", ("1", 1))), StatusCode.FailedPrecondition, "ORDER_NOT_PAID");
        await host.Request(order, "s", ("1", 1));
        await Refused(host.Plan.RequestRefundAsync(Asked(await host.Order("o-3"), "s", ("1", 1))), StatusCode.InvalidArgument, "INVALID_REQUEST");
        await Refused(host.Client("p_agent", Role.AgentL2).RequestRefundAsync(Asked(order, "s", ("1", 1))), StatusCode.PermissionDenied, "ROLE_REQUIRED");
    }

    [Fact]
    public async Task An_order_that_was_not_told_yet_is_asked_for()
    {
        var tracking = new KnownOrders();
        await using var host = await Start("sqlite", tracking);
        tracking.Orders["o-1"] = host.Snapshot("o-1");
        (await host.Request("o-1", "step-1", ("1", 3))).Amount.ShouldBe(Cny(10_00));
        tracking.Orders.Clear();
        (await host.Request("o-1", "step-2", ("2", 10))).Amount.ShouldBe(Cny(100_00), "kept from the first time");
    }

    [Fact]
    public async Task Steps_are_refused_with_the_reasons_of_the_contract()
    {
        await using var host = await Start("sqlite");
        var refund = await host.Request(await host.Order("o-1", settled: true), "step-1", ("1", 3));
        await Unknown(host);
        var stranger = host.Client("b_2", Role.Customer);
        await Refused(stranger.GetRefundAsync(new() { RefundId = refund.RefundId }), StatusCode.NotFound, "REFUND_NOT_FOUND");
        await Refused(stranger.ProvidePayeeAsync(Provide(refund)), StatusCode.NotFound, "REFUND_NOT_FOUND");

        var state = await Refused(host.First.PassFirstCheckAsync(new() { RequestId = Id(), RefundId = refund.RefundId }), StatusCode.FailedPrecondition,
            "REFUND_STATE_INVALID");
        (state.Info!.Metadata["current"], state.Info.Metadata["allowed"]).ShouldBe(("AwaitingPayee", "AwaitingFirstCheck"));
        await host.Customer.ProvidePayeeAsync(Provide(refund));
        await Refused(host.Second.SendBackRefundAsync(new() { RequestId = Id(), RefundId = refund.RefundId, Reason = "no" }), StatusCode.FailedPrecondition,
            "REFUND_STATE_INVALID");
        var changed = new PassFirstCheckRequest { RequestId = Id(), RefundId = refund.RefundId, ExpectedVersion = 1 };
        await Refused(host.First.PassFirstCheckAsync(changed), StatusCode.Aborted, "VERSION_CHANGED");
        var same = await Refused(host.Client(Agent, Role.ReturnSpecialist).PassFirstCheckAsync(new() { RequestId = Id(), RefundId = refund.RefundId }),
            StatusCode.PermissionDenied, "SAME_PERSON");
        (same.Info!.Metadata["rule"], same.Info.Metadata["step"]).ShouldBe(("R-PPL-1", "Request"));

        var back = await host.First.SendBackRefundAsync(new() { RequestId = Id(), RefundId = refund.RefundId, Reason = "the account is a company's" });
        (back.Refund.State, back.Refund.SentBackReason, back.Refund.PayeeMasked).ShouldBe((RefundState.AwaitingPayee, "the account is a company's", ""));
    }

    [Fact]
    public async Task Batches_are_refused_with_the_reasons_of_the_contract()
    {
        await using var host = await Start("sqlite");
        await Refused(host.Finance.CreateBatchAsync(new() { RequestId = Id() }), StatusCode.FailedPrecondition, "BATCH_EMPTY");
        await Refused(host.Finance.GetBatchAsync(new() { BatchId = "bat_9" }), StatusCode.NotFound, "BATCH_NOT_FOUND");
        await Refused(host.Finance.PayBatchAsync(new() { RequestId = Id(), BatchId = "bat_9" }), StatusCode.NotFound, "BATCH_NOT_FOUND");
        await host.Check(await host.Request(await host.Order("o-1", settled: true), "step-1", ("1", 3)));

        var create = new CreateBatchRequest { RequestId = Id() };
        var batch = (await host.Finance.CreateBatchAsync(create)).Batch;
        (await host.Finance.CreateBatchAsync(create)).Batch.ShouldBe(batch);
        await Refused(host.Finance.CreateBatchAsync(new() { RequestId = Id() }), StatusCode.FailedPrecondition, "BATCH_EMPTY");
        await host.Service.Drain();
        (await host.Get(batch.Items[0].RefundId)).BatchId.ShouldBe(batch.BatchId);

        var pay = new PayBatchRequest { BatchId = batch.BatchId };
        var early = await Refused(host.Finance.PayBatchAsync(new(pay) { RequestId = Id() }), StatusCode.FailedPrecondition, "BATCH_STATE_INVALID");
        (early.Info!.Metadata["current"], early.Info.Metadata["allowed"]).ShouldBe(("Locked", "Approved"));
        var approve = new ApproveBatchRequest { BatchId = batch.BatchId };
        await Refused(host.Finance.ApproveBatchAsync(new(approve) { RequestId = Id() }), StatusCode.PermissionDenied, "ROLE_REQUIRED");
        await Refused(host.Client("p_return_specialist", Role.Supervisor).ApproveBatchAsync(new(approve) { RequestId = Id() }),
            StatusCode.PermissionDenied, "SAME_PERSON");
        await host.Third.ApproveBatchAsync(new(approve) { RequestId = Id() });
        await Refused(host.Client("p_supervisor_2", Role.Supervisor).ApproveBatchAsync(new(approve) { RequestId = Id() }),
            StatusCode.FailedPrecondition, "ALREADY_DECIDED");
        await Refused(host.Client("p_supervisor", Role.Finance).PayBatchAsync(new(pay) { RequestId = Id() }), StatusCode.PermissionDenied, "SAME_PERSON");
        await host.Finance.PayBatchAsync(new(pay) { RequestId = Id() });
        await host.Finance.PayBatchAsync(new(pay) { RequestId = Id() });
        await Refused(host.Client("p_finance_2", Role.Finance).PayBatchAsync(new(pay) { RequestId = Id() }), StatusCode.FailedPrecondition,
            "BATCH_STATE_INVALID");
        await Refused(host.Finance.ReturnBatchAsync(new() { RequestId = Id(), BatchId = batch.BatchId, Reason = "no" }), StatusCode.FailedPrecondition,
            "BATCH_STATE_INVALID");
    }

    [Fact]
    public async Task Lists_are_refused_with_the_reasons_of_the_contract()
    {
        await using var host = await Start("sqlite");
        await Refused(host.Finance.ListRefundsAsync(new() { PageToken = "x" }), StatusCode.InvalidArgument, "PAGE_TOKEN_INVALID");
        await Refused(host.Finance.ListLedgerEntriesAsync(new() { PageToken = "x" }), StatusCode.InvalidArgument, "PAGE_TOKEN_INVALID");
        await Refused(host.Finance.ListRefundsAsync(new() { State = RefundState.Paid, OrderId = "o" }), StatusCode.InvalidArgument, "INVALID_REQUEST");
        await Refused(host.Finance.ListRefundsAsync(new() { Uncleared = true, OrderId = "o" }), StatusCode.InvalidArgument, "INVALID_REQUEST");
    }

    [Fact]
    public void Every_reason_is_one_of_the_contracts()
    {
        var reasons = typeof(RefundReasons).GetFields().Select(field => ((Reason)field.GetValue(null)!).Name.Replace("_", "", StringComparison.Ordinal));
        reasons.ShouldBeSubsetOf(Enum.GetNames<ErrorReason>().Select(name => name.ToUpperInvariant()));
    }

    [Theory]
    [InlineData(typeof(Refunds.Domain.RefundState), typeof(Contracts.Refunds.RefundState))]
    [InlineData(typeof(Refunds.Domain.RefundKind), typeof(Contracts.Refunds.RefundKind))]
    [InlineData(typeof(Refunds.Domain.AdvanceState), typeof(Contracts.Refunds.AdvanceState))]
    [InlineData(typeof(Refunds.Domain.CheckStep), typeof(Contracts.Refunds.CheckStep))]
    [InlineData(typeof(Refunds.Domain.PayoutState), typeof(Contracts.Refunds.PayoutState))]
    [InlineData(typeof(Refunds.Domain.RevealPurpose), typeof(Contracts.Refunds.RevealPurpose))]
    [InlineData(typeof(Refunds.Domain.Batches.BatchState), typeof(Contracts.Refunds.BatchState))]
    [InlineData(typeof(Refunds.Domain.Batches.BatchProgress), typeof(Contracts.Refunds.BatchItemState))]
    [InlineData(typeof(Refunds.Domain.Reconciliation.MoneyDirection), typeof(Contracts.Refunds.MoneyDirection))]
    [InlineData(typeof(Refunds.Domain.Reconciliation.ReconciliationResult), typeof(Contracts.Refunds.ReconciliationResult))]
    [InlineData(typeof(Refunds.Domain.Ledger.LedgerAccount), typeof(Contracts.Refunds.LedgerAccount))]
    public void Domain_and_contract_name_the_same_things(Type domain, Type contract) =>
        Enum.GetNames(domain).Prepend("Unspecified").ShouldBe(Enum.GetNames(contract));

    private static async Task Unknown(RefundHost host)
    {
        const string id = "rfd_9";
        await Refused(host.Finance.GetRefundAsync(new() { RefundId = id }), StatusCode.NotFound, "REFUND_NOT_FOUND");
        await Refused(host.First.PassFirstCheckAsync(new() { RequestId = Id(), RefundId = id }), StatusCode.NotFound, "REFUND_NOT_FOUND");
        await Refused(host.Second.PassSecondCheckAsync(new() { RequestId = Id(), RefundId = id }), StatusCode.NotFound, "REFUND_NOT_FOUND");
        await Refused(host.Third.PassThirdCheckAsync(new() { RequestId = Id(), RefundId = id }), StatusCode.NotFound, "REFUND_NOT_FOUND");
        await Refused(host.Third.SendBackRefundAsync(new() { RequestId = Id(), RefundId = id, Reason = "x" }), StatusCode.NotFound, "REFUND_NOT_FOUND");
    }

    private static ProvidePayeeRequest Provide(Refund refund) => new() { RequestId = Id(), RefundId = refund.RefundId, Payee = Named() };

    /// <summary>Tracking as the service meets it.</summary>
    private sealed class KnownOrders : TrackingService.TrackingServiceBase
    {
        public Dictionary<string, OrderSnapshot> Orders { get; } = [];

        public override Task<GetOrderSnapshotResponse> GetOrderSnapshot(GetOrderSnapshotRequest request, ServerCallContext context) =>
            Orders.TryGetValue(request.OrderId, out var order)
                ? Task.FromResult(new GetOrderSnapshotResponse { Order = order })
                : throw Errors.ToRpcException(Errors.Status(StatusCode.NotFound, "no such order", "ORDER_NOT_FOUND"));
    }
}
