namespace Aftersales.Client;

/// <summary>Who calls: a machine with an API key, or a person with a token of the installation's issuer.</summary>
public abstract class Credential
{
    private Credential()
    {
    }

    /// <summary>An API key (<c>afk.…</c>).</summary>
    public static Credential ApiKey(string key) => new Key(key);

    /// <summary>Tokens, each used until a minute before it ends; of many calls at once one gets the next.</summary>
    /// <param name="get">Gets a token from the issuer.</param>
    /// <param name="time">The clock; null for the machine's.</param>
    public static Credential Token(Func<CancellationToken, Task<AccessToken>> get, TimeProvider? time = null) => new Tokens(get, time ?? TimeProvider.System);

    internal abstract ValueTask<(string Name, string Value)> Header(CancellationToken cancel);

    private sealed class Key(string key) : Credential
    {
        internal override ValueTask<(string Name, string Value)> Header(CancellationToken cancel) => new(("x-api-key", key));
    }

    private sealed class Tokens(Func<CancellationToken, Task<AccessToken>> get, TimeProvider time) : Credential
    {
        private static readonly TimeSpan Early = TimeSpan.FromMinutes(1);

        private readonly SemaphoreSlim turn = new(1);
        private AccessToken? token;

        private AccessToken? Good => token is { } known && time.GetUtcNow() < known.ExpireTime - Early ? known : null;

        internal override async ValueTask<(string Name, string Value)> Header(CancellationToken cancel) => ("authorization", $"Bearer {(Good ?? await Next(cancel)).Text}");

        private async Task<AccessToken> Next(CancellationToken cancel)
        {
            await turn.WaitAsync(cancel);
            try
            {
                return Good ?? (token = await get(cancel));
            }
            finally
            {
                turn.Release();
            }
        }
    }
}

/// <summary>A token of the issuer.</summary>
/// <param name="Text">The JWT.</param>
/// <param name="ExpireTime">When it ends.</param>
public sealed record AccessToken(string Text, DateTimeOffset ExpireTime);

internal sealed class CredentialHandler(Credential credential) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var (name, value) = await credential.Header(cancellationToken);
        request.Headers.TryAddWithoutValidation(name, value);
        return await base.SendAsync(request, cancellationToken);
    }
}
