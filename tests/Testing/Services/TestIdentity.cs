using System.Security.Cryptography;
using Aftersales.Contracts;
using Aftersales.Platform.Identity;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Aftersales.Testing;

/// <summary>A key pair and the tokens signed with it, as an issuer would make them.</summary>
public sealed class TestIdentity
{
    private readonly ECDsaSecurityKey key = new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "test" };

    public IdentitySettings Settings => new() { Keys = [key], ServiceKey = key };

    public string Token(string merchant, string person, params Role[] roles) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Settings.Issuer,
        Audience = Settings.Audience,
        Expires = DateTime.UtcNow.AddHours(1),
        Claims = new Dictionary<string, object> { ["sub"] = person, ["merchant"] = merchant, ["roles"] = roles.Select(RoleNames.Of).ToArray() },
        SigningCredentials = new(key, SecurityAlgorithms.EcdsaSha256),
    });

    /// <summary>A token of a service that acts for a person.</summary>
    public string ServiceToken(string service, string merchant, string person, params Role[] roles) =>
        new Tokens(Settings, service, TimeProvider.System).ForService(new(merchant, person, [.. roles]));
}
