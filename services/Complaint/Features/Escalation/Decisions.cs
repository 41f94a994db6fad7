using Aftersales.Complaints.Domain;
using Aftersales.Complaints.Ports;
using Aftersales.Platform.Calls;

namespace Aftersales.Complaints.Features;

/// <summary>What a decision of the platform means for a case.</summary>
public sealed class Decisions(OrderBook orders)
{
    /// <summary>A refund is of the case's goods; of all where it names none.</summary>
    public async Task<EscalationCommand.Decide> Of(Case about, int number, PlatformDecision decision, Call call) => new(
        number,
        decision,
        Ids.Derived("offer", $"{about.Id}/platform/{number}"),
        decision.Remedy != PlatformRemedy.Refund ? []
            : !about.Lines.IsEmpty || about.Order is not { } order ? about.Lines
            : [.. (await orders.Find(call, order)).Lines.Select(line => new LineQuantity(line.Id, line.Quantity))]);
}
