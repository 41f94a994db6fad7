using System.Text.Json.Serialization;
using Aftersales.Contracts;
using Aftersales.Gateway.Access;
using Aftersales.Platform.Identity;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Aftersales.Gateway.Development;

/// <summary><c>POST /development/token</c> gives anybody a token for anything, so that the suite can be tried without an issuer. Mapped in Development only.</summary>
internal static partial class DevelopmentTokens
{
    private const int DefaultLifetime = 3600;
    private const int MaxLifetime = 30 * 24 * 3600;

    public static void MapDevelopmentTokens(this WebApplication app, GatewaySettings settings)
    {
        if (settings.DevelopmentKey is not { } key)
            return;
        Everybody(app.Logger);
        app.MapPost("/development/token", (TokenRequest request) => Check(request) is { } flaw ? Results.BadRequest(new { error = flaw }) : Results.Ok(new { token = Sign(request, settings, key) }));
    }

    [LoggerMessage(LogLevel.Warning, "DEVELOPMENT: POST /development/token gives anybody a token for anything")]
    private static partial void Everybody(ILogger log);

    private static string? Check(TokenRequest request) => request switch
    {
        { Merchant: null or "" } => "merchant is missing",
        { Subject: null or "" } => "subject is missing",
        { Roles: null or [] } => "roles are missing",
        { LifetimeSeconds: < 1 or > MaxLifetime } => $"lifetime_seconds must be 1 to {MaxLifetime}",
        _ => request.Roles.FirstOrDefault(role => RoleNames.Parse(role) == Role.Unspecified) is { } unknown ? $"there is no role {unknown}" : null,
    };

    private static string Sign(TokenRequest request, GatewaySettings settings, SecurityKey key)
    {
        var now = settings.Time.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = settings.Issuer,
            Audience = settings.Audience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now.AddSeconds(request.LifetimeSeconds ?? DefaultLifetime),
            Claims = new Dictionary<string, object> { [TokenCheck.Subject] = request.Subject!, [TokenCheck.Merchant] = request.Merchant!, ["roles"] = request.Roles! },
            SigningCredentials = new(key, SecurityAlgorithms.EcdsaSha256),
        });
    }

    private sealed record TokenRequest(
        string? Merchant, string? Subject, string[]? Roles, [property: JsonPropertyName("lifetime_seconds")] int? LifetimeSeconds);
}
