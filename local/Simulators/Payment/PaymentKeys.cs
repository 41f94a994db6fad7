using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Aftersales.Simulators.Payment;

/// <summary>
/// Both sides' keys: the channel's, with which it signs, and those of the merchant's app, which Alipay's console would hand out. Made once, kept in
/// files that their owner alone can read.
/// </summary>
internal sealed class PaymentKeys
{
    public const string AppId = "2021000000000001";

    private const string Issuer = "CN=Simulated Payment Root R1,OU=Certification Authority,O=After-sales Simulators,C=CN";
    private static readonly Lock Making = new();
    private static readonly DateTimeOffset From = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset To = From.AddYears(40);

    private PaymentKeys(PaymentApp files)
    {
        Folder = files.Folder;
        App = Key(files.KeyFile);
        Alipay = Key(AlipayPrivateKey(files.Folder));
        AppNumber = Number(files.CertificateFile);
        AlipayNumber = Number(files.AlipayCertificateFile);
        RootNumber = Number(files.AlipayRootFile);
    }

    public string Folder { get; }

    public RSA App { get; }

    public RSA Alipay { get; }

    /// <summary>Of the app's certificate.</summary>
    public string AppNumber { get; }

    /// <summary>Of the channel's certificate.</summary>
    public string AlipayNumber { get; }

    /// <summary>Of the one root that is signed by RSA; the file holds another, as the real one does.</summary>
    public string RootNumber { get; }

    public static PaymentKeys Open(string folder)
    {
        lock (Making)
            if (!Directory.Exists(folder))
                Make(folder);
        return new(Files(folder));
    }

    private static PaymentApp Files(string folder) => new(new("http://127.0.0.1/"), AppId, folder);

    private static string AlipayPrivateKey(string folder) => Path.Combine(folder, "alipay.key.pem");

    private static void Make(string folder)
    {
        var draft = folder + ".new";
        if (Directory.Exists(draft))
            Directory.Delete(draft, recursive: true);
        Directory.CreateDirectory(draft, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var files = Files(draft);
        using RSA rootKey = RSA.Create(2048), alipay = RSA.Create(2048), app = RSA.Create(2048);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var root = Root(new(Issuer, rootKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        using var otherRoot = Root(new(Issuer.Replace("R1", "E1", StringComparison.Ordinal), other, HashAlgorithmName.SHA256));
        using var alipayCertificate = Issue("CN=Simulated Alipay,O=After-sales Simulators,C=CN", alipay, root);
        using var appCertificate = Issue($"CN={AppId},O=The merchant,C=CN", app, root);

        Write(files.KeyFile, app.ExportPkcs8PrivateKeyPem());
        Write(AlipayPrivateKey(draft), alipay.ExportPkcs8PrivateKeyPem());
        Write(files.AlipayKeyFile, Convert.ToBase64String(alipay.ExportSubjectPublicKeyInfo()));
        Write(files.CertificateFile, appCertificate.ExportCertificatePem());
        Write(files.AlipayCertificateFile, alipayCertificate.ExportCertificatePem());
        Write(files.AlipayRootFile, otherRoot.ExportCertificatePem() + "\n\n" + root.ExportCertificatePem());
        Directory.Move(draft, folder);
    }

    private static X509Certificate2 Root(CertificateRequest request)
    {
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(From, To);
    }

    private static X509Certificate2 Issue(string name, RSA key, X509Certificate2 root)
    {
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] &= 0x7f;
        return new CertificateRequest(name, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).Create(root, From, To, serial);
    }

    // What is signed with RSA here has one issuer, so its name is known without reading it.
    private static string Number(string file)
    {
        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPemFile(file);
        var certificate = certificates.Single(one => one.GetRSAPublicKey() is not null);
        var serial = new BigInteger(certificate.SerialNumberBytes.Span, isBigEndian: true).ToString(CultureInfo.InvariantCulture);
#pragma warning disable CA5351 // the channel's way of naming certificates; nothing is protected by it
        return Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(Issuer + serial)));
#pragma warning restore CA5351
    }

    private static RSA Key(string file)
    {
        var key = RSA.Create();
        key.ImportFromPem(File.ReadAllText(file));
        return key;
    }

    private static void Write(string file, string text)
    {
        using var stream = new FileStream(file, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        stream.Write(Encoding.ASCII.GetBytes(text));
        stream.Flush(flushToDisk: true);
    }
}
