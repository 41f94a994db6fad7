using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Aftersales.Invoices.Ports.Tax;

/// <summary>
/// Signs in at the tax platform before the first call and whenever a call is not let in, once for all calls that wait for it. A call that was not
/// let in did nothing, so it is sent again.
/// </summary>
public sealed class TaxSignIn(string appKey, string appSecret) : DelegatingHandler
{
    private readonly SemaphoreSlim turn = new(1);
    private string? token;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var used = token ?? await SignIn(request, null, cancellationToken);
        request.Headers.Authorization = new("Bearer", used);
        var response = await base.SendAsync(request, cancellationToken);
        if (response.StatusCode != HttpStatusCode.Unauthorized)
            return response;
        response.Dispose();
        request.Headers.Authorization = new("Bearer", await SignIn(request, used, cancellationToken));
        return await base.SendAsync(request, cancellationToken);
    }

    private async Task<string> SignIn(HttpRequestMessage request, string? useless, CancellationToken cancel)
    {
        await turn.WaitAsync(cancel);
        try
        {
            return token is { } fresh && fresh != useless ? fresh : token = await NewToken(request, cancel);
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<string> NewToken(HttpRequestMessage request, CancellationToken cancel)
    {
        // The platform's root is the first segment of what is called.
        var address = new Uri(request.RequestUri!, $"{string.Concat(request.RequestUri!.Segments.Take(2))}token");
        using var ask = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = JsonContent.Create(new { app_key = appKey, app_secret = appSecret }),
        };
        using var answer = await base.SendAsync(ask, cancel);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonObject>(cancel))?["access_token"]?.GetValue<string>()
            ?? throw new HttpRequestException("the tax platform let nobody in");
    }

    protected override void Dispose(bool disposing)
    {
        turn.Dispose();
        base.Dispose(disposing);
    }
}
