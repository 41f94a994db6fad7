using System.Security.Cryptography;
using Aftersales.Contracts;
using Aftersales.Platform.Identity;
using Aftersales.Testing;
using Microsoft.IdentityModel.Tokens;

namespace Aftersales.Platform.Tests.Identity;

/// <summary>Keys change while services run.</summary>
public sealed class TokensTests
{
    private readonly ManualTime time = new(DateTimeOffset.UtcNow);

    [Fact]
    public async Task A_key_that_is_not_known_has_the_keys_read_again_and_seldom()
    {
        var (before, after, unheard) = (Key("1"), Key("2"), Key("3"));
        IReadOnlyList<SecurityKey> published = [before];
        var read = 0;
        var tokens = new Tokens(
            new()
            {
                Keys = published,
                ServiceKey = before,
                ReadAgain = () =>
                {
                    read++;
                    return read == 1 ? throw new IOException("being written") : published;
                },
            },
            "echo",
            time);

        published = [before, after];
        (await tokens.Verify(Signed(after))).ShouldBeNull();
        read.ShouldBe(0, "it was read a moment ago");
        time.Advance(TimeSpan.FromSeconds(10));
        (await tokens.Verify(Signed(after))).ShouldBeNull("the file cannot be read just then");
        time.Advance(TimeSpan.FromSeconds(10));
        (await tokens.Verify(Signed(after)))!.Person.ShouldBe("complaint");
        (await tokens.Verify(Signed(before))).ShouldNotBeNull();
        for (var made = 0; made < 3; made++)
            (await tokens.Verify(Signed(unheard))).ShouldBeNull();
        read.ShouldBe(2);
    }

    [Theory]
    [InlineData("refund-1", "refund", true)]
    [InlineData("refund-1", "complaint", false)]
    [InlineData("issuer-1", "refund", false)]
    [InlineData("gateway-2", "refund", false)]
    public async Task A_service_s_key_speaks_for_that_service_alone(string key, string service, bool isBelieved)
    {
        var signing = Key(key);
        var token = new Tokens(new() { Keys = [signing], ServiceKey = signing }, service, time).ForService(new("m1", "p_1", [Role.Supervisor]));

        var believed = await Believing(signing, Key("complaint-1")).Verify(token);

        (believed is not null).ShouldBe(isBelieved);
    }

    [Theory]
    [InlineData("issuer-1", true)]
    [InlineData("some-other", true)]
    [InlineData("refund-1", false)]
    [InlineData("gateway-1", false)]
    public async Task No_service_s_key_makes_a_person(string key, bool isBelieved)
    {
        var signing = Key(key);
        var token = new Microsoft.IdentityModel.JsonWebTokens.JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = new IdentitySettings { Keys = [], ServiceKey = signing }.Issuer,
            Audience = "aftersales",
            Expires = time.GetUtcNow().UtcDateTime.AddHours(1),
            Claims = new Dictionary<string, object> { ["sub"] = "p_1", ["merchant"] = "m1", ["roles"] = new[] { "supervisor" } },
            SigningCredentials = new(signing, SecurityAlgorithms.EcdsaSha256),
        });

        (await Believing(signing).Verify(token) is not null).ShouldBe(isBelieved);
    }

    [Fact]
    public async Task The_gateway_s_key_speaks_for_machines_and_a_service_s_does_not()
    {
        foreach (var (key, isBelieved) in new[] { ("gateway-1", true), ("refund-1", false) })
        {
            var signing = Key(key);
            var token = new Tokens(new() { Keys = [signing], ServiceKey = signing }, "any", time)
                .ForMachine(new("m1", "key_1", [Role.TrackingAgent]), new(["aftersales.tracking.v1.TrackingService/*"]), TimeSpan.FromMinutes(1));
            (await Believing(signing).Verify(token) is not null).ShouldBe(isBelieved, key);
        }
    }

    private Tokens Believing(params SecurityKey[] keys) => new(new() { Keys = keys, ServiceKey = keys[0] }, "echo", time);

    private string Signed(SecurityKey with) =>
        new Tokens(new() { Keys = [with], ServiceKey = with }, "complaint", time).ForService(new("m1", "p_1", [Role.AgentL1]));

    private static ECDsaSecurityKey Key(string id) => new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = id };
}
