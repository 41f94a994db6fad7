using System.Net;
using Aftersales.Contracts;
using Aftersales.Contracts.Directories;
using Aftersales.Gateway.Tests.Support;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Identity;
using Aftersales.Testing;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Aftersales.Gateway.Tests;

/// <summary>Machines that call with an API key.</summary>
public sealed class ApiKeyTests
{
    private static readonly ApiKeyText Key = ApiKeyText.New("m1", "key_01JY3ZK8Q0R4T6V8W0X2Y4Z6A8");

    private readonly ManualTime time = new(DateTimeOffset.UtcNow);
    private readonly FakeKeys keys = new();

    [Theory]
    [InlineData("x-api-key", "")]
    [InlineData("authorization", "ApiKey ")]
    [InlineData("authorization", "apikey ")]
    public async Task A_call_with_a_key_goes_on_with_a_token_that_is_for_the_keys_merchant_roles_and_methods(string header, string prefix)
    {
        await using var gateway = await Start();
        (await gateway.Client.UnaryAsync(new() { Text = "in" }, new Metadata { { header, prefix + Key.Text } })).Text.ShouldBe("in");

        gateway.Backend.Header("x-api-key").ShouldBeNull();
        var token = gateway.Backend.Header("authorization")!["Bearer ".Length..];
        var read = new JsonWebToken(token);
        (read.Subject, read.GetClaim("merchant").Value).ShouldBe((Key.KeyId, "m1"));
        read.Claims.Where(c => c.Type == "methods").Select(c => c.Value).ShouldBe(["aftersales.echo.v1.EchoService/*"]);
        var believed = await new Tokens(gateway.Identity.Settings, "echo", TimeProvider.System).Verify(token);
        believed!.Roles.ShouldBe([Role.TrackingAgent]);
        believed.Scope!.Covers("/aftersales.echo.v1.EchoService/Unary").ShouldBeTrue();
        believed.Scope.Covers("/aftersales.refund.v1.RefundService/GetRefund").ShouldBeFalse();

        using var json = new HttpRequestMessage(HttpMethod.Post, "/v1/echo") { Content = new StringContent("{}", null, "application/json") };
        json.Headers.TryAddWithoutValidation(header, prefix + Key.Text);
        (await gateway.Http.SendAsync(json)).StatusCode.ShouldBe(HttpStatusCode.OK);
        gateway.Backend.Header("authorization").ShouldBe($"Bearer {token}");
        if (header == "x-api-key")
            (await gateway.Ask("POST /v1/echo", "{}", $"x-api-key: {Key.Text}")).Reason.ShouldBe("API_KEY_INVALID", "it carries a token too");
        keys.Asked.ShouldBe(1);
        keys.LastCaller.ShouldBe("service");
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("afk.m1.key_1.short")]
    [InlineData("afk.*.key_01JY3ZK8Q0R4T6V8W0X2Y4Z6A8.0123456789012345678901234567890123456789012")]
    [InlineData("")]
    public async Task What_is_no_key_is_refused_without_asking(string text)
    {
        await using var gateway = await Start();
        await Refused(gateway, text, StatusCode.Unauthenticated, "API_KEY_INVALID");
        keys.Asked.ShouldBe(0);
    }

    [Fact]
    public async Task A_key_that_was_revoked_is_refused_within_seconds_and_Directory_is_asked_no_more_often()
    {
        await using var gateway = await Start();
        await Call(gateway);
        keys.Refusal = "API_KEY_REVOKED";
        time.Advance(TimeSpan.FromSeconds(4));
        await Call(gateway);
        keys.Asked.ShouldBe(1);
        time.Advance(TimeSpan.FromSeconds(1));
        await Refused(gateway, Key.Text, StatusCode.Unauthenticated, "API_KEY_REVOKED");
        await Refused(gateway, Key.Text, StatusCode.Unauthenticated, "API_KEY_REVOKED");
        keys.Asked.ShouldBe(2);
        keys.Refusal = null;
        time.Advance(TimeSpan.FromSeconds(5));
        await Call(gateway);
    }

    [Fact]
    public async Task While_Directory_is_away_a_known_key_goes_on_for_minutes_and_an_unknown_one_is_asked_to_wait()
    {
        await using var gateway = await Start();
        await Call(gateway);
        keys.IsAway = true;
        for (var made = 0; made < 3; made++)
            await Refused(gateway, ApiKeyText.New("m1", Key.KeyId).Text, StatusCode.Unavailable, "SERVICE_UNAVAILABLE");
        keys.Asked.ShouldBe(2, "who was away a moment ago is left in peace");
        for (var seconds = 0; seconds < 595; seconds += 119)
        {
            time.Advance(TimeSpan.FromSeconds(119));
            await Call(gateway);
        }

        time.Advance(TimeSpan.FromSeconds(6));
        await Refused(gateway, Key.Text, StatusCode.Unavailable, "SERVICE_UNAVAILABLE");
        keys.IsAway = false;
        time.Advance(TimeSpan.FromSeconds(5));
        await Call(gateway);
    }

