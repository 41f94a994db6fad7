using Aftersales.Contracts.Returns;
using Aftersales.Platform.Calls;
using Aftersales.Returns.Features.Repairs;
using Aftersales.Returns.Queries;
using Grpc.Core;

namespace Aftersales.Returns;

/// <summary>The contract of repairs, in the order of a repair's life.</summary>
public sealed class RepairsGrpc : RepairsService.RepairsServiceBase
{
    public override Task<RequestRepairResponse> RequestRepair(RequestRepairRequest request, ServerCallContext context) =>
        context.Feature<RequestRepair>().Handle(request, context.Call(request));

    public override Task<QuoteRepairResponse> QuoteRepair(QuoteRepairRequest request, ServerCallContext context) =>
        context.Feature<ChangeRepair>().Quote(request, context.Call(request));

    public override Task<AcceptRepairQuoteResponse> AcceptRepairQuote(AcceptRepairQuoteRequest request, ServerCallContext context) =>
        context.Feature<ChangeRepair>().Accept(request, context.Call(request));

    public override Task<DeclineRepairQuoteResponse> DeclineRepairQuote(DeclineRepairQuoteRequest request, ServerCallContext context) =>
        context.Feature<ChangeRepair>().Decline(request, context.Call(request));

    public override Task<CollectRepairResponse> CollectRepair(CollectRepairRequest request, ServerCallContext context) =>
        context.Feature<ChangeRepair>().Collect(request, context.Call(request));

    public override Task<ReceiveRepairResponse> ReceiveRepair(ReceiveRepairRequest request, ServerCallContext context) =>
        context.Feature<ChangeRepair>().Receive(request, context.Call(request));

    public override Task<FinishRepairResponse> FinishRepair(FinishRepairRequest request, ServerCallContext context) =>
        context.Feature<ChangeRepair>().Finish(request, context.Call(request));

    public override Task<SendRepairBackResponse> SendRepairBack(SendRepairBackRequest request, ServerCallContext context) =>
        context.Feature<ChangeRepair>().SendBack(request, context.Call(request));

    public override Task<ConfirmRepairDeliveryResponse> ConfirmRepairDelivery(ConfirmRepairDeliveryRequest request, ServerCallContext context) =>
        context.Feature<ChangeRepair>().ConfirmDelivery(request, context.Call(request));

    public override Task<CancelRepairResponse> CancelRepair(CancelRepairRequest request, ServerCallContext context) =>
        context.Feature<ChangeRepair>().Cancel(request, context.Call(request));

    public override Task<GetRepairResponse> GetRepair(GetRepairRequest request, ServerCallContext context) =>
        context.Feature<ReadRepairs>().Get(request, context.Call(request));

    public override Task<ListRepairsResponse> ListRepairs(ListRepairsRequest request, ServerCallContext context) =>
        context.Feature<ReadRepairs>().List(request, context.Call(request));

    public override Task WatchRepairs(WatchRepairsRequest request, IServerStreamWriter<WatchRepairsResponse> responseStream, ServerCallContext context) =>
        context.Feature<ReadRepairs>().Watch(request, responseStream, context.Call(request));
}
