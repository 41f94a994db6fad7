using System.Collections.Immutable;
using Aftersales.Contracts.Returns;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Grpc;
using Aftersales.Returns.Domain;
using LineQuantity = Aftersales.Contracts.LineQuantity;
using ReturnState = Aftersales.Returns.Domain.ReturnState;

namespace Aftersales.Returns;

/// <summary>From states to the contract's resources.</summary>
public static class ReturnContracts
{
    /// <summary>The return as it is told; without what the customer said, which may be personal and is not to stand in stored replies.</summary>
    public static Return ToContract(this Versioned<ReturnState> versioned) => versioned.State.ToContract(versioned.Version);

    public static Return ToContract(this ReturnState state, long version) => new()
    {
        ReturnId = state.Id,
        Version = version,
        OrderId = state.OrderId,
        CustomerId = state.CustomerId,
        State = (Contracts.Returns.ReturnState)state.Stage,
        Reason = (Contracts.Returns.ReturnReason)state.Reason,
        ReasonCode = state.ReasonCode,
        Lines = { state.Lines.Select(l => l.ToContract(state)) },
        EvidenceIds = { state.EvidenceIds },
        CaseId = state.CaseId ?? "",
        ResponsibleParty = (Contracts.ResponsibleParty)state.Responsible,
        Rejection = state.Stage == ReturnStage.Rejected ? state.Ending!.Reason : "",
        Pickup = state.Pickup?.ToContract(),
        TrackingNo = state.Parcels.LastOrDefault()?.TrackingNo ?? "",
        Parcels = { state.Parcels.Select(ToContract) },
        RequestedTime = state.RequestedAt.ToContract(),
        DueTime = state.Due?.ToContract(),
        Refundable = (Contracts.Returns.RefundBasis)state.Refundable,
        Releases = { state.Releases.Select(ToContract) },
        ReleasesComplete = state.ReleasesComplete,
        Freight = state.Freight?.ToContract(),
        ReturnFee = state.Fee.IsZero ? null : state.Fee.ToContract(),
        Overrides = { state.Overrides.Select(ToContract) },
        Dispute = state.Dispute?.ToContract(),
        PolicyVersion = state.PolicyVersion,
        RefusedAtDoor = state.Door?.ToContract(),
        ShopId = state.ShopId,
        Losses = { Losses.Of(state).Select(ToContract) },
    };

    /// <summary>What events tell. Free text stays behind: nobody who follows events needs it, and it may name people.</summary>
    public static ReturnSnapshot ToSnapshot(this ReturnState state, long version)
    {
        var snapshot = new ReturnSnapshot
        {
            ReturnId = state.Id,
            Version = version,
            OrderId = state.OrderId,
            CustomerId = state.CustomerId,
            CaseId = state.CaseId ?? "",
            State = (Contracts.Returns.ReturnState)state.Stage,
            Reason = (Contracts.Returns.ReturnReason)state.Reason,
            ReasonCode = state.ReasonCode,
            Lines = { state.Lines.Select(l => l.ToContract(state)) },
            ResponsibleParty = (Contracts.ResponsibleParty)state.Responsible,
            Refundable = (Contracts.Returns.RefundBasis)state.Refundable,
            Releases = { state.Releases.Select(ToContract) },
            ReleasesComplete = state.ReleasesComplete,
            Freight = state.Freight?.ToContract(),
            Losses = { Losses.Of(state).Select(ToContract) },
        };
        foreach (var loss in snapshot.Losses)
            loss.Outcome = "";
        foreach (var line in snapshot.Lines)
        {
            line.Refusal = "";
            foreach (var units in line.Units)
                units.Reason = "";
        }

        return snapshot;
    }

    public static RestockInstructed ToContract(this ImmutableArray<Restocked> restocked, ReturnSnapshot snapshot) => new()
    {
        Return = snapshot,
        Instructions =
        {
            restocked.Select(r => new RestockInstruction
            {
                LineId = r.LineId,
                Quantity = r.Quantity,
                Condition = (Contracts.Returns.Condition)r.Condition,
                Restock = (Contracts.Returns.Restock)r.To,
            }),
        },
    };

