using Aftersales.Contracts.Returns;
using Aftersales.Platform.Calls;

namespace Aftersales.Returns.Features;

/// <summary>Calls a return off, as long as nothing arrived and nothing was advanced.</summary>
public sealed class CancelReturn(ReturnDesk desk)
{
    public Task<CancelReturnResponse> Handle(CancelReturnRequest request, Call call) =>
        desk.Change(request.ReturnId, call, new Domain.Cancel(call.Caller.Decider.Person, request.Reason), after => new CancelReturnResponse { Return = after });
}
