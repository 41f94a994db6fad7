using Aftersales.Complaints.Domain;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Blobs;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Pipeline;
using Grpc.Core;

namespace Aftersales.Complaints.Features;

/// <summary>Stores a photo whose content is what it claims to be. The photo is durable before it can be named.</summary>
public sealed class UploadEvidence(CaseDesk desk, EvidenceBook book, IBlobStore store, Validation validation)
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
        await store.Put(call.Merchant, evidence.Id, evidence.MediaType, content, call.Cancel);
        await book.Keep(call, evidence);
        return new() { Evidence = evidence.ToContract() };
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
