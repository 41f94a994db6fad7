using Aftersales.Complaints.Domain;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;

namespace Aftersales.Complaints.Features.Advising;

/// <summary>The customer was told the result, and nothing has to be remedied: the case waits for feedback (R-CASE-4).</summary>
public sealed class ConcludeCase(CaseDesk desk, Vault vault)
{
    public Task<ConcludeCaseResponse> Handle(ConcludeCaseRequest request, Call call) => desk.Change(
        request.CaseId,
        call,
        new CaseCommand.Conclude(call.Actor(), vault.Seal(request.Told), vault.Pseudonym(request.Told)),
        state => new ConcludeCaseResponse { Case = state });
}
