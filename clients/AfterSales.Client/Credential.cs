namespace Aftersales.Client;

/// <summary>Who calls: a machine with an API key, or a person with a token of the installation's issuer.</summary>
public abstract class Credential
{
    private Credential()
    {
    }

    /// <summary>An API key (<c>afk.…</c>).</summary>
    public static Credential ApiKey(string key) => new Key(key);

    /// <summary>
    /// Tokens. The next one is asked for a minute before one ends, or when two thirds of its time are over where that is later; one at a time, and no call waits for
    /// it that has a token which is good.
    /// </summary>
    /// <param name="get">Gets a token from the issuer. It belongs to all calls, so it is not cancelled with one of them, but after 30 s.</param>
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
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

        private readonly Lock turn = new();
        private Held? held;
        private Task<Held>? next;

        internal override async ValueTask<(string Name, string Value)> Header(CancellationToken cancel)
        {
            // Calls that block have a SynchronizationContext at times, which cannot go on meanwhile.
            var token = Good(out var coming) ?? (await coming!.WaitAsync(cancel).ConfigureAwait(false)).Token;
            return ("authorization", $"Bearer {token.Text}");
        }

        /// <summary>The token that is good now; else null, and the next one is coming.</summary>
        private AccessToken? Good(out Task<Held>? coming)
        {
            lock (turn)
            {
                var now = time.GetUtcNow();
                coming = null;
                if (now < held?.RenewTime)
                    return held.Token;
                if (next is null or { IsCompleted: true })
                    next = Task.Run(Get);
                coming = next;
                return now < held?.Token.ExpireTime ? held.Token : null;
            }
        }

        private async Task<Held> Get()
        {
            var asked = time.GetUtcNow();
            var token = await Ask();
            var third = (token.ExpireTime - asked) / 3;
            var got = new Held(token, token.ExpireTime - (third < Early ? third : Early));
            lock (turn)
                held = got;
            return got;
        }

        private async Task<AccessToken> Ask()
        {
            using var patience = new CancellationTokenSource(Patience, time);
            try
            {
                return await get(patience.Token).WaitAsync(patience.Token);
            }
            catch (OperationCanceledException) when (patience.IsCancellationRequested)
            {
                throw new IOException("the issuer gave no token in time");
            }
        }

        private sealed record Held(AccessToken Token, DateTimeOffset RenewTime);
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
        var (name, value) = await credential.Header(cancellationToken).ConfigureAwait(false);
        request.Headers.TryAddWithoutValidation(name, value);
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }
}
