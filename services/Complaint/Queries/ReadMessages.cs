using System.Globalization;
using Aftersales.Complaints.Domain;
using Aftersales.Complaints.Policy;
using Aftersales.Contracts.Complaints;
using Aftersales.Platform;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;
using Aftersales.Platform.Policies;
using Aftersales.Platform.Store;

namespace Aftersales.Complaints.Queries;

/// <summary>What customers were told, and the templates in force.</summary>
public sealed class ReadMessages(IStore store, Vault vault, Policies<MerchantMessagePolicy> templates)
{
    public async Task<GetMessageResponse> Handle(GetMessageRequest request, Call call)
    {
        var told = await Find(request.MessageId, call) ?? throw new RefusedException(new(CaseReasons.MessageNotFound, "no such message"));
        var message = Json.Read<Message>(vault.Open(told.Sealed) ?? throw new RefusedException(PlatformReasons.Erased()));
        return new() { Subject = message.Subject.ToContract(), Text = message.Text.ToContract() };
    }

    public Task<ListMessageTemplatesResponse> Handle(ListMessageTemplatesRequest request, Call call)
    {
        var policy = templates.For(call.Merchant);
        return Task.FromResult(new ListMessageTemplatesResponse
        {
            Version = policy.Version,
            Templates = { policy.Templates.OrderBy(template => template.Key).Select(template => ToContract(template.Key, template.Value)) },
        });
    }

    private async Task<CustomerTold?> Find(string id, Call call)
    {
        if (id.LastIndexOf('.') is not (> 0 and var dot) || !long.TryParse(id[(dot + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var version))
            return null;
        var found = await store.Events(call.Merchant, "case", id[..dot], version - 1, 1, call.Cancel);
        return found is [{ Type: nameof(CustomerTold) } told] && told.Version == version ? Json.Read<CustomerTold>(told.Body, vault.KeyOf(told.Key)) : null;
    }

    private static MessageTemplate ToContract(Occasion occasion, Template template) => new()
    {
        Key = Words.Of(occasion),
        Subject = new() { Zh = template.Zh.Subject, En = template.En.Subject },
        Text = new() { Zh = template.Zh.Text, En = template.En.Text },
        Facts = { occasion.Facts() },
    };
}
