using System.Security.Cryptography;
using Aftersales.Contracts.Refunds;
using Aftersales.Contracts.Standard.Health;
using Aftersales.Gateway.Access;
using Aftersales.Gateway.Tests.Support;
using Aftersales.Platform.Grpc;
using Aftersales.Testing;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Aftersales.Gateway.Tests;

/// <summary>Who gets past the gateway, and to what.</summary>
public sealed class AccessTests
{
    private static readonly Dictionary<string, object> Person = new() { ["sub"] = "buyer-1", ["merchant"] = "m1", ["roles"] = new[] { "customer" } };

    [Fact]
    public async Task Methods_between_services_are_closed_to_the_outside()
    {
        await using var gateway = await GatewayHost.Start();

        var inner = await Refusal(() => gateway.Client.InnerAsync(new(), gateway.Caller()));
        var unsaid = await Refusal(() => gateway.Client.UnsaidAsync(new(), gateway.Caller()));
        var refund = await Refusal(() => new RefundService.RefundServiceClient(gateway.Channel).RequestRefundAsync(new(), gateway.Caller()));

        foreach (var refusal in new[] { inner, unsaid, refund })
        {
            refusal.StatusCode.ShouldBe(StatusCode.PermissionDenied);
            ErrorDetails.From(refusal)!.Info!.Reason.ShouldBe("METHOD_INTERNAL");
        }
        gateway.Backend.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_no_contract_declares_is_unimplemented()
    {
        await using var gateway = await GatewayHost.Start(settings => settings with { Services = [RefundService.Descriptor] });

        (await Refusal(() => gateway.Client.UnaryAsync(new(), gateway.Caller()))).StatusCode.ShouldBe(StatusCode.Unimplemented);
        gateway.Backend.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_token_nobody_passes()
    {
        await using var gateway = await GatewayHost.Start();

        ShouldBeUnauthenticated(await Refusal(() => gateway.Client.UnaryAsync(new())));
        ShouldBeUnauthenticated(await Refusal(() => gateway.Client.UnaryAsync(new(), GatewayHost.Bearer("nonsense"))));
        using var upload = gateway.Client.Upload();
        ShouldBeUnauthenticated(await Should.ThrowAsync<RpcException>(async () => await upload));
        gateway.Backend.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("https://elsewhere.example", "aftersales", 60, true, true)]
    [InlineData("https://aftersales.local", "other", 60, true, true)]
    [InlineData("https://aftersales.local", "aftersales", -60, true, true)]
    [InlineData("https://aftersales.local", "aftersales", 60, false, true)]
    [InlineData("https://aftersales.local", "aftersales", 60, true, false)]
    public async Task A_token_must_be_the_issuers_for_us_in_time_and_name_a_merchant(string issuer, string audience, int seconds, bool isIssuersKey, bool hasMerchant)
    {
        await using var gateway = await GatewayHost.Start();
        var key = isIssuersKey ? gateway.Identity.Settings.ServiceKey : new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "test" };
        var claims = hasMerchant ? Person : new Dictionary<string, object> { ["sub"] = "buyer-1" };

        var token = Token(new(key, SecurityAlgorithms.EcdsaSha256), claims, issuer, audience, seconds);

        ShouldBeUnauthenticated(await Refusal(() => gateway.Client.UnaryAsync(new(), GatewayHost.Bearer(token))));
        gateway.Backend.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Tokens_signed_with_RSA_are_good_and_with_a_shared_secret_are_not()
    {
        using var rsa = RSA.Create(2048);
        var key = new RsaSecurityKey(rsa) { KeyId = "rsa" };
        var secret = new SymmetricSecurityKey(new byte[32]) { KeyId = "secret" };
        await using var gateway = await GatewayHost.Start(settings => settings with { Keys = [key, secret] });

        var good = Token(new(key, SecurityAlgorithms.RsaSha256), Person);
        var bad = Token(new(secret, SecurityAlgorithms.HmacSha256), Person);

        (await gateway.Client.UnaryAsync(new() { Text = "in" }, GatewayHost.Bearer(good))).Text.ShouldBe("in");
        ShouldBeUnauthenticated(await Refusal(() => gateway.Client.UnaryAsync(new(), GatewayHost.Bearer(bad))));
    }

    [Fact]
    public async Task A_token_is_verified_once_a_minute_and_never_past_its_end()
    {
        var (time, handler) = (new ManualTime(), new CountingHandler());
        handler.ValidTo = time.GetUtcNow().UtcDateTime.AddSeconds(90);
        var remembered = new RememberedTokens(handler, time);
        async Task<bool> IsValid(string token) => (await remembered.ValidateTokenAsync(token, new())).IsValid;

        (await IsValid("t")).ShouldBeTrue();
        (await IsValid("t")).ShouldBeTrue();
        (await IsValid("forged")).ShouldBeFalse();
        (await IsValid("forged")).ShouldBeFalse();
        handler.Calls.ShouldBe(3);
        time.Advance(TimeSpan.FromSeconds(61));
        (await IsValid("t")).ShouldBeTrue();
        handler.Calls.ShouldBe(4);
        time.Advance(TimeSpan.FromSeconds(30));
        await IsValid("t");
        handler.Calls.ShouldBe(5);
    }

    [Fact]
    public async Task An_issuer_may_publish_its_keys()
    {
        using var rsa = RSA.Create(2048);
        var key = new RsaSecurityKey(rsa) { KeyId = "published" };
        var port = FreePort.Next();
        await using var issuer = Issuer($"http://127.0.0.1:{port}", port, JsonWebKeyConverter.ConvertFromRSASecurityKey(new(rsa.ExportParameters(false)) { KeyId = key.KeyId }));
        await issuer.StartAsync();
        // Without TLS an issuer is believed in Development only.
        await using var gateway = await GatewayHost.Start(settings => settings with { IsDevelopment = true, Keys = [], Authority = $"http://127.0.0.1:{port}" });

        var reply = await gateway.Client.UnaryAsync(new() { Text = "in" }, GatewayHost.Bearer(Token(new(key, SecurityAlgorithms.RsaSha256), Person)));

        reply.Text.ShouldBe("in");
    }

    [Fact]
    public async Task An_issuer_that_was_never_reached_says_nothing_about_a_token()
    {
        await using var gateway = await GatewayHost.Start(settings => settings with { IsDevelopment = true, Keys = [], Authority = $"http://127.0.0.1:{FreePort.Next()}" });

        var away = await Refusal(() => gateway.Client.UnaryAsync(new(), gateway.Caller()));

        (away.StatusCode, ErrorDetails.From(away)!.Info!.Reason).ShouldBe((StatusCode.Unavailable, "SERVICE_UNAVAILABLE"));
        ShouldBeUnauthenticated(await Refusal(() => gateway.Client.UnaryAsync(new())));
    }

    [Fact]
    public async Task What_is_for_the_platforms_own_eyes_is_not_on_the_port_that_is_routed_as_a_whole()
    {
        await using var gateway = await GatewayHost.Start();

        foreach (var path in new[] { "readyz", "metrics" })
        {
            using var asked = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{gateway.Settings.GrpcPort}/{path}")
            {
                Version = System.Net.HttpVersion.Version20,
                VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            };
            using var answer = await gateway.Http.SendAsync(asked);
            answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
        }
    }

    [Fact]
    public async Task The_gateway_tells_its_own_health_to_anybody()
    {
        await using var gateway = await GatewayHost.Start();

        var health = await new Health.HealthClient(gateway.Channel).CheckAsync(new());

        health.Status.ShouldBe(HealthCheckResponse.Types.ServingStatus.Serving);
        (await gateway.Http.GetStringAsync("/healthz")).ShouldBe("ok");
        (await gateway.Http.GetStringAsync("/readyz")).ShouldBe("ready");
    }

    [Fact]
    public async Task Buf_calls_a_method_with_the_gateways_reflection_alone()
    {
        await using var gateway = await GatewayHost.Start();
        var token = gateway.Identity.Token("m1", "buyer-1", Aftersales.Contracts.Role.Customer);

        var called = await NodeTools.Buf(
            "curl", "--protocol", "grpc", "--http2-prior-knowledge", "--header", $"authorization: Bearer {token}", "--data", """{"text":"through"}""",
            $"http://127.0.0.1:{gateway.Settings.GrpcPort}/aftersales.echo.v1.EchoService/Unary");

        called.Succeeded().ShouldContain("through");
        gateway.Backend.Header("dapr-app-id").ShouldBe("echo");
    }

    private static WebApplication Issuer(string address, int port, JsonWebKey key)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.ListenLocalhost(port));
        builder.Services.AddRouting();
        var app = builder.Build();
        app.MapGet("/.well-known/openid-configuration", () => new { issuer = "https://aftersales.local", jwks_uri = $"{address}/keys" });
        app.MapGet("/keys", () => new { keys = new[] { new { kty = key.Kty, kid = key.Kid, n = key.N, e = key.E, use = "sig" } } });
        return app;
    }

    private static string Token(
        SigningCredentials credentials, Dictionary<string, object> claims, string issuer = "https://aftersales.local", string audience = "aftersales", int seconds = 60) =>
        new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            Expires = DateTime.UtcNow.AddSeconds(seconds),
            Claims = claims,
            SigningCredentials = credentials,
        });

    private static async Task<RpcException> Refusal<T>(Func<AsyncUnaryCall<T>> call) => await Should.ThrowAsync<RpcException>(async () => await call());

    private static void ShouldBeUnauthenticated(RpcException refusal)
    {
        refusal.Status.ShouldBe(new(StatusCode.Unauthenticated, "no token, or one that does not verify"));
        ErrorDetails.From(refusal)!.Info!.Reason.ShouldBe("TOKEN_INVALID");
    }

    private sealed class CountingHandler : TokenHandler
    {
        public int Calls { get; private set; }

        public DateTime ValidTo { get; set; }

        public override Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
        {
            Calls++;
            var read = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor { Expires = ValidTo });
            return Task.FromResult(new TokenValidationResult { IsValid = token != "forged", SecurityToken = new JsonWebToken(read) });
        }
    }
}
