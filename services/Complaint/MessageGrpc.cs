using Aftersales.Complaints.Queries;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform.Calls;
using Grpc.Core;

namespace Aftersales.Complaints;

/// <summary>The contract's methods about messages to customers.</summary>
public sealed class MessageGrpc : MessageService.MessageServiceBase
{
    public override Task<GetMessageResponse> GetMessage(GetMessageRequest request, ServerCallContext context) =>
        context.Feature<ReadMessages>().Handle(request, context.Call(request));

    public override Task<ListMessageTemplatesResponse> ListMessageTemplates(ListMessageTemplatesRequest request, ServerCallContext context) =>
        context.Feature<ReadMessages>().Handle(request, context.Call(request));
}
