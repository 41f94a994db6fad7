using Aftersales.Contracts;
using Aftersales.Contracts.Returns;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Grpc;
using Aftersales.Returns.Domain.Repairs;
using Repair = Aftersales.Returns.Domain.Repairs.Repair;
using Wire = Aftersales.Contracts.Returns;

namespace Aftersales.Returns;

/// <summary>From states to the contract's resources.</summary>
public static class RepairContracts
{
    /// <summary>The repair as it is told; without the customer's words, which may be personal and are not to stand in stored replies.</summary>
    public static Wire.Repair ToContract(this Versioned<Repair> versioned) => versioned.State.ToContract(versioned.Version);

    public static Wire.Repair ToContract(this Repair state, long version) => new()
    {
        RepairId = state.Id,
        Version = version,
        OrderId = state.OrderId,
        CustomerId = state.CustomerId,
        CaseId = state.CaseId,
        State = (RepairState)state.Stage,
        Lines = { state.Lines.Select(ToContract) },
        Quote = state.Quote?.ToContract(),
        ResponsibleParty = (ResponsibleParty)state.Responsible,
        Repaired = state.IsRepaired,
        InboundTrackingNo = state.Inbound?.TrackingNo ?? "",
        OutboundTrackingNo = state.Outbound?.TrackingNo ?? "",
        DueTime = state.Due?.ToContract(),
        Overdue = state.IsOverdue,
        Reminders = state.Reminders,
        Ending = state.Ending?.Reason ?? "",
        RequestedTime = state.RequestedAt.ToContract(),
    };

    public static RepairSnapshot ToSnapshot(this Repair state, long version) => new()
    {
        RepairId = state.Id,
        Version = version,
        OrderId = state.OrderId,
        CustomerId = state.CustomerId,
        CaseId = state.CaseId,
        CauseId = state.CauseId,
        State = (RepairState)state.Stage,
        Lines = { state.Lines.Select(ToContract) },
        Price = state.Quote?.Price.ToContract(),
        Repaired = state.IsRepaired,
        Overdue = state.IsOverdue,
    };

    private static LineQuantity ToContract(RepairLine line) => new() { LineId = line.LineId, Quantity = line.Quantity };

    private static RepairQuote ToContract(this Quote quote) => new()
    {
        Number = quote.Number,
        Price = quote.Price.ToContract(),
        Work = quote.Work,
        ValidUntil = quote.ValidUntil.ToContract(),
        Accepted = quote.IsAccepted,
    };
}
