using Aftersales.Complaints.Domain;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Grpc;
using Evidence = Aftersales.Complaints.Domain.Evidence;

namespace Aftersales.Complaints.Queries;

/// <summary>The photos of a case, and which of them can be shown.</summary>
public sealed class ReadEvidence(CaseDesk desk, KeptPhotos kept)
{
    public async Task<ListEvidenceResponse> Handle(ListEvidenceRequest request, Call call)
    {
        var found = await desk.Read(call, request.CaseId);
        var told = new ListEvidenceResponse();
        foreach (var photo in found.State.Evidence)
            told.Evidence.Add(await Told(photo, call));
        foreach (var proof in call.Caller.IsCustomer ? [] : found.State.Proofs)
        {
            told.Evidence.Add(await Told(proof.Photo, call));
            told.Evidence[^1].QuestionId = proof.Question;
        }

        return told;
    }

    private async Task<CaseEvidence> Told(Evidence photo, Call call) => ToContract(photo, (await kept.Read(call.Merchant, photo.Id, call.Cancel))?.State);

    private static CaseEvidence ToContract(Evidence photo, KeptEvidence? state) => new()
    {
        Evidence = photo.ToContract(),
        State = photo.IsDeleted ? EvidenceState.Deleted : (EvidenceState)(state?.Stage ?? EvidenceStage.Unspecified),
        Threat = state?.Threat ?? "",
        UploadedTime = state?.Uploaded.ToContract(),
        DeletedTime = state?.Deleted?.ToContract(),
    };
}
