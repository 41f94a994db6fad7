using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using Aftersales.Contracts;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Grpc.Net.Client.Configuration;

namespace Aftersales.Demo;

/// <summary>The suite as its users meet it: through the gateway, each with a token of their own.</summary>
internal sealed class World : IDisposable
{
    public const string Merchant = "qinghe";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<(string, string), CallInvoker> invokers = new();
    private readonly HttpClient http;
    private readonly HttpClient development;
    private readonly GrpcChannel channel;

    private World(JsonElement addresses)
    {
        http = new() { BaseAddress = new(addresses.GetProperty("http").GetString()!) };
        development = new() { BaseAddress = new(addresses.GetProperty("development").GetString()!), Timeout = TimeSpan.FromMinutes(5) };
        Simulators = new() { BaseAddress = new(addresses.GetProperty("simulators").GetString()!) };
        channel = GrpcChannel.ForAddress(addresses.GetProperty("grpc").GetString()!, new()
        {
            ServiceConfig = new()
            {
                MethodConfigs =
                {
                    // Every changing request has an id, so a repeat after an outage changes nothing.
                    new MethodConfig
                    {
                        Names = { MethodName.Default },
                        RetryPolicy = new()
                        {
                            MaxAttempts = 5,
                            InitialBackoff = TimeSpan.FromMilliseconds(200),
                            MaxBackoff = TimeSpan.FromSeconds(5),
                            BackoffMultiplier = 3,
                            RetryableStatusCodes = { StatusCode.Unavailable },
                        },
                    },
                },
            },
        });
    }

    /// <summary>The simulated outside world; the demo plays the people there.</summary>
    public HttpClient Simulators { get; }

    /// <summary>Waits until the suite over this data folder has said where it is.</summary>
    public static async Task<World> Find(string dataFolder)
    {
        var file = Path.Combine(dataFolder, "addresses.json");
        var until = DateTime.UtcNow + Patience;
        while (!File.Exists(file))
        {
            if (DateTime.UtcNow > until)
                throw new TimeoutException($"the suite did not start: no {file}");
            await Task.Delay(50);
        }

        return new(JsonDocument.Parse(await File.ReadAllTextAsync(file)).RootElement);
    }

    /// <summary>A client in somebody's name.</summary>
    public TClient As<TClient>(Func<CallInvoker, TClient> create, string person, params Role[] roles) =>
        create(invokers.GetOrAdd((person, string.Join(',', roles)), _ => Invoker(person, roles)));

    /// <summary>Moves business time forward and waits until everything that came due is done.</summary>
    public async Task AdvanceTo(DateTimeOffset to)
    {
        using var response = await development.PostAsJsonAsync("development/clock:advance", new { to });
        if (!response.IsSuccessStatusCode)
            throw new InvalidOperationException(await response.Content.ReadAsStringAsync());
    }

    public async Task<DateTimeOffset> Now() =>
        (await development.GetFromJsonAsync<JsonElement>("development/clock")).GetProperty("now").GetDateTimeOffset();

    /// <summary>Asks again until the answer is there: what the suite does by itself takes a moment.</summary>
    public static async Task<T> Until<T>(string what, Func<Task<T>> ask, Func<T, bool> isThere)
    {
        var until = DateTime.UtcNow + Patience;
        while (true)
        {
            var answer = await ask();
            if (isThere(answer))
                return answer;
            if (DateTime.UtcNow > until)
                throw new TimeoutException($"{what}: still {answer}");
            await Task.Delay(40);
        }
    }

    public void Dispose()
    {
        channel.Dispose();
        http.Dispose();
        development.Dispose();
        Simulators.Dispose();
    }

    private CallInvoker Invoker(string person, Role[] roles)
    {
        var gate = new SemaphoreSlim(1);
        string? token = null;
        return channel.Intercept(new TokenInterceptor(async () =>
        {
            if (token is not null)
                return token;
            await gate.WaitAsync();
            try
            {
                return token ??= await Token(person, roles);
            }
            finally
            {
                gate.Release();
            }
        }));
    }

    private async Task<string> Token(string person, Role[] roles)
    {
        var names = roles.Select(r => string.Concat(r.ToString().Select((c, i) => char.IsUpper(c) && i > 0 ? $"_{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}")));
        using var response = await http.PostAsJsonAsync("development/token", new { merchant = Merchant, subject = person, roles = names, lifetime_seconds = 3600 });
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString()!;
    }

    private sealed class TokenInterceptor(Func<Task<string>> token) : Interceptor
    {
        private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);

        public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
            TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncUnaryCallContinuation<TRequest, TResponse> continuation)
        {
            var call = Start(context, options => continuation(request, new(context.Method, context.Host, options)));
            return new(Then(call, c => c.ResponseAsync), Then(call, c => c.ResponseHeadersAsync), () => call.Result.GetStatus(), () => call.Result.GetTrailers(), () => { });
        }

        public override AsyncClientStreamingCall<TRequest, TResponse> AsyncClientStreamingCall<TRequest, TResponse>(
            ClientInterceptorContext<TRequest, TResponse> context, AsyncClientStreamingCallContinuation<TRequest, TResponse> continuation) =>
            continuation(new(context.Method, context.Host, WithToken(context.Options, token().GetAwaiter().GetResult(), TimeSpan.FromMinutes(5))));

        public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
            TRequest request, ClientInterceptorContext<TRequest, TResponse> context, AsyncServerStreamingCallContinuation<TRequest, TResponse> continuation) =>
            continuation(request, new(context.Method, context.Host, WithToken(context.Options, token().GetAwaiter().GetResult(), TimeSpan.FromMinutes(5))));

        private async Task<TCall> Start<TRequest, TResponse, TCall>(ClientInterceptorContext<TRequest, TResponse> context, Func<CallOptions, TCall> start)
            where TRequest : class
            where TResponse : class => start(WithToken(context.Options, await token(), Deadline));

        private static CallOptions WithToken(CallOptions options, string token, TimeSpan deadline) =>
            options.WithHeaders([.. options.Headers ?? [], new("authorization", $"Bearer {token}")]).WithDeadline(DateTime.UtcNow + deadline);

        private static async Task<TPart> Then<TCall, TPart>(Task<TCall> call, Func<TCall, Task<TPart>> part) => await part(await call);
    }
}
