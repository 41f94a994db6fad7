using Aftersales.Contracts.Returns;
using Aftersales.Platform.Calls;

namespace Aftersales.Returns.Features;

/// <summary>Approves a return under review; R-RET-4 decides what is collected.</summary>
public sealed class ApproveReturn(ReturnDesk desk)
{
    public Task<ApproveReturnResponse> Handle(ApproveReturnRequest request, Call call) =>
        desk.Change(request.ReturnId, call, new Domain.Approve(call.Caller.Decider.Person, request.BeyondResale), after => new ApproveReturnResponse { Return = after });
}
