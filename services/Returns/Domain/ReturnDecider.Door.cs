using System.Collections.Immutable;
using Decision = Aftersales.Kernel.Decision<Aftersales.Returns.Domain.ReturnEvent>;

namespace Aftersales.Returns.Domain;

// Refused at the door (§4): the courier reports it, the customer confirms it, an agent asks for the return. Nobody reviews what the three say alike.
public static partial class ReturnDecider
{
    // The courier's report may be here first. A plan's offer was made by an agent and accepted by the customer.
    private static DoorConfirmations Confirmed(RequestReturn request, Terms terms)
    {
        var asked = new Confirmation(request.By.Person, terms.Now);
        var isCustomers = request.By.Person == request.Wish.Order.BuyerId;
        return new()
        {
            Courier = Latest(request.Wish.Order),
            Customer = isCustomers ? asked : request.ByPlan ? asked with { By = request.Wish.Order.BuyerId } : null,
            Agent = isCustomers ? null : asked,
        };
    }

    private static bool IsAgreed(ReturnState state, Terms terms) =>
        state is { Approval: null, Door: { Customer: not null, Agent: not null } door } && (door.Courier is not null || !terms.Policy.AwaitDoorReport);

    private static DoorReport? Latest(OrderFacts order) => order.Refusals.OrderBy(r => r.At).LastOrDefault();

    // Where nobody names a reason, the courier's counts.
    private static Wish AsReported(Wish wish, ReturnPolicy policy) =>
        wish.Reason.Reason == ReturnReason.RefusedDelivery && Latest(wish.Order) is { } report && LeafOf(report, wish.Reason.Code, policy) is { } leaf
            ? wish with { Reason = leaf }
            : wish;

    private static Leaf? LeafOf(DoorReport report, string reasonCode, ReturnPolicy policy) =>
        reasonCode == policy.Usual(ReturnReason.RefusedDelivery).Code && policy.DoorReasons.TryGetValue(report.Reason, out var code) ? policy.Leaf(code) : null;

    private static Decision DecideRefusal(ReturnState state, DoorReport report, Terms terms)
    {
        // Who pays the way back was decided with the approval.
        var leaf = state.Approval is null ? LeafOf(report, state.ReasonCode, terms.Policy) : null;
        var reported = new RefusalReported(
            report, leaf?.Code ?? state.ReasonCode, leaf?.Responsible ?? state.Responsible, leaf is null ? state.Lines : [.. state.Lines.Select(l => Of(l, leaf))]);
        // What cannot be approved so is reviewed like anything else.
        return IsAgreed(ReturnEvolution.Evolve(state, reported), terms) && WithoutApplication(state, reported, terms) is { IsRefused: false } approved ? approved : reported;

        ReturnLine Of(ReturnLine line, Leaf reason) =>
            line.ReasonCode == state.ReasonCode ? line with { ReasonCode = reason.Code, Fault = reason.Fault } : line;
    }

    private static Decision WithoutApplication(ReturnState? state, ReturnEvent told, Terms terms)
    {
        var before = ReturnEvolution.Evolve(state, told);
        var agent = before.Door!.Agent!.By;
        ReturnEvent[] begun = before.Reviewer is null ? [told, new ReviewStarted(agent)] : [told];
        var approval = DecideApproval(begun.Aggregate(state, ReturnEvolution.Evolve)!, new(new(agent, []), BeyondResale: false), terms);
        return approval.IsRefused ? approval : Decision.Of([.. begun, .. approval.Events]);
    }

    // Whoever reviewed it asked the customer (R-RET-3).
    private static DoorConfirmations Approving(DoorConfirmations door, Authority by, Terms terms)
    {
        var approved = new Confirmation(by.Person, terms.Now);
        return door with { Customer = door.Customer ?? approved, Agent = door.Agent ?? approved };
    }

    // Under the number that it came with, where the courier told it.
    private static Parcel GoingBack(ReturnState state, ImmutableArray<ReturnLine> lines, Authority by, Terms terms)
    {
        ImmutableArray<Pieces> pieces = [.. lines.Where(l => l.IsComing).Select(l => new Pieces(l.LineId, l.Quantity))];
        return state.Door?.Courier is { } report
            ? new(by.Person, report.TrackingNo, pieces)
            {
                IsRefused = true,
                AskAt = terms.NextAsk,
                Tracks = [new($"door/{report.TrackingNo}", CourierStatus.SentBack, report.At, "")],
            }
            : new(by.Person, null, pieces);
    }
}
