using Aftersales.Complaints.Domain;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;

namespace Aftersales.Complaints.Features;

/// <summary>The customer was told and said how it was; the case is closed (R-CASE-4).</summary>
public sealed class RecordFeedback(CaseDesk desk, Vault vault)
{
    public Task<RecordFeedbackResponse> Handle(RecordFeedbackRequest request, Call call)
    {
        var command = new CaseCommand.RecordFeedback(
            call.Actor(), request.Satisfaction, vault.SealOrEmpty(request.Comment), vault.Pseudonym(request.Comment));
        return desk.Change(request.CaseId, call, command, state => new RecordFeedbackResponse { Case = state });
    }
}