    [Fact]
    public async Task A_keys_end_counts_while_Directory_is_away_too()
    {
        await using var gateway = await Start();
        keys.Ends = time.GetUtcNow().AddSeconds(60);
        await Call(gateway);
        keys.IsAway = true;
        time.Advance(TimeSpan.FromSeconds(61));
        await Refused(gateway, Key.Text, StatusCode.Unauthenticated, "API_KEY_EXPIRED");
    }

    [Fact]
    public async Task A_key_can_be_bound_to_addresses_of_which_proxies_in_front_may_tell()
    {
        keys.Range = "203.0.113.0/24";
        await using (var gateway = await Start())
        {
            await Refused(gateway, Key.Text, StatusCode.PermissionDenied, "API_KEY_ADDRESS_DENIED");
            // Nobody in front is believed.
            await Refused(gateway, Key.Text, StatusCode.PermissionDenied, "API_KEY_ADDRESS_DENIED", ("x-forwarded-for", "203.0.113.9"));
        }

        await using var behind = await Start(settings => settings with { Proxies = [IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("::1/128")] });
        await behind.Client.UnaryAsync(new(), new Metadata { { "x-api-key", Key.Text }, { "x-forwarded-for", "203.0.113.9" } });
        await Refused(behind, Key.Text, StatusCode.PermissionDenied, "API_KEY_ADDRESS_DENIED", ("x-forwarded-for", "198.51.100.1"));
    }

    [Fact]
    public async Task A_gateway_without_a_signing_key_takes_no_keys()
    {
        await using var gateway = await Start(settings => settings with { ServiceKey = null });
        await Refused(gateway, Key.Text, StatusCode.Unauthenticated, "API_KEY_INVALID");
    }

    [Fact]
    public async Task No_log_has_a_key()
    {
        await using var gateway = await Start(settings => settings with
        {
            Configuration = new Microsoft.Extensions.Configuration.ConfigurationManager { ["Logging:LogLevel:Default"] = "Trace", ["Logging:LogLevel:Microsoft"] = "Trace" },
        });
        gateway.Least = LogLevel.Trace;
        await Call(gateway);
        keys.Refusal = "API_KEY_INVALID";
        time.Advance(TimeSpan.FromSeconds(5));
        await Refused(gateway, Key.Text, StatusCode.Unauthenticated, "API_KEY_INVALID");

        gateway.Log.ShouldNotBeEmpty();
        gateway.Log.ShouldAllBe(line => !line.Contains(Key.Secret, StringComparison.Ordinal));
        $"{Key}".ShouldNotContain(Key.Secret);
    }

    private Task<GatewayHost> Start(Func<GatewaySettings, GatewaySettings>? change = null) => GatewayHost.Start(
        settings =>
        {
            var own = settings with { Time = time, ServiceKey = settings.Keys[0], ApiKeys = new() { Patience = GatewayHost.Patience } };
            return change?.Invoke(own) ?? own;
        },
        keys);

    private static async Task Call(GatewayHost gateway) => await gateway.Client.UnaryAsync(new(), new Metadata { { "x-api-key", Key.Text } });

    private static async Task Refused(GatewayHost gateway, string key, StatusCode status, string reason, params (string Name, string Value)[] headers)
    {
        var sent = new Metadata { { "x-api-key", key } };
        foreach (var (name, value) in headers)
            sent.Add(name, value);
        var before = gateway.Backend.Calls.Count;
        var refused = await Should.ThrowAsync<RpcException>(async () => await gateway.Client.UnaryAsync(new(), sent));
        (refused.StatusCode, ErrorDetails.From(refused)?.Info?.Reason).ShouldBe((status, reason));
        gateway.Backend.Calls.Count.ShouldBe(before);
    }

    /// <summary>Directory, as far as keys go.</summary>
    public sealed class FakeKeys : ApiKeyService.ApiKeyServiceBase
    {
        public int Asked { get; private set; }

        public string? Refusal { get; set; }

        public bool IsAway { get; set; }

        public DateTimeOffset? Ends { get; set; }

        public string? Range { get; set; }

        public string LastCaller { get; private set; } = "";

        public override Task<VerifyApiKeyResponse> VerifyApiKey(VerifyApiKeyRequest request, ServerCallContext context)
        {
            Asked++;
            if (IsAway)
                throw new RpcException(new(StatusCode.Unavailable, "away"));
            context.RequestHeaders.GetValue("dapr-app-id").ShouldBe("directory");
            LastCaller = string.Join(',', new JsonWebToken(context.RequestHeaders.GetValue("authorization")!["Bearer ".Length..]).Claims.Where(c => c.Type == "roles").Select(c => c.Value));
            if (Refusal is not null || !request.SecretSha256.Span.SequenceEqual(Key.Hash()))
                throw Errors.ToRpcException(Errors.Status(StatusCode.Unauthenticated, "refused", Refusal ?? "API_KEY_INVALID"));
            return Task.FromResult(new VerifyApiKeyResponse
            {
                Roles = { Role.TrackingAgent },
                Methods = { "aftersales.echo.v1.EchoService/*" },
                IpRanges = { Range is null ? [] : new[] { Range } },
                ExpireTime = Ends?.ToTimestamp(),
            });
        }
    }
}
