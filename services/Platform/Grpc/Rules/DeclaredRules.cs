using System.Collections;
using Google.Protobuf;

namespace Aftersales.Platform.Grpc.Rules;

/// <summary>Turns a message of rules, such as StringRules, into what is checked.</summary>
internal static class DeclaredRules
{
    /// <summary>The rules that are set, each built by <paramref name="build"/> from its name and bound; one that it does not know (null) is refused.</summary>
    public static Rule<T>[] Compile<T>(RuleSite site, string type, IMessage rules, Func<string, object, Requirement<T>?> build, params string[] elsewhere)
    {
        var declared = Set(rules).Where(rule => !elsewhere.Contains(rule.Name)).ToList();
        return [.. declared.Select(rule => At(site, $"{type}.{rule.Name}", build(rule.Name, rule.Bound)))];
    }

    /// <summary>The rules that are set and ask for something.</summary>
    public static IEnumerable<(string Name, object Bound)> Set(IMessage rules) =>
        from field in rules.Descriptor.Fields.InDeclarationOrder()
        where field.IsRepeated ? ((IList)field.Accessor.GetValue(rules)).Count > 0 : field.Accessor.HasValue(rules)
        let bound = field.Accessor.GetValue(rules)
        where field.Name == "const" || bound is not false
        select (field.Name, bound);

    private static Rule<T> At<T>(RuleSite site, string rule, Requirement<T>? requirement) => requirement is null
        ? throw site.Refuse(rule)
        : new(rule.Replace('.', '_').ToUpperInvariant(), $"{site.Subject} {requirement.Text}", requirement.Holds);
}
