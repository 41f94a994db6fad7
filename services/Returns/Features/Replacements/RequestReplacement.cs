using Aftersales.Contracts.Returns;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Returns.Domain;
using Aftersales.Returns.Domain.Replacements;
using Replacement = Aftersales.Returns.Domain.Replacements.Replacement;
using ReplacementKind = Aftersales.Returns.Domain.Replacements.ReplacementKind;
using ReturnState = Aftersales.Returns.Domain.ReturnState;

namespace Aftersales.Returns.Features.Replacements;

/// <summary>Requests a replacement for a plan's step, once, however often it asks.</summary>
public sealed class RequestReplacement(
    ReplacementDesk desk, ReplacementBook replacements, Aggregates<ReturnState, ReturnEvent> returns, Documents<OrderFacts> orders)
{
    public async Task<RequestReplacementResponse> Handle(RequestReplacementRequest request, Call call)
    {
        var order = await orders.Find(call, request.OrderId)
            ?? throw new RefusedException(new Refusal(ReturnReasons.OrderNotYetKnown, "no facts about the order have arrived yet").With("order_id", request.OrderId));
        var id = Ids.Derived("rep", $"{request.Cause.Kind}/{request.Cause.Id}");
        var command = new ReplacementCommand.Request(
            id,
            request.Cause.Id,
            request.CaseId,
            (ReplacementKind)request.Kind,
            order,
            [.. request.Lines.Select(l => l.ToDomain())],
            (ResponsibleParty)request.ResponsibleParty,
            request.Grounds.ToDomain(),
            await Returned(request, call),
            await Followed(request, call));
        return await desk.Change(id, call, command, made => new RequestReplacementResponse { Replacement = made });
    }

    private async Task<ReturnState?> Returned(RequestReplacementRequest request, Call call) => (request.Kind, request.ReturnId) switch
    {
        (Contracts.Returns.ReplacementKind.Exchange, var id) => (await returns.Find(call.Merchant, id, call.Cancel))?.State,
        (_, "") => null,
        _ => throw new RefusedException(ReturnReasons.Invalid("return_id", "given for exchanges only")),
    };

    private async Task<Replacement?> Followed(RequestReplacementRequest request, Call call)
    {
        if (request.FollowsReplacementId.Length == 0)
            return null;
        var followed = await replacements.Find(call.Merchant, request.FollowsReplacementId, call.Cancel);
        return followed?.State.OrderId == request.OrderId ? followed.State : throw new RefusedException(ReplacementReasons.NotFound);
    }
}
