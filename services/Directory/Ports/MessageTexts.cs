using Aftersales.Contracts.Complaints;
using Aftersales.Directories.Domain;
using Aftersales.Kernel;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Peers;

namespace Aftersales.Directories.Ports;

/// <summary>What a message says, as Complaint told it.</summary>
public sealed class MessageTexts(Peer<MessageService.MessageServiceClient> complaint)
{
    /// <summary>Null where Complaint knows no such message, or its words were erased.</summary>
    /// <exception cref="RefusedException">SERVICE_UNAVAILABLE.</exception>
    public async Task<MessageText?> Find(string id, Language language, Call call)
    {
        try
        {
            var told = await complaint.Ask(call, (client, options) => client.GetMessageAsync(new() { MessageId = id }, options));
            return language == Language.En ? new(told.Subject.En, told.Text.En) : new(told.Subject.Zh, told.Text.Zh);
        }
        catch (RefusedException unknown) when (unknown.Refusal.Reason.Kind is RefusalKind.NotFound or RefusalKind.Precondition)
        {
            return null;
        }
    }
}

public sealed record MessageText(string Subject, string Body)
{
    // Personal data: never printed.
    public override string ToString() => nameof(MessageText);
}
