using Aftersales.Complaints.Domain;
using Aftersales.Complaints.Ports;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Pipeline;
using Grpc.Core;
using Evidence = Aftersales.Complaints.Domain.Evidence;

namespace Aftersales.Complaints.Features;

/// <summary>
/// Stores a photo whose content is what it claims to be. The photo is durable before it can be named. A scanner looks at it first; while that is away the
/// photo is kept and shown to nobody.
/// </summary>
public sealed class UploadEvidence(CaseDesk desk, KeptPhotos kept, EvidenceContents contents, EvidenceScanner scanner, Validation validation)
{
    public async Task<UploadEvidenceResponse> Handle(IAsyncStreamReader<UploadEvidenceRequest> parts, Call call)
    {
        var policy = desk.Policy(call).Evidence;
        if (!await parts.MoveNext(call.Cancel) || Checked(parts.Current).Header is not { } header)
            throw new RefusedException(CaseReasons.Invalid("header", "comes first"));
        Refuse(EvidenceContent.CheckType(header.MediaType, policy));

        using var received = new MemoryStream();
        while (await parts.MoveNext(call.Cancel))
        {
            if (Checked(parts.Current).PartCase != UploadEvidenceRequest.PartOneofCase.Chunk)
                throw new RefusedException(CaseReasons.Invalid("chunk", "follows the header"));
            received.Write(parts.Current.Chunk.Span);
            Refuse(EvidenceContent.CheckSize(received.Length, policy));
        }

        var content = received.GetBuffer().AsMemory(0, (int)received.Length);
        var found = EvidenceContent.Sniff(content.Span);
        Refuse(EvidenceContent.CheckType(found == header.MediaType ? found : null, policy));
        var evidence = EvidenceContent.Identify(content.Span, found!);
        var verdict = await Scan(evidence, content, call);
        var stage = await Keep(evidence, content, verdict, policy, call);
        return new() { Evidence = evidence.ToContract(), State = (EvidenceState)stage };
    }

    private async Task<ScanVerdict?> Scan(Evidence evidence, ReadOnlyMemory<byte> content, Call call)
    {
        if (!scanner.IsThere)
            return null;
        try
        {
            return await scanner.Scan(evidence.Id, evidence.MediaType, content, call.Cancel);
        }
        catch (RefusedException away) when (away.Refusal.Reason.Kind == RefusalKind.Unavailable)
        {
            return null;
        }
    }

    // What is known already is not stored again; of two at once, the one that came second takes its copy away.
    private async Task<EvidenceStage> Keep(Evidence evidence, ReadOnlyMemory<byte> content, ScanVerdict? verdict, EvidencePolicy policy, Call call)
    {
        var known = (await kept.Find(call.Merchant, evidence.Id, call.Cancel))?.State;
        if (verdict is { IsClean: false })
        {
            if (known is not null)
                await kept.Change(evidence.Id, call, state => KeepingDecider.Judge(state, verdict, call.Now));
            throw new RefusedException(KeepingDecider.Blocked(verdict.Threat));
        }

        var stored = known is null or { Stage: EvidenceStage.Deleted } ? await contents.Put(call, content) : known.Blob;
        var until = scanner.IsThere ? call.Now + policy.ScanWithin : (Instant?)null;
        var after = await kept.Change(evidence.Id, call, state => KeepingDecider.Keep(state, evidence, stored, verdict, until, call.Now + Duration.FromDays(policy.AttachWithinDays), call.Now));
        if (after.State.Blob != stored)
            await contents.Delete(call, stored);
        return after.State.Stage;
    }

    private UploadEvidenceRequest Checked(UploadEvidenceRequest part)
    {
        ValidationInterceptor.Check(validation, part);
        return part;
    }

    private static void Refuse(Refusal? refusal)
    {
        if (refusal is not null)
            throw new RefusedException(refusal);
    }
}
