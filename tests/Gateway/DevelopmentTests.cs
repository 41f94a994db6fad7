using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Aftersales.Gateway.Gates;
using Aftersales.Gateway.Limits;
using Aftersales.Gateway.Tests.Support;
using Aftersales.Testing;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Aftersales.Gateway.Tests;

/// <summary>What is there in Development only, and what an installation adds.</summary>
public sealed class DevelopmentTests
{
    [Fact]
    public async Task In_Development_anybody_gets_a_token_that_the_gateway_believes()
    {
        await using var gateway = await Start(isDevelopment: true);

        using var response = await Ask(gateway, """{"merchant":"m1","subject":"ann","roles":["agent_l1","supervisor"],"lifetime_seconds":120}""");
        var token = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("token").GetString()!;

        var read = new JsonWebToken(token);
        read.Alg.ShouldBe("ES256");
        read.Issuer.ShouldBe(gateway.Settings.Issuer);
        read.Audiences.ShouldBe([gateway.Settings.Audience]);
        read.Subject.ShouldBe("ann");
        read.GetClaim("merchant").Value.ShouldBe("m1");
        read.Claims.Where(claim => claim.Type == "roles").Select(claim => claim.Value).ShouldBe(["agent_l1", "supervisor"]);
        (read.ValidTo - read.IssuedAt).ShouldBe(TimeSpan.FromSeconds(120));
        (await gateway.Client.UnaryAsync(new() { Text = "in" }, GatewayHost.Bearer(token))).Text.ShouldBe("in");
    }

    [Theory]
    [InlineData("""{"subject":"ann","roles":["customer"]}""")]
    [InlineData("""{"merchant":"m1","roles":["customer"]}""")]
    [InlineData("""{"merchant":"m1","subject":"ann","roles":[]}""")]
    [InlineData("""{"merchant":"m1","subject":"ann","roles":["king"]}""")]
    [InlineData("""{"merchant":"m1","subject":"ann","roles":["customer"],"lifetime_seconds":0}""")]
    [InlineData("nonsense")]
    public async Task A_token_needs_merchant_subject_and_known_roles(string request)
    {
        await using var gateway = await Start(isDevelopment: true);

        using var response = await Ask(gateway, request);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Outside_Development_there_are_no_development_endpoints()
    {
        await using var gateway = await Start(isDevelopment: false);

        using var token = await Ask(gateway, """{"merchant":"m1","subject":"ann","roles":["customer"]}""");
        using var extension = await gateway.Http.GetAsync("/development/extension");

        token.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        extension.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_host_can_add_endpoints_in_Development()
    {
        await using var gateway = await Start(isDevelopment: true);

        (await gateway.Http.GetStringAsync("/development/extension")).ShouldBe("added");
    }

    [Fact]
    public async Task A_port_with_TLS_serves_gRPC_and_HTTP()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        var port = FreePort.Next();
        await using var gateway = await GatewayHost.Start(settings => settings with { Tls = new(port, certificate) });
        using var channel = GrpcChannel.ForAddress($"https://127.0.0.1:{port}", new() { HttpHandler = Trusting(certificate), DisposeHttpClient = true });
        using var http = new HttpClient(Trusting(certificate));

        (await new EchoService.EchoServiceClient(channel).UnaryAsync(new() { Text = "sealed" }, gateway.Caller())).Text.ShouldBe("sealed");
        (await http.GetStringAsync($"https://127.0.0.1:{port}/healthz")).ShouldBe("ok");
    }

    [Fact]
    public void Settings_are_read_and_a_development_key_in_Development_only()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("aftersales-");
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var key = JsonSerializer.Serialize(JsonWebKeyConverter.ConvertFromECDsaSecurityKey(new(pair)));
        var keyFile = Path.Combine(folder.FullName, "key.json");
        var keySetFile = Path.Combine(folder.FullName, "keys.json");
        File.WriteAllText(keyFile, key);
        File.WriteAllText(keySetFile, $$"""{"keys":[{{key}}]}""");

        GatewaySettings Read(string environment) => GatewaySettings.Read([
            $"--Environment={environment}", "--GrpcPort=7000", "--DAPR_GRPC_PORT=7001", "--DAPR_API_TOKEN=t", "--Identity:Issuer=https://issuer.example",
            $"--Identity:KeySet={keySetFile}", $"--Identity:DevelopmentKey={keyFile}", "--Limit:Write:Burst=5", "--Limit:Write:MerchantPerMinute=10",
            "--Gate:Calls:AtOnce=7", "--Gate:Circuit:BreakSeconds=8"]);
        var settings = Read("Development");
        Should.Throw<InvalidOperationException>(() => Read("Production")).Message.ShouldContain("Identity:DevelopmentKey");
        folder.Delete(recursive: true);

        settings.DevelopmentKey.ShouldNotBeNull();
        settings.IsDevelopment.ShouldBeTrue();
        settings.GrpcPort.ShouldBe(7000);
        settings.Sidecar.ShouldBe("http://127.0.0.1:7001");
        settings.SidecarToken.ShouldBe("t");
        settings.Keys.ShouldHaveSingleItem();
        var usual = LimitSettings.Usual.Classes;
        settings.Limit.Classes[MethodClass.Write].ShouldBe(new(usual[MethodClass.Write].Caller with { Burst = 5 }, usual[MethodClass.Write].Merchant with { PerMinute = 10 }));
        settings.Limit.Classes[MethodClass.Read].ShouldBe(usual[MethodClass.Read]);
        settings.Gate.ShouldBe(new GateSettings { Calls = new GateSettings().Calls with { AtOnce = 7 }, Circuit = new() { Break = TimeSpan.FromSeconds(8) } });
    }

    private static SocketsHttpHandler Trusting(X509Certificate2 certificate) => new()
    {
        SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => shown!.GetCertHashString() == certificate.GetCertHashString() },
    };

    private static async Task<GatewayHost> Start(bool isDevelopment)
    {
        var key = new TestIdentity().Settings.ServiceKey;
        return await GatewayHost.Start(settings => settings with
        {
            IsDevelopment = isDevelopment,
            Keys = [key],
            DevelopmentKey = key,
            Extend = app => app.MapGet("/development/extension", () => "added"),
        });
    }

    private static Task<HttpResponseMessage> Ask(GatewayHost gateway, string request) =>
        gateway.Http.PostAsync("/development/token", new StringContent(request, null, "application/json"));
}
