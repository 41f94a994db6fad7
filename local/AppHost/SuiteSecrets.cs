using System.Security.Cryptography;
using System.Text.Json;
using Aftersales.Platform.Identity;
using Microsoft.IdentityModel.Tokens;

namespace Aftersales.AppHost;

/// <summary>Keys of a development suite: made once, kept in the data folder, readable by its owner only.</summary>
internal sealed record SuiteSecrets(JsonWebKey SigningKey, byte[] VaultKey, string SidecarToken, string AppToken)
{
    private const string File = "secrets.json";

    public IdentitySettings Identity => new() { Keys = [SigningKey], ServiceKey = SigningKey };

    public static SuiteSecrets Open(string folder)
    {
        var path = Path.Combine(folder, File);
        if (!System.IO.File.Exists(path))
            Write(path);
        var kept = JsonSerializer.Deserialize<Kept>(System.IO.File.ReadAllText(path))!;
        return new(new JsonWebKey(kept.SigningKey), Convert.FromBase64String(kept.VaultKey), kept.SidecarToken, kept.AppToken);
    }

    private static void Write(string path)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var signing = JsonWebKeyConverter.ConvertFromECDsaSecurityKey(new ECDsaSecurityKey(key) { KeyId = "development" });
        var kept = new Kept(JsonSerializer.Serialize(signing), Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), Random(), Random());
        var draft = path + ".new";
        using (var stream = new FileStream(draft, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }))
        {
            JsonSerializer.Serialize(stream, kept);
            stream.Flush(flushToDisk: true);
        }

        System.IO.File.Move(draft, path);
    }

    private static string Random() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24));

    private sealed record Kept(string SigningKey, string VaultKey, string SidecarToken, string AppToken);
}
