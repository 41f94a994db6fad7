using Aftersales.Contracts;
using Aftersales.Contracts.Refunds;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Grpc;
using Aftersales.Refunds.Domain;
using Aftersales.Refunds.Features;
using Google.Protobuf.WellKnownTypes;
using NodaTime;
using Contract = Aftersales.Contracts.Refunds;
using Enum = System.Enum;

namespace Aftersales.Refunds;

/// <summary>From the domain to the contract. Enums of both have the same names.</summary>
internal static partial class Mapping
{
    public static Contract.Refund ToRefund(this Versioned<Account> account, string refundId)
    {
        var refund = account.State.Find(refundId)!;
        return new()
        {
            RefundId = refund.RefundId,
            Version = account.Version,
            OrderId = account.State.Order.OrderId,
            CustomerId = account.State.Order.CustomerId,
            Cause = refund.Cause.ToContract(),
            Kind = refund.Kind.ToContract(),
            State = refund.State.ToContract(),
            Lines = { refund.Parts.ToLines() },
            Freight = refund.Parts.Freight.ToContract(),
            Compensation = refund.Parts.Compensation.ToContract(),
            Amount = refund.Parts.Total.ToContract(),
            Advance = refund.Advance is not null,
            AdvanceState = AdvanceState(refund),
            ReturnId = refund.ReturnId ?? "",
            Checks = { refund.Checks.Select(ToContract) },
            PayeeMasked = refund.Payee?.Masked.Text ?? "",
            BatchId = refund.BatchId ?? "",
            Payout = refund.Payout?.ToContract(),
            Payouts = { refund.Payouts.Select(ToContract) },
            RequestedTime = refund.RequestedAt.ToContract(),
            DueTime = refund.DueAt?.ToContract(),
            SentBackReason = refund.SentBackReason ?? "",
            Overdue = refund.Overdue,
            InvoiceUncleared = refund.InvoiceUncleared,
            PriceDifferences = { refund.Parts.PriceDifferences.Select(ToContract) },
            InvoicePostage = refund.Parts.Postage.ToContract(),
            Deduction = refund.Parts.Deduction.ToContract(),
            PayByTime = refund.PayBy?.ToContract(),
            Escalations = { refund.Escalations.Select(ToContract) },
            PayeeReadings = { refund.PayeeReadings.Select(ToContract) },
            Claim = refund is { IsLive: true, Advance: { } claim } ? claim.ToContract() : null,
            ReportedOutcome = refund.Statement?.ToContract(),
            PaidAfterAll = refund.Contradiction?.OutRequestNo ?? "",
        };
    }

    public static RefundSnapshot ToSnapshot(this Domain.Refund refund, Account account, long version) => new()
    {
        RefundId = refund.RefundId,
        Version = version,
        OrderId = account.Order.OrderId,
        CustomerId = account.Order.CustomerId,
        Cause = refund.Cause.ToContract(),
        Kind = refund.Kind.ToContract(),
        State = refund.State.ToContract(),
        Lines = { refund.Parts.ToLines() },
        Freight = refund.Parts.Freight.ToContract(),
        Compensation = refund.Parts.Compensation.ToContract(),
        Amount = refund.Parts.Total.ToContract(),
        ReturnId = refund.ReturnId ?? "",
        Advance = refund.Advance is not null,
        AdvanceState = AdvanceState(refund),
        PriceDifferences = { refund.Parts.PriceDifferences.Select(ToContract) },
        InvoicePostage = refund.Parts.Postage.ToContract(),
        Deduction = refund.Parts.Deduction.ToContract(),
    };

    public static Contract.RefundKind ToContract(this Domain.RefundKind kind) => Named<Contract.RefundKind>(kind);

    public static Contract.RefundState ToContract(this Domain.RefundState state) => Named<Contract.RefundState>(state);

    private static Contract.Check ToContract(Domain.Check check) => new()
    {
        Step = Named<Contract.CheckStep>(check.Step),
        PersonId = check.By,
        Time = check.At.ToContract(),
        Deputy = check.AsDeputy,
    };

    private static Contract.Escalation ToContract(Domain.Escalation escalation) => new()
    {
        State = escalation.Step.ToContract(),
        HeldBy = Holder(escalation.Step),
        DueTime = escalation.DueAt?.ToContract(),
        Time = escalation.At.ToContract(),
    };

