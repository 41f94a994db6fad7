using Aftersales.Contracts.Returns;
using Aftersales.Platform.Calls;
using Aftersales.Returns.Domain;

namespace Aftersales.Returns.Features;

/// <summary>A dispute is decided: so many pieces are accepted after all, the others stay refused.</summary>
public sealed class ResolveReturnDispute(ReturnDesk desk)
{
    public Task<ResolveReturnDisputeResponse> Handle(ResolveReturnDisputeRequest request, Call call)
    {
        var resolve = new ResolveDispute(
            call.Caller.Decider.Person, [.. request.Accepted.Select(l => new Pieces(l.LineId, l.Quantity))], request.Reason);
        return desk.Change(request.ReturnId, call, resolve, after => new ResolveReturnDisputeResponse { Return = after });
    }
}
