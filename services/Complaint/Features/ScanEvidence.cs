using Aftersales.Complaints.Domain;
using Aftersales.Complaints.Ports;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Work;

namespace Aftersales.Complaints.Features;

/// <summary>Has a photo scanned that could not be when it came. One that no scanner ever answers for is blocked in the end (R-CLK-4).</summary>
public sealed class ScanEvidence(KeptPhotos kept, EvidenceContents contents, EvidenceScanner scanner) : IWork
{
    public async Task Run(WorkItem item, Call call)
    {
        if (await kept.Find(call.Merchant, item.Aggregate, call.Cancel) is not { State: { Stage: EvidenceStage.Pending } photo })
            return;
        try
        {
            var verdict = await scanner.Scan(photo.Id, photo.MediaType, await contents.Get(call, photo), call.Cancel);
            await kept.Change(photo.Id, call, state => KeepingDecider.Judge(state, verdict, call.Now));
        }
        catch (RefusedException away) when (away.Refusal.Reason.Kind == RefusalKind.Unavailable)
        {
            var after = await kept.Change(photo.Id, call, state => KeepingDecider.GiveUp(state, call.Now));
            if (after.State.Stage == EvidenceStage.Pending)
                throw;
        }
    }
}
