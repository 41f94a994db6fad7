using System.Collections.Concurrent;
using Microsoft.IdentityModel.Tokens;

namespace Aftersales.Gateway.Access;

/// <summary>
/// Remembers for a minute which tokens verified: a signature costs more to check than all else that the gateway does for a call. A key that its issuer
/// withdraws is so believed for a minute longer, here; the services check for themselves.
/// </summary>
internal sealed class RememberedTokens(TokenHandler inner, TimeProvider time) : TokenHandler
{
    private const int Remembered = 10_000;
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, (TokenValidationResult Result, DateTimeOffset Until)> verified = new(StringComparer.Ordinal);

    public override async Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        var now = time.GetUtcNow();
        if (verified.TryGetValue(token, out var known) && known.Until > now)
            return known.Result;
        var result = await inner.ValidateTokenAsync(token, validationParameters);
        if (!result.IsValid)
            return result;
        if (verified.Count >= Remembered)
            verified.Clear();
        var end = new DateTimeOffset(result.SecurityToken.ValidTo, TimeSpan.Zero);
        verified[token] = (result, end < now + Longest ? end : now + Longest);
        return result;
    }
}
