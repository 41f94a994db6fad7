using Aftersales.Contracts.Returns;
using Aftersales.Platform.Calls;
using Aftersales.Returns.Domain;
using LossKind = Aftersales.Returns.Domain.LossKind;
using ResponsibleParty = Aftersales.Kernel.ResponsibleParty;

namespace Aftersales.Returns.Features;

/// <summary>A person found out who answers for missing pieces, and what came of it (R-QLT-6).</summary>
public sealed class CloseReturnLoss(ReturnDesk desk)
{
    public Task<CloseReturnLossResponse> Handle(CloseReturnLossRequest request, Call call)
    {
        var close = new CloseLoss(
            call.Caller.Decider.Person,
            (LossKind)request.Kind,
            request.ResponsibleParty == Contracts.ResponsibleParty.Unspecified ? null : (ResponsibleParty)request.ResponsibleParty,
            request.Recovered.ToAmount("recovered")!.Value,
            request.Outcome);
        return desk.Change(request.ReturnId, call, close, after => new CloseReturnLossResponse { Return = after });
    }
}
