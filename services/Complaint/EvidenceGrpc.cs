using Aftersales.Complaints.Features;
using Aftersales.Complaints.Queries;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Calls;
using Grpc.Core;

namespace Aftersales.Complaints;

/// <summary>The contract's methods about photos.</summary>
public sealed class EvidenceGrpc : EvidenceService.EvidenceServiceBase
{
    public override Task<ListEvidenceResponse> ListEvidence(ListEvidenceRequest request, ServerCallContext context) =>
        context.Feature<ReadEvidence>().Handle(request, context.Call(request));

    public override Task DownloadEvidence(
        DownloadEvidenceRequest request, IServerStreamWriter<DownloadEvidenceResponse> responseStream, ServerCallContext context) =>
        context.Feature<DownloadEvidence>().Handle(request, responseStream, context.Call(request));
}
