using Aftersales.Platform;
using Aftersales.Platform.Identity;
using Aftersales.Tracking.Domain;

namespace Aftersales.Tracking;

/// <summary>An order's personal data, opened.</summary>
internal static class Contacts
{
    /// <summary>Null while nobody told it, and once it was erased.</summary>
    public static Contact? ContactOf(this Vault vault, OrderView order) =>
        order.Placed is { } placed && vault.Open(placed.SealedContact) is { } json ? Json.Read<Contact>(json) : null;
}
