using Aftersales.Complaints.Domain;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Calls;

namespace Aftersales.Complaints.Features;

/// <summary>A promise was kept (R-CLK-2).</summary>
public sealed class KeepPromise(CaseDesk desk)
{
    public Task<KeepPromiseResponse> Handle(KeepPromiseRequest request, Call call) => desk.Change(
        request.CaseId, call, new CaseCommand.KeepPromise(call.Actor(), request.PromiseId), state => new KeepPromiseResponse { Case = state });
}
