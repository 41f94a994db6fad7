using Aftersales.Contracts.Returns;
using Aftersales.Platform.Calls;

namespace Aftersales.Returns.Features;

/// <summary>Tells the return which case it belongs to.</summary>
public sealed class AttachCase(ReturnDesk desk)
{
    public Task<AttachCaseResponse> Handle(AttachCaseRequest request, Call call) =>
        desk.Change(request.ReturnId, call, new Domain.AttachCase(request.CaseId), after => new AttachCaseResponse { Return = after });
}
