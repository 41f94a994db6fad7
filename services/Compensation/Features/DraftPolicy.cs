using System.Text.Json;
using System.Text.Json.Nodes;
using Aftersales.Compensations.Domain;
using Aftersales.Compensations.Policy;
using Aftersales.Compensations.Queries;
using Aftersales.Contracts.Compensations;
using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Policies;

namespace Aftersales.Compensations.Features;

/// <summary>Drafts a policy. A document with problems is refused with each place and why; nothing changes before the draft is approved.</summary>
public sealed class DraftPolicy(Aggregates<PolicyDraft, PolicyEvent> drafts, PolicyBook book, ReadPolicies policies)
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip };
    private static readonly JsonSerializerOptions Readable = new(Json.Options) { WriteIndented = true };

    public async Task<DraftPolicyResponse> Handle(DraftPolicyRequest request, Call call)
    {
        var document = await Document(request, call);
        var version = Read(document, call).Version;
        if (version == book.OfFiles(call.Merchant).Policy.Version)
            throw new RefusedException(PolicyAggregate.VersionTaken());
        var draft = new PolicyDraft(version, document, request.Note, request.CopyOf, call.Person, call.Now);
        return await drafts.Change(
            Ids.Derived("pol", $"{call.Merchant}/{call.Person}/{request.RequestId}"),
            call,
            known => known is null ? new PolicyDrafted(draft) : Decision<PolicyEvent>.Nothing,
            policy => new DraftPolicyResponse { Policy = policy.ToPolicy(inForce: false) });
    }

    /// <exception cref="RefusedException">POLICY_INVALID.</exception>
    public static MerchantCompensationPolicy Read(string document, Call call)
    {
        try
        {
            return PolicyText.Read<MerchantCompensationPolicy>(document, call.Now);
        }
        catch (PolicyRefusedException refused)
        {
            throw new RefusedException(PolicyDecider.Refused(refused.Problems));
        }
    }

    private async Task<string> Document(DraftPolicyRequest request, Call call)
    {
        if (request.CopyOf.Length == 0)
            return request.Document.Length > 0 ? request.Document : throw new RefusedException(PlatformReasons.Invalid("document", "is needed, or a policy to copy"));
        if (request.Document.Length > 0)
            throw new RefusedException(PlatformReasons.Invalid("copy_of", "stands alone: the document is the copied policy's"));
        if (request.Version.Length == 0)
            throw new RefusedException(PlatformReasons.Invalid("version", "is needed: a copy is another version"));
        var copy = JsonNode.Parse((await policies.Find(call, request.CopyOf)).Document, documentOptions: Lenient)!;
        copy["version"] = request.Version;
        return copy.ToJsonString(Readable);
    }
}
