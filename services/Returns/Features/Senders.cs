using System.Security.Cryptography;
using System.Text;
using Aftersales.Contracts.Tracking;
using Aftersales.Kernel;
using Aftersales.Platform;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Identity;
using Aftersales.Platform.Peers;
using Aftersales.Returns.Domain;

namespace Aftersales.Returns.Features;

/// <summary>
/// From whom the courier picks goods up: who was named for it, or else the order's recipient, whom Tracking alone knows. Returns keeps no copy of a
/// recipient: it is read for each call to the courier, and Tracking keeps that it was (R-PPL-2).
/// </summary>
public sealed class Senders(Peer<TrackingService.TrackingServiceClient> tracking, Vault vault)
{
    /// <summary>Null when nobody knows where the goods are.</summary>
    /// <param name="sealedAddress">Who was named; null for nobody.</param>
    /// <param name="reading">Tells this reading from all others: asked again, it is the same one.</param>
    /// <exception cref="RefusedException">SERVICE_UNAVAILABLE.</exception>
    public async Task<Address?> Find(SealedText? sealedAddress, string orderId, string reading, Call call)
    {
        if (sealedAddress is not null)
            return vault.Open(sealedAddress) is { } json ? Json.Read<Address>(json) : null;
        try
        {
            var request = new RevealRecipientRequest { RequestId = IdOf(reading), OrderId = orderId, Purpose = RecipientPurpose.Pickup };
            var told = (await tracking.Ask(call, (client, options) => client.RevealRecipientAsync(request, options))).Recipient;
            return new(told.Name, told.Phone, told.Address);
        }
        catch (RefusedException unknown) when (unknown.Refusal.Reason.Kind is RefusalKind.NotFound or RefusalKind.Precondition)
        {
            return null;
        }
    }

    private static string IdOf(string reading) => new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(reading)).AsSpan(0, 16)).ToString();
}
