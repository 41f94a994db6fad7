using Aftersales.Contracts.Directories;
using Aftersales.Directories.Domain;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;

namespace Aftersales.Directories.Features;

/// <summary>A supervisor has a message tried again.</summary>
public sealed class ReplayMessage(Aggregates<Outgoing, DeliveryEvent> messages, Dispatch dispatch)
{
    public Task<ReplayMessageResponse> Handle(ReplayMessageRequest request, Call call) => messages.Change(
        request.MessageId, call, message => dispatch.Decider(call).Replay(message), message => new ReplayMessageResponse { Message = message.ToMessage() });
}
