using Microsoft.IdentityModel.Tokens;

namespace Aftersales.Platform.Identity;

/// <summary>Whose tokens are believed, and the key with which this service signs its own.</summary>
public sealed record IdentitySettings
{
    /// <summary>Issuer that every token must name.</summary>
    public string Issuer { get; init; } = "https://aftersales.local";

    /// <summary>Audience that every token must name.</summary>
    public string Audience { get; init; } = "aftersales";

    /// <summary>Public keys of the issuer and of the suite's services.</summary>
    public required IReadOnlyList<SecurityKey> Keys { get; init; }

    /// <summary>Reads the public keys once more, when a token is signed with one that is not known; null where they cannot change.</summary>
    public Func<IReadOnlyList<SecurityKey>>? ReadAgain { get; init; }

    /// <summary>Private key with which this service signs the tokens of its own calls.</summary>
    public required SecurityKey ServiceKey { get; init; }

    /// <summary>Reads a JSON Web Key Set with the public keys and a JSON Web Key with the private one.</summary>
    public static IdentitySettings FromFiles(string keySetFile, string serviceKeyFile) => new()
    {
        Keys = KeySet(keySetFile),
        ReadAgain = () => KeySet(keySetFile),
        ServiceKey = new JsonWebKey(File.ReadAllText(serviceKeyFile)),
    };

    private static IReadOnlyList<SecurityKey> KeySet(string file) => [.. new JsonWebKeySet(File.ReadAllText(file)).GetSigningKeys()];
}
