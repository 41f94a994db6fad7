using Aftersales.Contracts.Returns;
using Aftersales.Platform.Calls;

namespace Aftersales.Returns.Features;

/// <summary>Rejects a return under review, with a reason that is told (R-RET-3).</summary>
public sealed class RejectReturn(ReturnDesk desk)
{
    public Task<RejectReturnResponse> Handle(RejectReturnRequest request, Call call) =>
        desk.Change(request.ReturnId, call, new Domain.Reject(call.Caller.Decider.Person, request.Reason), after => new RejectReturnResponse { Return = after });
}
