using Aftersales.Kernel;
using Decision = Aftersales.Kernel.Decision<Aftersales.Returns.Domain.ReturnEvent>;

namespace Aftersales.Returns.Domain;

public static partial class ReturnDecider
{
    private static Requested DecideRequest(RequestReturn request, Terms terms) => new(
        request.Id,
        request.Order.OrderId,
        request.Order.BuyerId,
        request.Reason,
        [.. request.Lines.Select(asked => Line(asked, request.Order))],
        request.SealedDescription,
        request.EvidenceIds,
        request.CaseId,
        request.CustomerShips,
        terms.Policy.ResponsibleParties.GetValueOrDefault(request.Reason),
        terms.Policy.Version,
        terms.Now,
        Due: terms.EndOfDay(0));

    private static ReturnLine Line(Pieces asked, OrderFacts order)
    {
        var bought = order.Lines.First(l => l.LineId == asked.LineId);
        return new(asked.LineId, asked.Quantity, bought.Quantity, bought.UnitListPrice);
    }

    // R-RET-4 decides what comes back. Nothing: refundable for good at once (R-RET-5). Refused at the door: advanced, the goods are under way (R-REF-5).
    private static Decision DecideApproval(ReturnState state, Approve command, Terms terms)
    {
        if (command.BeyondResale && state.EvidenceIds.IsEmpty)
            return new Refusal(ReturnReasons.EvidenceRequired, "goods are scrapped in place with photos only").Rule("R-RET-4");

        var policy = terms.Policy;
        var lines = state.Lines.Select(l => l.Decide(state, command.BeyondResale, policy)).ToList();
        Approved To(ReturnStage stage, int? days, Pickup? pickup = null) => new(
            command.By, command.BeyondResale, [.. lines], pickup, stage, days is { } n ? terms.EndOfDay(n) : null, policy.Version);

        if (!lines.Exists(l => l.IsComing))
            return Decision.Of(To(ReturnStage.Completed, days: null), new RefundAllowed(RefundBasis.Final));
        if (state.Reason == ReturnReason.RefusedDelivery)
            return Decision.Of(To(ReturnStage.InTransit, policy.TransitDays), new RefundAllowed(RefundBasis.Advance));
        if (state.CustomerShips)
            return To(ReturnStage.Approved, policy.ShipDays);
        return To(ReturnStage.Approved, policy.PickupDays, new($"pickup-{state.Id}", terms.Now, terms.EndOfDay(policy.PickupDays)));
    }
}
