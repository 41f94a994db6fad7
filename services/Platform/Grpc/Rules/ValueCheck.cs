using Aftersales.Contracts.Standard.Validate;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Google.Protobuf.Reflection;

namespace Aftersales.Platform.Grpc.Rules;

/// <summary>Checks what is inside a value: the fields of a message, the items of a list, the pairs of a map.</summary>
internal delegate void Inside<T>(T value, ref Findings findings);

/// <summary>All that is asked of one value: rules for it as a whole, and what is inside.</summary>
internal sealed class ValueCheck<T>(Rule<T>[] rules, Inside<T>? inside, bool ignoreZero = false)
{
    public bool IsEmpty { get; } = rules is [] && inside is null;

    public void Run(T value, ref Findings findings)
    {
        if (ignoreZero && Zero.Is(value))
            return;
        foreach (var rule in rules)
            if (!rule.Holds(value, findings.Now))
                findings.Add(rule.Reason, rule.Description);
        inside?.Invoke(value, ref findings);
    }
}

/// <summary>Builds the check of a value from its rules.</summary>
internal static class ValueCheck
{
    /// <summary>Of a single value: a field's, a list's item, a map's key or value.</summary>
    public static ValueCheck<T> OfValue<T>(RuleSite site, FieldRules rules)
    {
        if (rules.Cel.Count > 0)
            throw site.Refuse("cel");
        return new(ValueRules.OfValue<T>(site, rules), InsideMessage<T>(site.Field));
    }

    public static ValueCheck<RepeatedField<T>> OfList<T>(FieldDescriptor field, FieldRules rules)
    {
        var site = new RuleSite(field, field.Name);
        Expect(site, rules, FieldRules.TypeOneofCase.Repeated);
        var list = rules.Repeated ?? new();
        var items = OfElement<T>(new(field, $"an item of {field.Name}"), list.Items);
        return new(ValueRules.OfList<T>(site, list), items.IsEmpty ? null : InsideList(items));
    }

    public static ValueCheck<MapField<TKey, TValue>> OfMap<TKey, TValue>(FieldDescriptor field, FieldRules rules)
    {
        var site = new RuleSite(field, field.Name);
        Expect(site, rules, FieldRules.TypeOneofCase.Map);
        var map = rules.Map ?? new();
        var keys = OfElement<TKey>(new(field.MessageType.FindFieldByNumber(1), $"a key of {field.Name}"), map.Keys);
        var values = OfElement<TValue>(new(field.MessageType.FindFieldByNumber(2), $"a value of {field.Name}"), map.Values);
        return new(ValueRules.OfMap<TKey, TValue>(site, map), keys.IsEmpty && values.IsEmpty ? null : InsideMap(keys, values));
    }

    private static ValueCheck<T> OfElement<T>(RuleSite site, FieldRules? rules)
    {
        rules ??= new();
        if (rules.Required)
            throw site.Refuse("required", "has no meaning for what is inside a list or map");
        if (rules.Ignore is Ignore.Always)
            return new([], null);
        var check = OfValue<T>(site, rules);
        return rules.Ignore is Ignore.IfZeroValue ? new([], check.Run, ignoreZero: true) : check;
    }

    private static void Expect(RuleSite site, FieldRules rules, FieldRules.TypeOneofCase type)
    {
        if (rules.Cel.Count > 0)
            throw site.Refuse("cel");
        if (rules.TypeCase is not FieldRules.TypeOneofCase.None && rules.TypeCase != type)
            throw site.Refuse($"{rules.TypeCase}", "stands at a list or map; rules for its elements stand under items, keys or values");
    }

    private static Inside<T>? InsideMessage<T>(FieldDescriptor field)
    {
        if (field.FieldType is not FieldType.Message || Files.IsProtobuf(field.MessageType.File))
            return null;
        // Not resolved before it is needed: a message may contain itself.
        var plan = new Lazy<MessagePlan>(() => MessagePlan.Of(field.MessageType));
        return (T value, ref Findings findings) => plan.Value.Run((IMessage)value!, ref findings);
    }

    private static Inside<RepeatedField<T>> InsideList<T>(ValueCheck<T> items) => (RepeatedField<T> list, ref Findings findings) =>
    {
        for (var i = 0; i < list.Count && !findings.IsFull; i++)
        {
            var before = findings.Count;
            items.Run(list[i], ref findings);
            if (findings.Count > before)
                findings.Locate(before, $"[{i}]");
        }
    };

    private static Inside<MapField<TKey, TValue>> InsideMap<TKey, TValue>(ValueCheck<TKey> keys, ValueCheck<TValue> values) =>
        (MapField<TKey, TValue> map, ref Findings findings) =>
        {
            if (map.Count == 0)
                return;
            var before = findings.Count;
            foreach (var (key, value) in map)
            {
                keys.Run(key, ref findings);
                values.Run(value, ref findings);
                if (findings.IsFull)
                    break;
            }
            // The key is the caller's text and may be personal.
            findings.Locate(before, "[*]");
        };
}
