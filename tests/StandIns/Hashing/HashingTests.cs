using System.Globalization;
using System.IO.Hashing;

namespace Aftersales.StandIns.Tests.Hashing;

/// <summary>Against hashes that the C library of xxHash's author computed (<c>vectors.py</c>), and published ones.</summary>
public sealed class HashingTests
{
    private static readonly long[] seeds = [0, 42, unchecked((long)0x9E3779B185EBCA8D)];

    private static readonly ulong[][] vectors = [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "vectors.txt")).Select(line =>
        line.Split(' ').Select((word, column) => ulong.Parse(word, column == 0 ? NumberStyles.None : NumberStyles.HexNumber)).ToArray())];

    [Fact]
    public void XXH64_agrees_with_the_reference_implementation() =>
        Disagreements((data, seed) => XxHash64.HashToUInt64(data, seed), column: 1).ShouldBeEmpty();

    [Fact]
    public void XXH3_agrees_with_the_reference_implementation() =>
        Disagreements((data, seed) => XxHash3.HashToUInt64(data, seed), column: 2).ShouldBeEmpty();

    [Fact]
    public void The_vectors_reach_every_branch()
    {
        var lengths = vectors.Select(vector => (int)vector[0]).ToHashSet();
        int[] borders = [0, 1, 3, 4, 8, 9, 16, 17, 31, 32, 128, 129, 240, 241, 1023, 1024, 1025, 1088, 2048, 2049];
        borders.ShouldBeSubsetOf(lengths);
    }

    [Fact]
    public void Published_hashes_of_short_inputs()
    {
        XxHash64.HashToUInt64([]).ShouldBe(0xEF46DB3751D8E999);
        XxHash64.HashToUInt64("abc"u8).ShouldBe(0x44BC2CF5AD770999u);
        XxHash3.HashToUInt64([]).ShouldBe(0x2D06800538D394C2u);
    }

    [Fact]
    public void The_bytes_of_XXH64_are_big_endian() =>
        Convert.ToHexString(XxHash64.Hash([])).ShouldBe("EF46DB3751D8E999");

    private static List<string> Disagreements(Func<byte[], long, ulong> hash, int column) =>
    [
        .. from vector in vectors
           let data = Data((int)vector[0])
           from seed in Enumerable.Range(0, seeds.Length)
           where hash(data, seeds[seed]) != vector[2 * seed + column]
           select $"length {data.Length}, seed {seeds[seed]}",
    ];

    private static byte[] Data(int length) => [.. Enumerable.Range(0, length).Select(i => (byte)(unchecked((uint)i * 2654435761) >> 24))];
}
