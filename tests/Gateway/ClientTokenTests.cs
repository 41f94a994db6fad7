using Aftersales.Client;
using Aftersales.Gateway.Tests.Support;
using Aftersales.Testing;

namespace Aftersales.Gateway.Tests;

/// <summary>Tokens of an issuer, as the client package keeps them.</summary>
public sealed class ClientTokenTests
{
    private static readonly (string, string) First = ("authorization", "Bearer token 1");

    private readonly ManualTime time = new();
    private Task issuer = Task.CompletedTask;
    private TimeSpan life = TimeSpan.FromMinutes(10);
    private int asked;

    [Fact]
    public async Task A_token_is_asked_for_once_and_again_a_minute_before_it_ends()
    {
        var credential = Tokens();

        (await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => credential.Header(default).AsTask()))).ShouldBe(Enumerable.Repeat(First, 5));
        time.Advance(TimeSpan.FromMinutes(9) - TimeSpan.FromSeconds(1));
        (await credential.Header(default)).ShouldBe(First);
        asked.ShouldBe(1);
        time.Advance(TimeSpan.FromSeconds(1));
        await Becomes(credential, "Bearer token 2");
        (await Credential.ApiKey("afk.m.key.secret").Header(default)).ShouldBe(("x-api-key", "afk.m.key.secret"));
    }

    [Fact]
    public async Task A_token_of_half_a_minute_serves_for_two_thirds_of_it_and_nobody_waits_for_the_next_before_it_ends()
    {
        life = TimeSpan.FromSeconds(30);
        var credential = Tokens();
        (await credential.Header(default)).ShouldBe(First);
        time.Advance(TimeSpan.FromSeconds(19));
        (await credential.Header(default)).ShouldBe(First);
        asked.ShouldBe(1);

        var answering = new TaskCompletionSource();
        issuer = answering.Task;
        time.Advance(TimeSpan.FromSeconds(1));
        foreach (var _ in Enumerable.Range(0, 3))
            (await credential.Header(default).AsTask().WaitAsync(GatewayHost.Patience)).ShouldBe(First);
        answering.SetResult();
        await Becomes(credential, "Bearer token 2");
        asked.ShouldBe(2);
    }

    [Fact]
    public async Task Who_has_no_token_waits_for_the_one_that_is_coming_and_who_leaves_takes_it_from_nobody()
    {
        var answering = new TaskCompletionSource();
        issuer = answering.Task;
        var credential = Tokens();
        using var leaving = new CancellationTokenSource();
        var (left, stayed) = (credential.Header(leaving.Token).AsTask(), credential.Header(default).AsTask());

        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(left);
        answering.SetResult();

        (await stayed).ShouldBe(First);
        asked.ShouldBe(1);
    }

    [Fact]
    public async Task An_issuer_that_never_answers_is_asked_again()
    {
        issuer = new TaskCompletionSource().Task;
        var credential = Tokens();
        var waiting = credential.Header(default).AsTask();
        await time.TimersSet().WaitAsync(GatewayHost.Patience);

        time.Advance(TimeSpan.FromSeconds(30));
        await Should.ThrowAsync<IOException>(waiting);

        issuer = Task.CompletedTask;
        (await credential.Header(default)).Value.ShouldBe("Bearer token 2");
    }

    private Credential Tokens() => Credential.Token(async _ =>
    {
        var number = Interlocked.Increment(ref asked);
        await issuer;
        return new($"token {number}", time.GetUtcNow() + life);
    }, time);

    // The next token comes by itself, on another thread.
    private static async Task Becomes(Credential credential, string header)
    {
        using var patience = new CancellationTokenSource(GatewayHost.Patience);
        while ((await credential.Header(patience.Token)).Value != header)
            await Task.Delay(1, patience.Token);
    }
}
