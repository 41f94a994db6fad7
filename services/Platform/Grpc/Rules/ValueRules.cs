using Aftersales.Contracts.Standard.Validate;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using static Aftersales.Contracts.Standard.Validate.FieldRules;

namespace Aftersales.Platform.Grpc.Rules;

/// <summary>Finds for each kind of value the rules that may stand at it.</summary>
internal static class ValueRules
{
    /// <summary>The rules for one value of the CLR type <typeparamref name="T"/>.</summary>
    public static Rule<T>[] OfValue<T>(RuleSite site, FieldRules rules)
    {
        object compiled = (rules.TypeCase, site.Field.FieldType) switch
        {
            (TypeOneofCase.None, _) => Array.Empty<Rule<T>>(),
            (TypeOneofCase.Int32, FieldType.Int32) => OrderedRules.Compile<int, int>(site, "int32", rules.Int32, value => value, bound => (int)bound),
            (TypeOneofCase.Int64, FieldType.Int64) => OrderedRules.Compile<long, long>(site, "int64", rules.Int64, value => value, bound => (long)bound),
            (TypeOneofCase.Uint32, FieldType.UInt32) => OrderedRules.Compile<uint, uint>(site, "uint32", rules.Uint32, value => value, bound => (uint)bound),
            (TypeOneofCase.Uint64, FieldType.UInt64) => OrderedRules.Compile<ulong, ulong>(site, "uint64", rules.Uint64, value => value, bound => (ulong)bound),
            (TypeOneofCase.Bool, FieldType.Bool) => OrderedRules.Compile<bool, bool>(site, "bool", rules.Bool, value => value, bound => (bool)bound),
            (TypeOneofCase.String, FieldType.String) => Strings(site, rules.String),
            (TypeOneofCase.Bytes, FieldType.Bytes) => DeclaredRules.Compile<ByteString>(site, "bytes", rules.Bytes, TextRules.OfBytes),
            (TypeOneofCase.Enum, FieldType.Enum) => Enums<T>(site, rules.Enum),
            (TypeOneofCase.Duration, FieldType.Message) when typeof(T) == typeof(Duration) => Durations(site, rules.Duration),
            (TypeOneofCase.Timestamp, FieldType.Message) when typeof(T) == typeof(Timestamp) => Timestamps(site, rules.Timestamp),
            _ => throw site.Refuse($"{rules.TypeCase}", "stands at a field of another type"),
        };
        return [.. InRange<T>(site), .. (Rule<T>[])compiled];
    }

    /// <summary>The rules for a list as a whole.</summary>
    public static Rule<RepeatedField<T>>[] OfList<T>(RuleSite site, RepeatedRules rules) =>
        DeclaredRules.Compile<RepeatedField<T>>(site, "repeated", rules, (name, bound) => (name, bound) switch
        {
            ("min_items", ulong n) => new($"must have at least {n} items", (list, _) => (ulong)list.Count >= n),
            ("max_items", ulong n) => new($"must have at most {n} items", (list, _) => (ulong)list.Count <= n),
            ("unique", true) when site.Field.FieldType is not FieldType.Message => new("must not have an item twice", (list, _) => IsUnique(list)),
            _ => null,
        }, elsewhere: "items");

    /// <summary>The rules for a map as a whole.</summary>
    public static Rule<MapField<TKey, TValue>>[] OfMap<TKey, TValue>(RuleSite site, MapRules rules) =>
        DeclaredRules.Compile<MapField<TKey, TValue>>(site, "map", rules, (name, bound) => (name, bound) switch
        {
            ("min_pairs", ulong n) => new($"must have at least {n} pairs", (map, _) => (ulong)map.Count >= n),
            ("max_pairs", ulong n) => new($"must have at most {n} pairs", (map, _) => (ulong)map.Count <= n),
            _ => null,
        }, elsewhere: ["keys", "values"]);

    private static Rule<string>[] Strings(RuleSite site, StringRules rules)
    {
        try
        {
            return DeclaredRules.Compile<string>(site, "string", rules, TextRules.OfString);
        }
        catch (Exception unusable) when (unusable is NotSupportedException or ArgumentException)
        {
            throw site.Refuse("string.pattern", $"cannot be used: {unusable.Message}");
        }
    }

    private static Rule<T>[] Enums<T>(RuleSite site, EnumRules rules)
    {
        var defined = site.Field.EnumType.Values.Select(value => value.Number).ToHashSet();
        return OrderedRules.Compile<T, int>(site, "enum", rules, EnumNumber.Of, bound => (int)bound, (name, _) => name switch
        {
            "defined_only" => new("must be a value that the contract names", (value, _) => defined.Contains(EnumNumber.Of(value))),
            _ => null,
        });
    }

    private static Rule<Duration>[] Durations(RuleSite site, DurationRules rules) =>
        OrderedRules.Compile<Duration, Int128>(site, "duration", rules, Nanoseconds.Of, bound => Nanoseconds.Of((Duration)bound));

    private static Rule<Timestamp>[] Timestamps(RuleSite site, TimestampRules rules) =>
        OrderedRules.Compile<Timestamp, Int128>(site, "timestamp", rules, Nanoseconds.Of, bound => Nanoseconds.Of((Timestamp)bound), (name, bound) => name switch
        {
            "lt_now" => new("must be in the past", (value, now) => Nanoseconds.Of(value) < now),
            "gt_now" => new("must be in the future", (value, now) => Nanoseconds.Of(value) > now),
            "within" when Nanoseconds.Of((Duration)bound) is var span =>
                new($"must be within {bound} of now", (value, now) => Int128.Abs(Nanoseconds.Of(value) - now) <= span),
            _ => null,
        });

    private static IEnumerable<Rule<T>> InRange<T>(RuleSite site)
    {
        if (typeof(T) == typeof(Timestamp))
            yield return new("TIMESTAMP_RANGE", $"{site.Subject} must lie in the years 1 to 9999", (value, _) => Nanoseconds.InRange((Timestamp)(object)value!));
        if (typeof(T) == typeof(Duration))
            yield return new("DURATION_RANGE", $"{site.Subject} must be at most 10,000 years", (value, _) => Nanoseconds.InRange((Duration)(object)value!));
    }

    private static bool IsUnique<T>(RepeatedField<T> list)
    {
        if (list.Count > 16)
            return list.ToHashSet().Count == list.Count;
        // A short list is compared pair by pair, which allocates nothing.
        for (var i = 1; i < list.Count; i++)
            for (var j = 0; j < i; j++)
                if (EqualityComparer<T>.Default.Equals(list[i], list[j]))
                    return false;
        return true;
    }
}