    public static ReturnFreight ToContract(this Freight freight) => new()
    {
        Cost = freight.Cost.ToContract(),
        Estimated = freight.IsEstimate,
        Insurance = freight.Insurance.ToContract(),
        Buyer = freight.Buyer.ToContract(),
        Merchant = freight.Merchant.ToContract(),
        Courier = freight.Courier.ToContract(),
        Reimbursement = freight.Reimbursement.ToContract(),
        KeepOfferLimit = freight.KeepOfferLimit?.ToContract(),
    };

    public static LocalizedText ToContract(this Words words) => new() { ZhCn = words.Zh, En = words.En };

    private static Contracts.Returns.ReturnLine ToContract(this Domain.ReturnLine line, ReturnState state) => new()
    {
        LineId = line.LineId,
        Quantity = line.Quantity,
        Reason = (Contracts.Returns.ReturnReason)line.Reason,
        ReasonCode = line.ReasonCode,
        Collection = (Contracts.Returns.Collection)line.Collection,
        Received = line.Received,
        Accepted = line.Accepted,
        Refused = line.Refused,
        Refusal = line.Units.FirstOrDefault(u => u is { Reception: Domain.Reception.Received, Acceptance: Domain.Acceptance.Refused })?.Reason ?? "",
        Units = { line.Units.Select(ToContract) },
        ReleasedFinal = line.Units.Count(u => u.Release > 0 && state.Releases[u.Release - 1].Basis == Domain.RefundBasis.Final),
        InspectionEvidenceIds = { line.InspectionPhotos },
        Sku = line.Sku ?? "",
    };

    private static ReturnUnits ToContract(Units units) => new()
    {
        Quantity = units.Count,
        Reception = (Contracts.Returns.Reception)units.Reception,
        Acceptance = (Contracts.Returns.Acceptance)units.Acceptance,
        ShareBasisPoints = units.Share?.BasisPoints ?? 0,
        Reason = units.Reason ?? "",
        Condition = (Contracts.Returns.Condition)units.Condition,
        Restock = (Contracts.Returns.Restock)units.Restock,
        Release = units.Release,
    };

    private static RefundRelease ToContract(Release release) => new()
    {
        Number = release.Number,
        Basis = (Contracts.Returns.RefundBasis)release.Basis,
        Lines = { ToContract(release.Lines) },
        Goods = release.Goods.ToContract(),
        Deduction = release.Deduction.ToContract(),
        Lessened =
        {
            release.LessenedLines.Select(l => new Contracts.LessenedLine { LineId = l.LineId, Quantity = l.Pieces, Amount = l.Amount.ToContract() }),
        },
    };

    private static ReturnParcel ToContract(Parcel parcel) => new()
    {
        TrackingNo = parcel.TrackingNo ?? "",
        Lines = { ToContract(parcel.Lines) },
        Received = parcel.IsReceived,
        Carrier = parcel.Carrier,
        Status = (Contracts.Returns.CourierStatus)(parcel.Latest?.Status ?? 0),
        Tracks = { parcel.Tracks.Select(PickupContracts.ToContract) },
    };

    private static ReturnLoss ToContract(Loss loss) => new()
    {
        Kind = (Contracts.Returns.LossKind)loss.Kind,
        Missing = { ToContract(loss.Missing) },
        Worth = loss.Worth.ToContract(),
        ResponsibleParty = (Contracts.ResponsibleParty)loss.Party,
        Open = loss.IsOpen,
        Recovered = loss.Closing?.Recovered.ToContract(),
        Outcome = loss.Closing?.Outcome ?? "",
        ClosedBy = loss.Closing?.By ?? "",
        ClosedTime = loss.Closing?.At.ToContract(),
    };

    private static RuleOverride ToContract(Override done) => new()
    {
        RuleId = done.RuleId,
        LineId = done.LineId ?? "",
        By = done.By,
        Why = done.Why,
        Time = done.At.ToContract(),
    };

    private static ReturnDispute ToContract(this Dispute dispute) => new()
    {
        By = dispute.By,
        OpenedTime = dispute.At.ToContract(),
        DueTime = dispute.Due.ToContract(),
        EvidenceIds = { dispute.EvidenceIds },
        ResolvedBy = dispute.ResolvedBy ?? "",
        Resolution = dispute.Resolution ?? "",
        Accepted = dispute.Accepted.Sum(p => p.Quantity),
    };

    public static IEnumerable<LineQuantity> ToContract(this ImmutableArray<Pieces> pieces) =>
        pieces.Select(p => new LineQuantity { LineId = p.LineId, Quantity = p.Quantity });
}
