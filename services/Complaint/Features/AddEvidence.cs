using Aftersales.Complaints.Domain;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Calls;

namespace Aftersales.Complaints.Features;

/// <summary>Attaches photos; a case that waited for them goes on.</summary>
public sealed class AddEvidence(CaseDesk desk, EvidenceBook book)
{
    public async Task<AddEvidenceResponse> Handle(AddEvidenceRequest request, Call call)
    {
        var command = new CaseCommand.AddEvidence(call.Actor(), await book.Find(call, request.EvidenceIds));
        return await desk.Change(request.CaseId, call, command, state => new AddEvidenceResponse { Case = state });
    }
}
