using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Aftersales.Refunds.Tests.Alipay;

/// <summary>Another certificate of the channel, and the roots with one more that it was issued below: as after a renewal that was missed.</summary>
internal sealed class OtherKeys : IDisposable
{
    private readonly DirectoryInfo folder = System.IO.Directory.CreateTempSubdirectory("aftersales-");

    public string CertificateFile => Path.Combine(folder.FullName, "alipay.crt");

    public string RootFile => Path.Combine(folder.FullName, "roots.crt");

    /// <param name="roots">The channel's root file.</param>
    public static OtherKeys Beside(string roots)
    {
        var keys = new OtherKeys();
        var (from, to) = (DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(90));
        using RSA rootKey = RSA.Create(2048), key = RSA.Create(2048);
        var request = new CertificateRequest("CN=Another Root,C=CN", rootKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var root = request.CreateSelfSigned(from, to);
        using var certificate = new CertificateRequest("CN=Alipay renewed,C=CN", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).Create(root, from, to, [7]);
        File.WriteAllText(keys.CertificateFile, certificate.ExportCertificatePem());
        File.WriteAllText(keys.RootFile, File.ReadAllText(roots) + "\n" + root.ExportCertificatePem());
        return keys;
    }

    public void Dispose() => folder.Delete(recursive: true);
}
