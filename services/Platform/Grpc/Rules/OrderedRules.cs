using Google.Protobuf;

namespace Aftersales.Platform.Grpc.Rules;

/// <summary>The rules of all types that have an order: numbers, times, spans; and the equalities of bool and enum.</summary>
internal static class OrderedRules
{
    /// <param name="site">Where the rules stand.</param>
    /// <param name="type">Their name in FieldRules.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="key">What is compared.</param>
    /// <param name="bound">The same of a bound.</param>
    /// <param name="more">Rules of this type alone.</param>
    public static Rule<T>[] Compile<T, TKey>(
        RuleSite site, string type, IMessage rules, Func<T, TKey> key, Func<object, TKey> bound, Func<string, object, Requirement<T>?>? more = null)
        where TKey : IComparable<TKey>
    {
        RefuseEmptyRange(site, type, rules, bound);
        return DeclaredRules.Compile(site, type, rules, (name, value) => name switch
        {
            "const" => Is(bound(value), value),
            "lt" => Compare(bound(value), $"must be less than {value}", order => order < 0),
            "lte" => Compare(bound(value), $"must be at most {value}", order => order <= 0),
            "gt" => Compare(bound(value), $"must be more than {value}", order => order > 0),
            "gte" => Compare(bound(value), $"must be at least {value}", order => order >= 0),
            "in" => OneOf(value, "must be one of", found => found),
            "not_in" => OneOf(value, "must be none of", found => !found),
            _ => more?.Invoke(name, value),
        });

        Requirement<T> Is(TKey wanted, object shown) => Compare(wanted, $"must be {shown}", order => order == 0);

        Requirement<T> Compare(TKey limit, string text, Func<int, bool> holds) => new(text, (value, _) => holds(key(value).CompareTo(limit)));

        Requirement<T> OneOf(object list, string text, Func<bool, bool> holds)
        {
            var items = ((System.Collections.IEnumerable)list).Cast<object>().ToList();
            var keys = items.Select(bound).ToHashSet();
            return new($"{text} {string.Join(", ", items)}", (value, _) => holds(keys.Contains(key(value))));
        }
    }

    // The standard reads a lower bound above the upper one as "outside of this range"; here it is more likely a slip.
    private static void RefuseEmptyRange<TKey>(RuleSite site, string type, IMessage rules, Func<object, TKey> bound)
        where TKey : IComparable<TKey>
    {
        var set = DeclaredRules.Set(rules).ToDictionary(rule => rule.Name, rule => rule.Bound);
        foreach (var lower in new[] { "gt", "gte" }.Where(set.ContainsKey))
            foreach (var upper in new[] { "lt", "lte" }.Where(set.ContainsKey))
                if (bound(set[lower]).CompareTo(bound(set[upper])) > 0)
                    throw site.Refuse($"{type}.{lower}", $"is above {upper}");
    }
}
