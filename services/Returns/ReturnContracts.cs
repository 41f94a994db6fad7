using Aftersales.Contracts.Returns;
using Aftersales.Platform.Aggregates;
using Aftersales.Returns.Domain;
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
        Lines = { state.Lines.Select(ToContract) },
        EvidenceIds = { state.EvidenceIds },
        CaseId = state.CaseId ?? "",
        ResponsibleParty = (Contracts.ResponsibleParty)state.Responsible,
        Rejection = state.Stage == ReturnStage.Rejected ? state.Ending!.Reason : "",
        Pickup = state.Pickup?.ToContract(),
        TrackingNo = state.Shipment?.TrackingNo ?? "",
        RequestedTime = state.RequestedAt.ToTimestamp(),
        DueTime = state.Due?.ToTimestamp(),
        Refundable = (Contracts.Returns.RefundBasis)state.Refundable,
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
            Lines = { state.Lines.Select(ToContract) },
            ResponsibleParty = (Contracts.ResponsibleParty)state.Responsible,
            Refundable = (Contracts.Returns.RefundBasis)state.Refundable,
        };
        foreach (var line in snapshot.Lines)
            line.Refusal = "";
        return snapshot;
    }

    private static Contracts.Returns.ReturnLine ToContract(Domain.ReturnLine line) => new()
    {
        LineId = line.LineId,
        Quantity = line.Quantity,
        Collection = (Contracts.Returns.Collection)line.Collection,
        Received = line.Received,
        Accepted = line.Accepted,
        Refused = line.Refused,
        Refusal = line.Refusal ?? "",
    };

    private static Contracts.Returns.Pickup ToContract(this Domain.Pickup pickup) => new()
    {
        BookingNo = pickup.BookingNo,
        State = pickup switch
        {
            { IsDone: true } => PickupState.Done,
            { IsMissed: true } => PickupState.Overdue,
            { IsBooked: true } => PickupState.Booked,
            _ => PickupState.Booking,
        },
        DueTime = pickup.Due.ToTimestamp(),
    };
}
