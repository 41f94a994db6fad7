using Aftersales.Contracts.Directories;
using Aftersales.Directories.Features;
using Aftersales.Directories.Queries;
using Aftersales.Platform.Calls;
using Grpc.Core;

namespace Aftersales.Directories;

/// <summary>The contract's methods about webhooks, and the features that handle them.</summary>
public sealed class WebhookGrpc : WebhookService.WebhookServiceBase
{
    public override Task<CreateSubscriptionResponse> CreateSubscription(CreateSubscriptionRequest request, ServerCallContext context) =>
        context.Feature<ManageHooks>().Handle(request, context.Call(request));

    public override Task<ReplaceSigningSecretResponse> ReplaceSigningSecret(ReplaceSigningSecretRequest request, ServerCallContext context) =>
        context.Feature<ManageHooks>().Handle(request, context.Call(request));

    public override Task<PauseSubscriptionResponse> PauseSubscription(PauseSubscriptionRequest request, ServerCallContext context) =>
        context.Feature<ManageHooks>().Handle(request, context.Call(request));

    public override Task<ResumeSubscriptionResponse> ResumeSubscription(ResumeSubscriptionRequest request, ServerCallContext context) =>
        context.Feature<ManageHooks>().Handle(request, context.Call(request));

    public override Task<EndSubscriptionResponse> EndSubscription(EndSubscriptionRequest request, ServerCallContext context) =>
        context.Feature<ManageHooks>().Handle(request, context.Call(request));

    public override Task<GetSubscriptionResponse> GetSubscription(GetSubscriptionRequest request, ServerCallContext context) =>
        context.Feature<ReadHooks>().Handle(request, context.Call(request));

    public override Task<ListSubscriptionsResponse> ListSubscriptions(ListSubscriptionsRequest request, ServerCallContext context) =>
        context.Feature<ReadHooks>().Handle(request, context.Call(request));

    public override Task<ListDeliveriesResponse> ListDeliveries(ListDeliveriesRequest request, ServerCallContext context) =>
        context.Feature<ReadHooks>().Handle(request, context.Call(request));

    public override Task<ReplayDeliveryResponse> ReplayDelivery(ReplayDeliveryRequest request, ServerCallContext context) =>
        context.Feature<ReplayDelivery>().Handle(request, context.Call(request));
}
