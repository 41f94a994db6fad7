namespace Aftersales.Simulators.Payment;

/// <summary>The merchant's app at the payment channel.</summary>
/// <param name="Gateway">Where it calls.</param>
/// <param name="Folder">Where the files lie that Alipay's console would hand out.</param>
public sealed record PaymentApp(Uri Gateway, string AppId, string Folder)
{
    /// <summary>The app's private key, PEM.</summary>
    public string KeyFile => Path.Combine(Folder, "app.key.pem");

    /// <summary>The app's certificate, PEM.</summary>
    public string CertificateFile => Path.Combine(Folder, "app.crt");

    /// <summary>The channel's public key, bare base64 as Alipay's console shows it.</summary>
    public string AlipayKeyFile => Path.Combine(Folder, "alipay.pub");

    /// <summary>The channel's certificate, PEM.</summary>
    public string AlipayCertificateFile => Path.Combine(Folder, "alipay.crt");

    /// <summary>The roots of both certificates, PEM.</summary>
    public string AlipayRootFile => Path.Combine(Folder, "alipay-root.crt");

    /// <summary>What Refund has to be told to use it, in certificate mode (docs/payment-channel.md).</summary>
    public IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["Payment:Environment"] = "simulator",
        ["Payment:Address"] = Gateway.ToString(),
        ["Payment:AppId"] = AppId,
        ["Payment:KeyFile"] = KeyFile,
        ["Payment:AppCertificateFile"] = CertificateFile,
        ["Payment:AlipayCertificateFile"] = AlipayCertificateFile,
        ["Payment:AlipayRootFile"] = AlipayRootFile,
    };
}
