using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Aftersales.Refunds.Ports.Alipay;

/// <summary>Keys and certificates from the files that settings name. What is wrong with one is said by the setting's name; no content is shown.</summary>
internal sealed class AlipayKeys(IConfiguration settings)
{
    /// <summary>RSA2 is not to be used with less.</summary>
    private const int LeastBits = 2048;

    public string? Optional(string name) => settings[$"Payment:{name}"] is { Length: > 0 } value ? value : null;

    /// <exception cref="InvalidOperationException">Not given.</exception>
    public string Needed(string name) => Optional(name) ?? throw new InvalidOperationException($"the setting Payment:{name} is missing");

    /// <summary>A private key, PKCS #1 or PKCS #8: as PEM, or as the bare base64 that Alipay's key tool writes.</summary>
    public RSA PrivateKey(string name) => Strong(Read(name, "an RSA private key", text =>
    {
        var key = Key(text, ImportPrivate);
        key.ExportParameters(includePrivateParameters: true); // fails where the file holds a public key
        return key;
    }), name);

    /// <summary>A public key: as PEM, or as the bare base64 that Alipay's console shows.</summary>
    public RSA PublicKey(string name) =>
        Strong(Read(name, "an RSA public key", text => Key(text, (key, bytes) => key.ImportSubjectPublicKeyInfo(bytes, out _))), name);

    /// <summary>Certificates of one PEM file, in its order; at least one.</summary>
    public X509Certificate2Collection Certificates(string name) => Read(name, "a PEM file of certificates", text =>
    {
        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPem(text);
        return certificates.Count > 0 ? certificates : throw new CryptographicException("there is none");
    });

    /// <summary>The public key of a certificate.</summary>
    public static RSA KeyOf(X509Certificate2 certificate, string name) =>
        certificate.GetRSAPublicKey() is { } key ? Strong(key, name) : throw Wrong(name, "holds a certificate without an RSA key");

    public static InvalidOperationException Wrong(string name, string what, Exception? why = null) => new($"the setting Payment:{name} {what}", why);

    private T Read<T>(string name, string what, Func<string, T> read)
    {
        var file = Needed(name);
        try
        {
            return read(File.ReadAllText(file));
        }
        catch (Exception bad) when (bad is IOException or UnauthorizedAccessException)
        {
            throw Wrong(name, $"names {file}, which cannot be read", bad);
        }
        catch (Exception bad) when (bad is CryptographicException or ArgumentException or FormatException)
        {
            throw Wrong(name, $"names {file}, which is not {what}", bad);
        }
    }

    private static RSA Key(string text, Action<RSA, byte[]> import)
    {
        var key = RSA.Create();
        if (text.Contains("-----BEGIN", StringComparison.Ordinal))
            key.ImportFromPem(text);
        else
            import(key, Convert.FromBase64String(text.Trim()));
        return key;
    }

    private static void ImportPrivate(RSA key, byte[] bytes)
    {
        try
        {
            key.ImportPkcs8PrivateKey(bytes, out _);
        }
        catch (CryptographicException)
        {
            key.ImportRSAPrivateKey(bytes, out _);
        }
    }

    private static RSA Strong(RSA key, string name) => key.KeySize >= LeastBits ? key : throw Wrong(name, $"holds a key of fewer than {LeastBits} bits");
}
