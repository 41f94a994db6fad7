using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Aftersales.EndToEnd.Access;

/// <summary>A string of an answer, with the name of its field.</summary>
internal readonly record struct Finding(string Field, string Text);

/// <summary>What a day left, by the names of the contracts' fields: requests are filled with it.</summary>
internal sealed class Findings
{
    private const int Kept = 8;

    private readonly Dictionary<string, List<string>> byName = new()
    {
        ["month"] = ["2026-06"],
        ["from_month"] = ["2026-06"],
        ["period"] = ["2026-06"],
    };

    public void Learn(Finding found)
    {
        if (!byName.TryGetValue(found.Field, out var known))
            byName[found.Field] = known = [];
        if (known.Count < Kept && !known.Contains(found.Text))
            known.Add(found.Text);
    }

    /// <summary>Requests with everything that the method's path needs; none where that is not known.</summary>
    public IEnumerable<IMessage> Requests(AnyMethod method, IReadOnlyCollection<string> needed)
    {
        var known = needed.Select(name => byName.GetValueOrDefault(name) ?? []).ToList();
        var requests = needed.Count == 0 ? 1 : known.Min(values => values.Count);
        for (var number = 0; number < requests; number++)
        {
            var request = method.NewRequest();
            foreach (var (name, values) in needed.Zip(known))
                request.Descriptor.FindFieldByName(name).Accessor.SetValue(request, values[number]);
            yield return request;
        }
    }

    /// <summary>What an answer tells beyond the request.</summary>
    public static IReadOnlyList<Finding> Beyond(IMessage request, IMessage answer)
    {
        var asked = Strings(request).Select(found => found.Text).ToHashSet();
        return [.. Strings(answer).Where(found => !asked.Contains(found.Text))];
    }

    private static IEnumerable<Finding> Strings(IMessage message)
    {
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
        {
            if (field.IsMap || field.FieldType is not (FieldType.String or FieldType.Message))
                continue;
            var value = field.Accessor.GetValue(message);
            foreach (var item in field.IsRepeated ? ((IEnumerable)value).Cast<object>() : value is null ? [] : [value])
            {
                if (item is string { Length: > 0 } text)
                    yield return new(field.Name, text);
                else if (item is IMessage inner)
                    foreach (var found in Strings(inner))
                        yield return found;
            }
        }
    }
}
