using Aftersales.Contracts.Returns;
using Aftersales.Platform.Calls;

namespace Aftersales.Returns.Features;

/// <summary>Approves a return under review; R-RET-4 decides what is collected.</summary>
public sealed class ApproveReturn(ReturnDesk desk)
{
    public Task<ApproveReturnResponse> Handle(ApproveReturnRequest request, Call call)
    {
        var approve = new Domain.Approve(call.Caller.ToAuthority(), request.BeyondResale)
        {
            FreightCollect = request.FreightCollectAgreed,
            Overrides = request.Overrides.ToWishes(),
        };
        return desk.Change(request.ReturnId, call, approve, after => new ApproveReturnResponse { Return = after });
    }
}
