using Aftersales.Complaints.Domain;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Work;

namespace Aftersales.Complaints.Features;

/// <summary>
/// Deletes the photos of a case that was closed long ago. The case lets go of them first: of two cases with the same photo, whichever comes second then
/// finds that nobody keeps it.
/// </summary>
public sealed class ForgetEvidence(Cases cases, CaseDesk desk, KeptPhotos kept, EvidenceContents contents) : IWork
{
    public async Task Run(WorkItem item, Call call)
    {
        var released = await desk.Change(item.Aggregate, call, new CaseCommand.ReleaseEvidence());
        await Delete(released.State, call);
    }

    /// <summary>Deletes the photos that the case has let go of, but for those that another keeps.</summary>
    public async Task Delete(Case released, Call call)
    {
        if (!released.EvidenceReleased)
            return;
        foreach (var photo in released.Photos.Where(photo => !photo.IsDeleted))
            if ((await cases.List(call, CaseLists.WithEvidence(photo.Id), 1, "")).Rows.Count == 0)
                await Delete(photo.Id, call);
        await desk.Change(released.Id, call, new CaseCommand.ForgetEvidence());
    }

    private async Task Delete(string id, Call call)
    {
        var deleted = await kept.Change(id, call, state => KeepingDecider.Delete(state, call.Now));
        await contents.Delete(call, deleted.State.Blob);
    }
}

/// <summary>Deletes a photo that was uploaded and that no case took in time. Uploaded once more meanwhile it has another content, and time.</summary>
public sealed class ForgetUnattached(Cases cases, KeptPhotos kept, EvidenceContents contents) : IWork
{
    public async Task Run(WorkItem item, Call call)
    {
        if ((await cases.List(call, CaseLists.WithEvidence(item.Aggregate), 1, "")).Rows.Count == 0)
        {
            var photo = (await kept.Change(item.Aggregate, call, state => KeepingDecider.DeleteUnattached(state, call.Now))).State;
            if (photo.Stage == EvidenceStage.Deleted)
                await contents.Delete(call, photo.Blob);
        }

        await kept.Change(item.Aggregate, call, state => KeepingDecider.EndAttaching(state, call.Now));
    }
}
