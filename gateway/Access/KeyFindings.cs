using System.Net;
using Grpc.Core;

namespace Aftersales.Gateway.Access;

/// <summary>What is known of an API key that a call carries.</summary>
internal abstract record KeyFinding
{
    /// <param name="Merchant">The tenant.</param>
    /// <param name="KeyId">Who calls.</param>
    /// <param name="Token">What the services verify for themselves.</param>
    /// <param name="Ranges">Where calls may come from; empty for anywhere.</param>
    /// <param name="Ends">Null for never.</param>
    public sealed record Good(string Merchant, string KeyId, string Token, IReadOnlyList<IPNetwork> Ranges, DateTimeOffset? Ends) : KeyFinding
    {
        public bool CanComeFrom(IPAddress? address)
        {
            if (Ranges.Count == 0)
                return true;
            var plain = address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
            return plain is not null && Ranges.Any(range => range.Contains(plain));
        }
    }

    public sealed record Refused(StatusCode Status, string Message, string Reason) : KeyFinding;

    public static Refused Invalid { get; } = new(StatusCode.Unauthenticated, "no such API key", "API_KEY_INVALID");

    public static Refused TwoCredentials { get; } = new(StatusCode.Unauthenticated, "a call carries an API key or a token, not both", "API_KEY_INVALID");

    public static Refused AddressDenied { get; } = new(StatusCode.PermissionDenied, "the API key cannot be used from this address", "API_KEY_ADDRESS_DENIED");

    public static Refused Away { get; } = new(StatusCode.Unavailable, "the API key cannot be verified now", "SERVICE_UNAVAILABLE");
}
