using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Directories.Domain;

/// <summary>What can happen to a contact.</summary>
public static class ContactDecider
{
    public static Decision<ContactEvent> Set(Contact? contact, Contact told, Instant now) =>
        contact is not null && contact.Same(told) ? Decision<ContactEvent>.Nothing : new ContactSet(told, now);

    public static Decision<ContactEvent> Reveal(Contact? contact, string purpose) => contact is null ? NotFound : new ContactRevealed(purpose);

    public static Decision<ContactEvent> EndSpreading(Contact? contact, Instant of) =>
        contact?.Spreading == of ? new ContactSpread(of) : Decision<ContactEvent>.Nothing;

    public static Contact Evolve(Contact? contact, ContactEvent happened) => (contact, happened) switch
    {
        (_, ContactSet set) => set.Contact with { Spreading = set.At },
        ({ } there, ContactRevealed) => there,
        ({ } there, ContactSpread) => there with { Spreading = null },
        _ => throw new InvalidOperationException($"{happened.GetType().Name} cannot follow"),
    };

    public static Refusal NotFound => new(DeliveryReasons.ContactNotFound, "nobody said how the customer can be reached");
}
