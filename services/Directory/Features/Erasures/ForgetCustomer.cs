using System.Collections.Immutable;
using Aftersales.Directories.Domain;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Erasing;

namespace Aftersales.Directories.Features;

/// <summary>A customer's addresses are forgotten, and messages that have not reached them are sent no more.</summary>
public sealed class ForgetCustomer(Aggregates<Contact, ContactEvent> contacts, Aggregates<Outgoing, DeliveryEvent> messages, Dispatch dispatch) : IForget
{
    private static readonly Contact Nowhere = new(ImmutableSortedDictionary<Medium, ContactAddress>.Empty, Language.Unspecified, Medium.Unspecified);

    public async Task Forget(string customer, Call call)
    {
        if (await contacts.Find(call.Merchant, customer, call.Cancel) is { } known)
        {
            await contacts.Change(
                customer, call, contact => ContactDecider.Set(contact, Nowhere with { Language = known.State.Language }, call.Now));
        }

        await foreach (var row in messages.ListAll(call, MessageLists.OfCustomer(customer)))
            await messages.Change(row.Aggregate, call, message => dispatch.Decider(call).Forget(message));
    }
}
