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

    private string Signed(SecurityKey with) =>
        new Tokens(new() { Keys = [with], ServiceKey = with }, "complaint", time).ForService(new("m1", "p_1", [Role.AgentL1]));

    private static ECDsaSecurityKey Key(string id) => new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = id };
}