    private static Role Holder(Domain.RefundState state) => state switch
    {
        Domain.RefundState.AwaitingPayee => Role.Customer,
        Domain.RefundState.AwaitingInvoice => Role.InvoiceSpecialist,
        _ => ChainSteps.Taker(CheckChain.Turn(state) ?? Domain.CheckStep.Pay),
    };

    private static AdvanceClaim ToContract(this Domain.Advance claim) => new()
    {
        Goods = claim.Goods.ToContract(),
        Settled = claim.Settled.ToContract(),
        ToCollect = claim.ToCollect.ToContract(),
        Collected = claim.Collected.ToContract(),
        WrittenOff = claim.WrittenOff.ToContract(),
        Outstanding = claim.Outstanding.ToContract(),
        CollectSinceTime = claim.CollectSince?.ToContract(),
        Receipts =
        {
            claim.Receipts.Select(receipt => new Contract.Receipt
            {
                Reference = receipt.Reference, Amount = receipt.Amount.ToContract(), PersonId = receipt.By, Time = receipt.At.ToContract(),
            }),
        },
        WrittenOffBy = claim.WriteOff?.By ?? "",
        WrittenOffReason = claim.WriteOff?.Reason ?? "",
        Overdue = claim.Overdue,
    };

    private static Contract.PayeeReading ToContract(Domain.PayeeReading reading) => new()
    {
        Step = Named<Contract.CheckStep>(reading.Step),
        PersonId = reading.By,
        Purpose = Named<Contract.RevealPurpose>(reading.Purpose),
        Time = reading.At.ToContract(),
    };

    public static Contract.RefundLine ToContract(LinePart part) => new()
    {
        LineId = part.LineId,
        Quantity = part.Pieces.Length,
        Amount = part.Amount.ToContract(),
    };

    private static IEnumerable<Contract.RefundLine> ToLines(this Parts parts) => parts.Lines.Select(part =>
    {
        var told = ToContract(part);
        if (parts.Lessened.FirstOrDefault(line => line.LineId == part.LineId) is { } lessened)
            (told.LessenedQuantity, told.Lessened) = (lessened.Pieces, lessened.Amount.ToContract());
        return told;
    });

    private static Contract.PriceDifference ToContract(Domain.PriceDifference difference) => new()
    {
        LineId = difference.LineId,
        Amount = difference.Amount.ToContract(),
    };

    private static Contract.Payout ToContract(this Domain.Payout payout) => new()
    {
        Kind = payout.Kind.ToContract(),
        DecidedTime = payout.DecidedAt.ToContract(),
        EndedTime = payout.EndedAt?.ToContract(),
        Asked = payout.Asked,
        OutRequestNo = payout.OutRequestNo,
        State = Named<Contract.PayoutState>(payout.State),
        Amount = payout.Amount.ToContract(),
        ChannelNo = payout.ChannelNo ?? "",
        Failure = payout.Failure ?? "",
        PaidTime = payout.PaidAt?.ToContract(),
        NextAskTime = payout.AskAt?.ToContract(),
        ReportedOutcome = payout.Settled?.Statement.ToContract(),
        ConfirmedBy = payout.Settled?.ConfirmedBy ?? "",
    };

    private static ReportedOutcome ToContract(this OutcomeStatement said) => new()
    {
        OutRequestNo = said.OutRequestNo,
        Outcome = said.IsPaid ? PayoutOutcome.Paid : PayoutOutcome.NotPaid,
        ChannelNo = said.ChannelNo ?? "",
        PaidTime = said.PaidAt?.ToContract(),
        Reason = said.Reason,
        PersonId = said.By,
        Time = said.At.ToContract(),
    };

    private static Contracts.Cause ToContract(this Domain.Cause cause) => new() { Kind = Named<Contracts.CauseKind>(cause.Kind), Id = cause.Id };

    private static Contract.AdvanceState AdvanceState(Domain.Refund refund) =>
        refund is { IsLive: true, Advance: { } advance } ? Named<Contract.AdvanceState>(advance.State) : Contract.AdvanceState.Unspecified;

    private static T Named<T>(object name)
        where T : struct, Enum => Enum.Parse<T>($"{name}");
}
