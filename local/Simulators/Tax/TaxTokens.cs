using System.Collections.Concurrent;
using System.Security.Cryptography;
using Aftersales.Simulators.Http;

namespace Aftersales.Simulators.Tax;

internal sealed record Credentials(string AppKey, string AppSecret)
{
    public static Credentials Read(Input input) => new(input.Text("app_key"), input.Text("app_secret"));
}

/// <summary>Who signed in. Tokens live two hours of real time, and not beyond a restart.</summary>
internal sealed class TaxTokens
{
    private const int Seconds = 7200;
    private readonly ConcurrentDictionary<string, DateTimeOffset> _ends = [];

    public Answer SignIn(Credentials credentials, Turn turn)
    {
        if (credentials != new Credentials(turn.Options.TaxAppKey, turn.Options.TaxAppSecret))
            return Voice.Unauthorised("CREDENTIALS_INVALID", "no such application, or another secret");
        var token = RandomNumberGenerator.GetHexString(32, lowercase: true);
        _ends[token] = TimeProvider.System.GetUtcNow().AddSeconds(Seconds);
        return Answer.Ok(new { AccessToken = token, ExpiresIn = Seconds });
    }

    public bool Knows(string? authorization) =>
        authorization?.StartsWith("Bearer ", StringComparison.Ordinal) == true
        && _ends.TryGetValue(authorization[7..], out var end) && TimeProvider.System.GetUtcNow() < end;

    public void Forget() => _ends.Clear();
}
