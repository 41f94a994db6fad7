using System.Collections.Immutable;
using System.Security.Cryptography;

namespace Aftersales.Refunds.Ports.Alipay;

/// <summary>What calls to Alipay are signed and believed with; read once, at start.</summary>
internal sealed class AlipaySettings
{
    private const string Simulator = "simulator";

    /// <summary>The addresses that Alipay names.</summary>
    private static readonly ImmutableDictionary<string, string> Gateways = ImmutableDictionary.CreateRange(
    [
        KeyValuePair.Create("production", "https://openapi.alipay.com/gateway.do"),
        KeyValuePair.Create("sandbox", "https://openapi-sandbox.dl.alipaydev.com/gateway.do"),
    ]);

    private AlipaySettings(AlipayKeys keys)
    {
        Gateway = Address(keys);
        AppId = keys.Needed("AppId");
        AppKey = keys.PrivateKey("KeyFile");
        if (keys.Optional("AlipayKeyFile") is not null && keys.Optional("AlipayCertificateFile") is not null)
            throw AlipayKeys.Wrong("AlipayKeyFile", "is of public-key mode, Payment:AlipayCertificateFile of certificate mode: give one of them");
        var name = keys.Optional("AlipayKeyFile") is null ? "AlipayCertificateFile" : "AlipayKeyFile";
        if (name == "AlipayKeyFile")
            AlipayKey = keys.PublicKey(name);
        else
            (AlipayKey, Certificates) = CertificateMode(keys, AppKey);
        if (IsSame(AppKey, AlipayKey))
            throw AlipayKeys.Wrong(name, "holds the app's own public key; Alipay's is another one");
        Transfers = IsWanted(keys);
        if (Transfers && Certificates is null)
            throw AlipayKeys.Wrong("Transfers", "is on, and Alipay transfers in certificate mode only: give Payment:AppCertificateFile, "
                + "Payment:AlipayCertificateFile and Payment:AlipayRootFile in place of Payment:AlipayKeyFile, or set it to false");
    }

    public Uri Gateway { get; }

    public string AppId { get; }

    public RSA AppKey { get; }

    public RSA AlipayKey { get; }

    /// <summary>Null in public-key mode.</summary>
    public CertificateNumbers? Certificates { get; }

    /// <summary>Whether abnormal refunds can be paid (R-REF-2).</summary>
    public bool Transfers { get; }

    /// <exception cref="InvalidOperationException">A setting is missing or wrong; names it.</exception>
    public static AlipaySettings Read(IConfiguration settings) => new(new(settings));

    private static Uri Address(AlipayKeys keys)
    {
        var environment = keys.Needed("Environment");
        var address = keys.Optional("Address");
        if (environment == Simulator)
            return Uri.TryCreate(keys.Needed("Address"), UriKind.Absolute, out var uri) ? uri : throw AlipayKeys.Wrong("Address", "is not an address");
        if (!Gateways.TryGetValue(environment, out var gateway))
            throw AlipayKeys.Wrong("Environment", $"is {environment}; there are {Simulator}, {string.Join(", ", Gateways.Keys.Order())}");
        return address is null ? new(gateway) : throw AlipayKeys.Wrong("Address", $"is for Payment:Environment {Simulator} only");
    }

    private static (RSA, CertificateNumbers) CertificateMode(AlipayKeys keys, RSA appKey)
    {
        if (keys.Optional("AlipayCertificateFile") is null)
            throw new InvalidOperationException(
                "the setting Payment:AlipayKeyFile (public-key mode) or Payment:AlipayCertificateFile (certificate mode) is missing");
        var app = keys.Certificates("AppCertificateFile")[0];
        var alipay = keys.Certificates("AlipayCertificateFile");
        var roots = keys.Certificates("AlipayRootFile");
        if (!IsSame(appKey, AlipayKeys.KeyOf(app, "AppCertificateFile")))
            throw AlipayKeys.Wrong("AppCertificateFile", "is not the certificate of the key of Payment:KeyFile");
        if (!AlipayCertificates.IsIssuedBelow(alipay, roots))
            throw AlipayKeys.Wrong("AlipayCertificateFile", "was not issued below a certificate of Payment:AlipayRootFile");
        try
        {
            var root = AlipayCertificates.RootNumber(roots);
            if (root.Length == 0)
                throw AlipayKeys.Wrong("AlipayRootFile", "holds no certificate that is signed by RSA");
            return (AlipayKeys.KeyOf(alipay[0], "AlipayCertificateFile"), new(AlipayCertificates.Number(app), AlipayCertificates.Number(alipay[0]), root));
        }
        catch (CryptographicException strange)
        {
            throw new InvalidOperationException($"a certificate that the settings Payment:*File name is none of Alipay's: {strange.Message}", strange);
        }
    }

    private static bool IsWanted(AlipayKeys keys) => bool.TryParse(keys.Optional("Transfers") ?? "true", out var wanted)
        ? wanted
        : throw AlipayKeys.Wrong("Transfers", "is neither true nor false");

    private static bool IsSame(RSA one, RSA other) => one.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(other.ExportSubjectPublicKeyInfo());
}

/// <param name="App">Sent as <c>app_cert_sn</c>.</param>
/// <param name="Alipay">What <c>alipay_cert_sn</c> of an answer has to be.</param>
/// <param name="Root">Sent as <c>alipay_root_cert_sn</c>.</param>
internal sealed record CertificateNumbers(string App, string Alipay, string Root);
