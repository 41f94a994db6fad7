using Aftersales.Gateway.Replies;
using Grpc.Core;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Aftersales.Gateway.Access;

/// <summary>Tokens, or API keys in their place, are checked here to keep strangers out; the service checks them again and decides what their owner may do.</summary>
internal static class TokenCheck
{
    /// <summary>Claim with the tenant.</summary>
    public const string Merchant = "merchant";

    /// <summary>Claim with the person.</summary>
    public const string Subject = "sub";

    private const string Either = "token or key";

    private static readonly TimeSpan ClockSkew = TimeSpan.FromSeconds(30);

    public static void AddTokenCheck(this IServiceCollection services, GatewaySettings settings)
    {
        services.AddAuthorization();
        services.AddSingleton<ApiKeys>();
        services.AddAuthentication(Either)
            .AddPolicyScheme(Either, null, either => either.ForwardDefaultSelector = context =>
                ApiKeyCheck.IsCarriedBy(context.Request) ? ApiKeyCheck.Name : JwtBearerDefaults.AuthenticationScheme)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyCheck>(ApiKeyCheck.Name, null)
            .AddJwtBearer(bearer =>
            {
                bearer.Authority = settings.Authority;
                bearer.RequireHttpsMetadata = !settings.IsDevelopment;
                bearer.SaveToken = false;
                bearer.TokenHandlers.Clear();
                bearer.TokenHandlers.Add(new RememberedTokens(new JsonWebTokenHandler { MapInboundClaims = false }, TimeProvider.System));
                bearer.TokenValidationParameters = new()
                {
                    ValidIssuer = settings.Issuer,
                    ValidAudience = settings.Audience,
                    IssuerSigningKeys = settings.Keys,
                    ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.RsaSha256],
                    ClockSkew = ClockSkew,
                };
                bearer.Events = new() { OnTokenValidated = RequirePerson, OnChallenge = Refuse };
            });
    }

    private static Task RequirePerson(TokenValidatedContext context)
    {
        if (string.IsNullOrEmpty(context.Principal?.FindFirst(Merchant)?.Value) || string.IsNullOrEmpty(context.Principal.FindFirst(Subject)?.Value))
            context.Fail("the token names no merchant or no person");
        return Task.CompletedTask;
    }

    private static async Task Refuse(JwtBearerChallengeContext context)
    {
        context.HandleResponse();
        if (context.AuthenticateFailure is SecurityTokenSignatureKeyNotFoundException && !await HasKeys(context))
        {
            await context.HttpContext.Refuse(StatusCode.Unavailable, "the issuer's keys cannot be fetched now", "SERVICE_UNAVAILABLE");
            return;
        }

        context.Response.Headers.WWWAuthenticate = "Bearer";
        await context.HttpContext.Refuse(StatusCode.Unauthenticated, "no token, or one that does not verify", "TOKEN_INVALID");
    }

    // An issuer that was never reached says nothing about a token. Once it was, its keys are kept, and this asks nobody.
    private static async Task<bool> HasKeys(JwtBearerChallengeContext context)
    {
        if (context.Options.ConfigurationManager is not { } issuer)
            return true;
        try
        {
            await issuer.GetConfigurationAsync(context.HttpContext.RequestAborted);
            return true;
        }
        catch (Exception away) when (away is InvalidOperationException or HttpRequestException or IOException)
        {
            return false;
        }
    }
}
