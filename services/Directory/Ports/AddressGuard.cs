using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;

namespace Aftersales.Directories.Ports;

/// <summary>Which addresses a merchant's webhook may stand for: public ones, and those that the installation allows besides.</summary>
/// <param name="allowed">Ranges that would else be denied.</param>
/// <param name="isHttpAllowed">Whether addresses without TLS are taken.</param>
public sealed class AddressGuard(IReadOnlyList<IPNetwork> allowed, bool isHttpAllowed)
{
    // IANA's special-purpose registries: ourselves, private, shared, link-local, documentation, benchmarks, multicast, reserved, and ranges of IPv6 that
    // stand for addresses of IPv4.
    private static readonly IPNetwork[] Denied =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
            "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/96", "::ffff:0:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        }.Select(range => IPNetwork.Parse(range)),
    ];

    /// <summary>As <c>Webhooks:Allow</c> (CIDR ranges, with commas) and <c>Webhooks:Http</c> say.</summary>
    public static AddressGuard Of(IConfiguration settings) => new(
        [.. (settings["Webhooks:Allow"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(range => IPNetwork.Parse(range))],
        settings["Webhooks:Http"] == "true");

    public bool Allows(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return plain.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6
            && (allowed.Any(range => range.Contains(plain)) || !Denied.Any(range => range.Contains(plain)));
    }

    /// <summary>What is wrong with an address that was asked for; null for nothing. A name is checked again whenever it is connected to.</summary>
    public string? Problem(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp))
            return "must be an absolute address of https";
        if (address.Scheme == Uri.UriSchemeHttp && !isHttpAllowed)
            return "must be https";
        if (address.UserInfo.Length > 0 || address.Fragment.Length > 0)
            return "must have no user and no fragment";
        return IPAddress.TryParse(address.Host.Trim('[', ']'), out var literal) && !Allows(literal) ? "must not stand for a private or special address" : null;
    }
}
