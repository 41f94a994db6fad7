using Aftersales.Complaints.Domain;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Calls;

namespace Aftersales.Complaints.Features;

/// <summary>The caller becomes the owner, unless somebody who is at work is.</summary>
public sealed class TakeCase(CaseDesk desk, Teams teams)
{
    public async Task<TakeCaseResponse> Handle(TakeCaseRequest request, Call call)
    {
        var command = new CaseCommand.Take(call.Actor(), await teams.Find(call));
        return await desk.Change(request.CaseId, call, command, state => new TakeCaseResponse { Case = state });
    }
}
