using Aftersales.Contracts.Directories;
using Aftersales.Directories.Features;
using Aftersales.Directories.Queries;
using Aftersales.Platform.Calls;
using Grpc.Core;

namespace Aftersales.Directories;

/// <summary>The contract's methods about messages on their way.</summary>
public sealed class DeliveryGrpc : DeliveryService.DeliveryServiceBase
{
    public override Task<ListMessagesResponse> ListMessages(ListMessagesRequest request, ServerCallContext context) =>
        context.Feature<ReadDelivery>().Handle(request, context.Call(request));

    public override Task<ReplayMessageResponse> ReplayMessage(ReplayMessageRequest request, ServerCallContext context) =>
        context.Feature<ReplayMessage>().Handle(request, context.Call(request));
}
