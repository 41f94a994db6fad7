using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Aftersales.Refunds.Ports.Alipay;

/// <summary>The numbers by which both sides name their certificates.</summary>
internal static class AlipayCertificates
{
    /// <summary>Signatures by RSA, whatever the hash.</summary>
    private const string SignedByRsa = "1.2.840.113549.1.1.";

    private static readonly ImmutableDictionary<string, string> Keywords = ImmutableDictionary.CreateRange(
    [
        KeyValuePair.Create("2.5.4.3", "CN"),
        KeyValuePair.Create("2.5.4.6", "C"),
        KeyValuePair.Create("2.5.4.7", "L"),
        KeyValuePair.Create("2.5.4.8", "ST"),
        KeyValuePair.Create("2.5.4.10", "O"),
        KeyValuePair.Create("2.5.4.11", "OU"),
    ]);

    /// <summary>MD5, in hexadecimal, of the issuer's name (RFC 2253) followed by the serial number in decimal.</summary>
    /// <exception cref="CryptographicException">The issuer's name has a part that Alipay's do not have.</exception>
    public static string Number(X509Certificate2 certificate)
    {
        var serial = new BigInteger(certificate.SerialNumberBytes.Span, isUnsigned: false, isBigEndian: true);
        var named = Name(certificate.IssuerName) + serial.ToString(CultureInfo.InvariantCulture);
#pragma warning disable CA5351 // a name that Alipay prescribes; nothing is protected by it
        return Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(named)));
#pragma warning restore CA5351
    }

    /// <summary>The numbers of those certificates of the root file that are signed by RSA; it holds others too, which Alipay leaves out.</summary>
    public static string RootNumber(IEnumerable<X509Certificate2> roots) => string.Join('_', roots
        .Where(root => root.SignatureAlgorithm.Value?.StartsWith(SignedByRsa, StringComparison.Ordinal) == true)
        .Select(Number));

    /// <summary>Whether one of the roots stands behind the first certificate. Dates are not looked at: Alipay renews certificates and keeps their keys.</summary>
    public static bool IsIssuedBelow(X509Certificate2Collection chain, X509Certificate2Collection roots)
    {
        using var check = new X509Chain();
        check.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        check.ChainPolicy.CustomTrustStore.AddRange(roots);
        check.ChainPolicy.ExtraStore.AddRange(chain);
        check.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        check.ChainPolicy.DisableCertificateDownloads = true;
        check.ChainPolicy.VerificationFlags = X509VerificationFlags.IgnoreNotTimeValid;
        return check.Build(chain[0]);
    }

    private static string Name(X500DistinguishedName name) => string.Join(',', name.EnumerateRelativeDistinguishedNames(reversed: true)
        .Select(part => Keywords.TryGetValue(part.GetSingleElementType().Value!, out var keyword)
            ? $"{keyword}={Escaped(part.GetSingleElementValue() ?? "")}"
            : throw new CryptographicException("the issuer's name has another part than CN, OU, O, L, ST, C")));

    private static string Escaped(string value)
    {
        var escaped = new StringBuilder();
        for (var i = 0; i < value.Length; i++)
        {
            var isEnd = i == 0 || i == value.Length - 1;
            if (",+\"\\<>;".Contains(value[i], StringComparison.Ordinal) || (value[i] == ' ' && isEnd) || (value[i] == '#' && i == 0))
                escaped.Append('\\');
            escaped.Append(value[i]);
        }

        return escaped.ToString();
    }
}
