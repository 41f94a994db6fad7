using Aftersales.Contracts;
using Aftersales.Contracts.Returns;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Grpc;
using Aftersales.Returns.Domain.Replacements;
using CostPayer = Aftersales.Contracts.Returns.CostPayer;
using OriginalOutcome = Aftersales.Contracts.Returns.OriginalOutcome;
using Replacement = Aftersales.Returns.Domain.Replacements.Replacement;
using ReplacementKind = Aftersales.Contracts.Returns.ReplacementKind;
using Wire = Aftersales.Contracts.Returns;

namespace Aftersales.Returns;

/// <summary>From states to the contract's resources.</summary>
public static class ReplacementContracts
{
    public static Wire.Replacement ToContract(this Versioned<Replacement> versioned) => versioned.State.ToContract(versioned.Version);

    public static Wire.Replacement ToContract(this Replacement state, long version) => new()
    {
        ReplacementId = state.Id,
        Version = version,
        Kind = (ReplacementKind)state.Kind,
        OrderId = state.OrderId,
        CustomerId = state.CustomerId,
        CaseId = state.CaseId,
        State = (ReplacementState)state.Stage,
        Lines = { state.Lines.Select(ToContract) },
        ReturnId = state.ReturnId ?? "",
        FollowsReplacementId = state.Follows ?? "",
        ResponsibleParty = (ResponsibleParty)state.Responsible,
        Value = state.Value.ToContract(),
        PaidBy = (CostPayer)state.PaidBy,
        Original = (OriginalOutcome)state.Original,
        PlatformOrderNo = state.Order?.No ?? "",
        PromisedTime = state.Order?.Promised?.ToContract(),
        TrackingNo = state.Order?.TrackingNo ?? "",
        DueTime = state.Due?.ToContract(),
        Overdue = state.IsOverdue,
        Ending = state.Ending?.Reason ?? "",
        RequestedTime = state.RequestedAt.ToContract(),
    };

    public static ReplacementSnapshot ToSnapshot(this Replacement state, long version) => new()
    {
        ReplacementId = state.Id,
        Version = version,
        Kind = (ReplacementKind)state.Kind,
        OrderId = state.OrderId,
        CustomerId = state.CustomerId,
        CaseId = state.CaseId,
        CauseId = state.CauseId,
        State = (ReplacementState)state.Stage,
        Lines = { state.Lines.Select(ToContract) },
        ResponsibleParty = (ResponsibleParty)state.Responsible,
        Value = state.Value.ToContract(),
        PaidBy = (CostPayer)state.PaidBy,
        Original = (OriginalOutcome)state.Original,
        Overdue = state.IsOverdue,
    };

    public static WantedLine ToDomain(this ReplacementLine line) =>
        new(line.LineId, line.Quantity, line.Sku.Length == 0 ? null : line.Sku, line.Part.Length == 0 ? null : line.Part);

    public static Grounds ToDomain(this ReplacementGrounds? grounds) => grounds is null
        ? new(false, false, false, false)
        : new(grounds.WantsGoods, grounds.DeclinedRefund, grounds.CannotReorder, grounds.OriginalStopped);

    private static ReplacementLine ToContract(ReplacedLine line) =>
        new() { LineId = line.LineId, Quantity = line.Quantity, Sku = line.Sku, Part = line.Part ?? "" };
}
