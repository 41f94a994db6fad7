using Aftersales.Directories.Domain;
using Aftersales.Kernel;
using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Identity;
using Contract = Aftersales.Contracts.Directories;

namespace Aftersales.Directories;

/// <summary>Contacts and messages in the contract's words.</summary>
internal static class DeliveryToContract
{
    /// <summary>Masked.</summary>
    public static Contract.Contact ToContact(this Versioned<Contact> contact, Vault vault) => new()
    {
        CustomerId = contact.Id,
        Version = contact.Version,
        Language = (Contract.Language)contact.State.Language,
        Preferred = (Contract.Medium)contact.State.Preferred,
        Addresses = { contact.State.ToAddresses(address => Mask.Account(vault.Open(address) ?? "")) },
    };

    /// <param name="show">From the sealed address to what is shown.</param>
    public static IEnumerable<Contract.ContactAddress> ToAddresses(this Contact contact, Func<SealedText, string> show) => contact.Addresses.Select(
        address => new Contract.ContactAddress { Medium = (Contract.Medium)address.Key, Address = show(address.Value.Sealed), Consent = address.Value.Consent });

    public static Contract.CustomerMessage ToMessage(this Versioned<Outgoing> found) => found.State.ToMessage(found.Version);

    public static Contract.CustomerMessage ToMessage(this Outgoing message, long version) => new()
    {
        MessageId = message.Id,
        Version = version,
        CustomerId = message.Customer,
        CaseId = message.Case,
        OrderId = message.Order,
        Template = message.Template,
        State = (Contract.MessageState)message.Stage,
        Medium = (Contract.Medium)message.Medium,
        Tries = message.Tries,
        Reason = message.Why,
        MadeTime = message.Made.ToContract(),
        ValidUntil = message.Until.ToContract(),
        NextTime = message.Next?.ToContract(),
        SentTime = message.SentAt?.ToContract(),
        Reference = message.Reference,
    };

    public static Contract.CustomerMessageSettled ToSettled(this Outgoing message, long version) => new()
    {
        MessageId = message.Id,
        Version = version,
        CustomerId = message.Customer,
        CaseId = message.Case,
        State = (Contract.MessageState)message.Stage,
        Medium = (Contract.Medium)message.Medium,
        Reason = message.Why,
    };
}
