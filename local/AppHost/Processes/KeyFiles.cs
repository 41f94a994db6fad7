using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace Aftersales.AppHost.Processes;

/// <summary>
/// What production has in Secrets, as files: a signing key for each app, the set of public ones, the issuer's key, the vault's, and what sidecars and apps ask of each
/// other. Made once, for their owner's eyes.
/// </summary>
internal sealed class KeyFiles
{
    private const string Issuer = "issuer";
    private readonly string folder;

    private KeyFiles(string folder) => this.folder = folder;

    /// <summary>JSON Web Key Set of everybody's public keys.</summary>
    public string KeySet => Path.Combine(folder, "keys.json");

    /// <summary>With which <c>/development/token</c> signs for whoever asks.</summary>
    public string IssuerKey => KeyOf(Issuer);

    public string Vault => Path.Combine(folder, "vault.key");

    public string SidecarToken => Read("sidecar.token");

    public string AppToken => Read("app.token");

    public string DatabasePassword => Read("database.password");

    public string KeyOf(string app) => Path.Combine(folder, app + ".json");

    public static KeyFiles Open(string folder, IEnumerable<string> apps)
    {
        if (!System.IO.Directory.Exists(folder))
            Make(folder, [.. apps, Issuer]);
        return new(folder);
    }

    // Whole or not there.
    private static void Make(string folder, string[] names)
    {
        var draft = folder + ".new";
        if (System.IO.Directory.Exists(draft))
            System.IO.Directory.Delete(draft, recursive: true);
        System.IO.Directory.CreateDirectory(draft, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var files = new KeyFiles(draft);
        var keys = new List<Dictionary<string, string>>();
        foreach (var name in names)
        {
            using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var key = pair.ExportParameters(includePrivateParameters: true);
            var known = new Dictionary<string, string>
            {
                ["kty"] = "EC",
                ["crv"] = "P-256",
                ["x"] = Base64Url.EncodeToString(key.Q.X),
                ["y"] = Base64Url.EncodeToString(key.Q.Y),
                ["kid"] = $"{name}-1",
                ["use"] = "sig",
                ["alg"] = "ES256",
            };
            keys.Add(known);
            File.WriteAllText(files.KeyOf(name), JsonSerializer.Serialize(new Dictionary<string, string>(known) { ["d"] = Base64Url.EncodeToString(key.D) }));
        }

        File.WriteAllText(files.KeySet, JsonSerializer.Serialize(new { keys }));
        File.WriteAllText(files.Vault, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
        foreach (var name in new[] { "sidecar.token", "app.token", "database.password" })
            File.WriteAllText(Path.Combine(draft, name), Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(24)));
        System.IO.Directory.Move(draft, folder);
    }

    private string Read(string name) => File.ReadAllText(Path.Combine(folder, name));
}
