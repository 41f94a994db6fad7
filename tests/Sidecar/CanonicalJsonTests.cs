using System.Text.Json;
using Aftersales.Sidecar.Calls;
using Aftersales.Sidecar.Events;

namespace Aftersales.Sidecar.Tests;

/// <summary>What a sidecar does to JSON and to frames, as pure functions.</summary>
public sealed class CanonicalJsonTests
{
    [Theory]
    [InlineData("""{"b":1,"a":{"d":2,"c":3}}""", """{"a":{"c":3,"d":2},"b":1}""")]
    [InlineData("""{"a":1,"a":2}""", """{"a":2}""")]
    [InlineData("""["<&>"]""", """["\u003c\u0026\u003e"]""")]
    [InlineData("""["größe 例","\u0041"]""", """["größe 例","A"]""")]
    [InlineData("[9007199254740993]", "[9007199254740992]")]
    [InlineData("[1.10,1e2,-0.5,100,0]", "[1.1,100,-0.5,100,0]")]
    [InlineData("[123456789012345678901,1e21,1e-6,1e-7,1.5e300]", "[123456789012345680000,1e+21,0.000001,1e-7,1.5e+300]")]
    [InlineData("""["9007199254740993"]""", """["9007199254740993"]""")]
    [InlineData("[true,false,null,[]]", "[true,false,null,[]]")]
    public void Json_comes_out_sorted_and_with_numbers_as_doubles(string json, string canonical) =>
        CanonicalJson.Write(JsonDocument.Parse(json).RootElement).ShouldBe(canonical);

    [Theory, InlineData(1), InlineData(2), InlineData(3), InlineData(7), InlineData(1000)]
    public void Message_sizes_are_followed_however_the_bytes_are_cut(int cut)
    {
        byte[] frames = [0, 0, 0, 0, 3, 1, 2, 3, 0, 0, 0, 0, 0, 1, 0, 0, 0, 4, 9, 9, 9, 9];
        byte[] tooLarge = [.. frames, 0, 0, 0, 0, 5, 1, 2, 3, 4, 5];

        Accepts(frames, cut).ShouldBeTrue();
        Accepts(tooLarge, cut).ShouldBeFalse();
        Accepts([0, 255, 255, 255, 255], cut).ShouldBeFalse();
    }

    [Fact]
    public void Waits_between_attempts_grow_to_a_bound()
    {
        var options = new DeliveryOptions { FirstRetryDelay = TimeSpan.FromSeconds(1), MaxRetryDelay = TimeSpan.FromSeconds(5) };

        new[] { 1, 2, 3, 4, 1_000_000 }.Select(attempt => options.DelayAfter(attempt).TotalSeconds).ShouldBe([1, 2, 4, 5, 5]);
    }

    private static bool Accepts(byte[] bytes, int cut)
    {
        var sizes = new MessageSizes(limit: 4);
        return bytes.Chunk(cut).All(piece => sizes.Accept(piece));
    }
}
