using Aftersales.Contracts.Returns;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;
using Aftersales.Returns.Domain;
using ReturnState = Aftersales.Returns.Domain.ReturnState;

namespace Aftersales.Returns.Features;

/// <summary>Requests a return. A customer does so for their own order, an agent for a customer; a plan's step makes it once, however often it asks.</summary>
public sealed class RequestReturn(ReturnDesk desk, Aggregates<ReturnState, ReturnEvent> returns, Wishes wishes, Vault vault)
{
    public async Task<RequestReturnResponse> Handle(RequestReturnRequest request, Call call)
    {
        CheckCause(request, call.Caller);
        var wish = await wishes.Of(request, call);
        var command = new Domain.RequestReturn(
            request.Cause is { } cause ? Ids.Derived("ret", $"{cause.Kind}/{cause.Id}") : Ids.New("ret", call.Now),
            wish,
            request.Description.Length == 0 ? null : vault.Seal(request.Description),
            [.. request.EvidenceIds],
            request.CaseId.Length == 0 ? null : request.CaseId,
            ByPlan: request.Cause is not null,
            call.Caller.ToAuthority())
        {
            ConfirmedFee = request.ConfirmedFee.ToAmount("confirmed_fee"),
            Overrides = request.Overrides.ToWishes(),
            SealedAddress = request.PickupAddress.Sealed(vault),
        };
        try
        {
            return await desk.Change(command.Id, call, command, made => new RequestReturnResponse { Return = made });
        }
        catch (RefusedException refused) when (refused.Refusal.Reason == ReturnReasons.UnitAlreadyHeld)
        {
            throw new RefusedException(await NameHolder(refused.Refusal, wish.Order, call));
        }
    }

    private static void CheckCause(RequestReturnRequest request, Caller caller)
    {
        if (caller.IsService && request.Cause is null)
            throw new RefusedException(ReturnReasons.Invalid("cause", "a service names what it asks for"));
        if (!caller.IsService && (request.Cause is not null || request.CaseId.Length > 0))
            throw new RefusedException(ReturnReasons.Invalid(request.Cause is not null ? "cause" : "case_id", "only a service gives it"));
    }

    // The sum that refused knows how many pieces are taken, not by which return.
    private async Task<Refusal> NameHolder(Refusal refusal, OrderFacts order, Call call)
    {
        var ofOrder = await returns.List(call, ReturnLists.Name("", null, order.OrderId), pageSize: 0, pageToken: "");
        // What is under way before what was exchanged, whose pieces are free again.
        var holder = ofOrder.Rows.OrderBy(row => row.State.Stage.IsEnd()).FirstOrDefault(row =>
            row.State.Lines.Any(l => l.LineId == refusal.Metadata["line_id"] && ReturnAggregate.Held(row.State, l) > 0));
        return holder is null ? refusal : refusal.With("holder", holder.Aggregate);
    }
}
