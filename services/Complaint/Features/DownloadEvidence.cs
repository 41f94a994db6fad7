using Aftersales.Complaints.Domain;
using Aftersales.Complaints.Ports;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Blobs;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;
using Grpc.Core;

namespace Aftersales.Complaints.Features;

/// <summary>A photo as it was uploaded. Staff say why they look at it; where a scanner is set up, nothing is shown that it did not see.</summary>
public sealed class DownloadEvidence(CaseDesk desk, KeptPhotos kept, EvidenceContents contents, EvidenceScanner scanner, Vault vault)
{
    public async Task Handle(DownloadEvidenceRequest request, IServerStreamWriter<DownloadEvidenceResponse> reply, Call call)
    {
        if (!call.Caller.IsCustomer && request.Purpose.Length == 0)
            throw new RefusedException(CaseReasons.Invalid("purpose", "is needed from staff (R-PPL-2)"));
        var read = new CaseCommand.ReadEvidence(call.Actor(), request.EvidenceId, vault.SealOrEmpty(request.Purpose));
        var found = await desk.Find(call, request.CaseId);
        Refuse(desk.Decide(call, found.State, read).Refusal);

        var photo = await Scanned(request.EvidenceId, call);
        Refuse(KeepingDecider.Show(photo));
        var content = await contents.Get(call, photo!);
        if (!call.Caller.IsCustomer)
            await desk.Change(request.CaseId, call, read);
        await reply.WriteAsync(new() { Evidence = new() { EvidenceId = photo!.Id, MediaType = photo.MediaType, Size = photo.Size } }, call.Cancel);
        foreach (var piece in Pieces.Of(content))
            await reply.WriteAsync(new() { Chunk = piece }, call.Cancel);
    }

    private async Task<KeptEvidence?> Scanned(string id, Call call)
    {
        var photo = (await kept.Find(call.Merchant, id, call.Cancel))?.State;
        if (!scanner.IsThere || photo is not { Stage: EvidenceStage.Available, Scanned: false })
            return photo;
        var until = call.Now + desk.Policy(call).Evidence.ScanWithin;
        return (await kept.Change(id, call, state => KeepingDecider.AwaitScan(state, until, call.Now))).State;
    }

    private static void Refuse(Refusal? refusal)
    {
        if (refusal is not null)
            throw new RefusedException(refusal);
    }
}
