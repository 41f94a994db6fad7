using System.Security.Claims;
using System.Text.Encodings.Web;
using Aftersales.Gateway.Replies;
using Aftersales.Platform.Identity;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Aftersales.Gateway.Access;

/// <summary>Calls with an API key. Behind the gateway they carry the token that stands for it, and the key no more.</summary>
internal sealed class ApiKeyCheck(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder, ApiKeys keys)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string Name = "ApiKey";
    public const string Header = "x-api-key";

    private const string Prefix = $"{Name} ";

    private KeyFinding.Refused refused = KeyFinding.Invalid;

    /// <summary>Whether a call carries a key, in either of the two places.</summary>
    public static bool IsCarriedBy(HttpRequest request) =>
        request.Headers.ContainsKey(Header) || request.Headers.Authorization.ToString().StartsWith(Prefix, StringComparison.OrdinalIgnoreCase);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var finding = await Find();
        if (finding is KeyFinding.Good found && !found.CanComeFrom(Context.Connection.RemoteIpAddress))
            finding = KeyFinding.AddressDenied;
        if (finding is not KeyFinding.Good good)
        {
            refused = (KeyFinding.Refused)finding;
            return AuthenticateResult.Fail(refused.Message);
        }

        Request.Headers.Remove(Header);
        Request.Headers.Authorization = $"Bearer {good.Token}";
        var identity = new ClaimsIdentity([new(TokenCheck.Merchant, good.Merchant), new(TokenCheck.Subject, good.KeyId)], Name);
        return AuthenticateResult.Success(new(new(identity), Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = Name;
        return Context.Refuse(refused.Status, refused.Message, refused.Reason);
    }

    private async Task<KeyFinding> Find()
    {
        var (own, shared) = (Request.Headers[Header], Request.Headers.Authorization);
        if (own.Count > 0 && shared.Count > 0)
            return KeyFinding.TwoCredentials;
        var text = own.Count > 0 ? own.ToString() : shared.ToString()[Prefix.Length..].Trim();
        return ApiKeyText.Parse(text) is { } key ? await keys.Find(key) : KeyFinding.Invalid;
    }
}
