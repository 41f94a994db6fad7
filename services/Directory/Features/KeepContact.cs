using System.Collections.Immutable;
using Aftersales.Contracts.Directories;
using Aftersales.Directories.Domain;
using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;
using Contact = Aftersales.Directories.Domain.Contact;
using ContactAddress = Aftersales.Directories.Domain.ContactAddress;
using Language = Aftersales.Directories.Domain.Language;
using Medium = Aftersales.Directories.Domain.Medium;

namespace Aftersales.Directories.Features;

/// <summary>How a customer can be reached: said, shown masked, and shown in clear to who needs it, which is committed before it is told (R-PPL-2).</summary>
public sealed class KeepContact(Aggregates<Contact, ContactEvent> contacts, Vault vault)
{
    public Task<SetContactResponse> Handle(SetContactRequest request, Call call)
    {
        Seen(request.CustomerId, call);
        var told = new Contact(Addresses(request), (Language)request.Language, (Medium)request.Preferred);
        return contacts.Change(
            request.CustomerId, call, contact => ContactDecider.Set(contact, told, call.Now), contact => new SetContactResponse { Contact = contact.ToContact(vault) });
    }

    public async Task<GetContactResponse> Handle(GetContactRequest request, Call call)
    {
        Seen(request.CustomerId, call);
        return await contacts.Read(call.Merchant, request.CustomerId, call.Cancel) is { } contact
            ? new() { Contact = contact.ToContact(vault) }
            : throw new RefusedException(ContactDecider.NotFound);
    }

    public Task<RevealContactResponse> Handle(RevealContactRequest request, Call call) => contacts.Change(
        request.CustomerId,
        call,
        contact => ContactDecider.Reveal(contact, $"{request.Purpose}"),
        contact => new RevealContactResponse { Addresses = { contact.State.ToAddresses(address => vault.Open(address) ?? "") } });

    private static void Seen(string customer, Call call)
    {
        if (call.Caller.IsCustomer && customer != call.Person)
            throw new RefusedException(ContactDecider.NotFound);
    }

    private ImmutableSortedDictionary<Medium, ContactAddress> Addresses(SetContactRequest request)
    {
        if (request.Addresses.GroupBy(address => address.Medium).Any(medium => medium.Count() > 1))
            throw new RefusedException(PlatformReasons.Invalid("addresses", "one for each medium at most"));
        for (var i = 0; i < request.Addresses.Count; i++)
            if (!AddressForm.Fits((Medium)request.Addresses[i].Medium, request.Addresses[i].Address))
                throw new RefusedException(PlatformReasons.Invalid($"addresses[{i}].address", "has not the form of its medium"));
        return request.Addresses.ToImmutableSortedDictionary(
            address => (Medium)address.Medium, address => new ContactAddress(vault.Seal(address.Address), vault.Pseudonym(address.Address), address.Consent));
    }
}
