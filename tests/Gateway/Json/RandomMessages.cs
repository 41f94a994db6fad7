using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Enum = System.Enum;

namespace Aftersales.Gateway.Tests.Json;

/// <summary>Messages of any type with random content, at the edges of their ranges more often than not.</summary>
internal sealed class RandomMessages(int seed)
{
    private const int Depth = 3;

    private static readonly string[] Texts = ["", "a", "你好，张先生", "\"quoted\"\\\n\t\u0001", "🙂", "</script>", "null", "5", "\u2028"];

    private readonly Random random = new(seed);

    public IMessage Next(MessageDescriptor type) => Fill(type, Depth);

    private IMessage Fill(MessageDescriptor type, int depth)
    {
        var message = type.Parser.ParseFrom(ReadOnlySpan<byte>.Empty);
        foreach (var field in type.Fields.InDeclarationOrder().Where(_ => random.Next(3) > 0))
        {
            if (field.IsMap)
                AddPairs(field, (IDictionary)field.Accessor.GetValue(message), depth);
            else if (field.IsRepeated)
                AddItems(field, (IList)field.Accessor.GetValue(message), depth);
            else if (Value(field, depth) is { } value)
                field.Accessor.SetValue(message, value);
        }

        return message;
    }

    private void AddItems(FieldDescriptor field, IList list, int depth)
    {
        for (var i = random.Next(4); i > 0; i--)
        {
            if (Value(field, depth) is { } item)
                list.Add(item);
        }
    }

    private void AddPairs(FieldDescriptor field, IDictionary map, int depth)
    {
        for (var i = random.Next(4); i > 0; i--)
        {
            if (Value(field.MessageType.FindFieldByNumber(2), depth) is { } item)
                map[Value(field.MessageType.FindFieldByNumber(1), depth)!] = item;
        }
    }

    private object? Value(FieldDescriptor field, int depth) => field.FieldType switch
    {
        FieldType.String => Texts[random.Next(Texts.Length)],
        FieldType.Bool => random.Next(2) == 0,
        FieldType.Bytes => ByteString.CopyFrom(Bytes()),
        FieldType.Int32 or FieldType.SInt32 or FieldType.SFixed32 => OneOf(0, 1, -1, int.MinValue, int.MaxValue, random.Next()),
        FieldType.UInt32 or FieldType.Fixed32 => OneOf(0u, 1u, uint.MaxValue, (uint)random.Next()),
        FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64 => OneOf(0L, -1L, long.MinValue, long.MaxValue, 9_007_199_254_740_993L, random.NextInt64()),
        FieldType.UInt64 or FieldType.Fixed64 => OneOf(0UL, 1UL, ulong.MaxValue, (ulong)random.NextInt64()),
        // Eighths: what both sides write alike. Not NaN: its bits are another on each side.
        FieldType.Float => OneOf(0f, 1.5f, float.PositiveInfinity, random.Next(1000) / 8f),
        FieldType.Double => OneOf(0d, -2.5, double.NegativeInfinity, double.MaxValue, double.Epsilon, random.NextDouble(), 1e21, 1e-7),
        FieldType.Enum => Enum.ToObject(field.EnumType.ClrType, random.Next(10) == 0 ? 4711 : field.EnumType.Values[random.Next(field.EnumType.Values.Count)].Number),
        _ => Message(field.MessageType, depth),
    };

    private object? Message(MessageDescriptor type, int depth) => type.File.Package != "google.protobuf"
        ? depth == 0 ? null : Fill(type, depth - 1)
        : type.Name switch
        {
            nameof(Timestamp) => new Timestamp { Seconds = OneOf(0L, -62_135_596_800, 253_402_300_799, random.Next()), Nanos = Nanos() },
            nameof(Duration) => Span(),
            nameof(FieldMask) => new FieldMask { Paths = { new[] { "name", "open_hours.from_time", "a.b_c" }.Take(random.Next(4)) } },
            nameof(Empty) => new Empty(),
            nameof(Any) => null,
            _ => Value(type.FindFieldByNumber(1), depth),
        };

    private Duration Span()
    {
        var sign = random.Next(2) == 0 ? 1 : -1;
        return new() { Seconds = sign * OneOf(0L, 1L, 315_575_999_999L, random.Next()), Nanos = sign * Nanos() };
    }

    private int Nanos() => OneOf(0, 1, 999_999_999, 500_000_000, 120_000, random.Next(1_000_000_000));

    private byte[] Bytes()
    {
        var bytes = new byte[random.Next(20)];
        random.NextBytes(bytes);
        return bytes;
    }

    private T OneOf<T>(params T[] values) => values[random.Next(values.Length)];
}
