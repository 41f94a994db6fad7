using Google.Protobuf.Reflection;

namespace Aftersales.Platform.Grpc.Rules;

/// <summary>What one rule asks of a value; <paramref name="Text"/> continues "the field …", the second argument of the test is now.</summary>
internal sealed record Requirement<T>(string Text, Func<T, Int128, bool> Holds);

/// <summary>A requirement at its place.</summary>
internal sealed record Rule<T>(string Reason, string Description, Func<T, Int128, bool> Holds);

/// <summary>Where rules stand: at a field, or at the items, keys or values of one.</summary>
/// <param name="Field">The field; for keys and values that of the map's entry.</param>
/// <param name="Subject">What a description calls it.</param>
internal sealed record RuleSite(FieldDescriptor Field, string Subject)
{
    public Exception Refuse(string rule, string why = "is not implemented, or not for this type") =>
        new InvalidOperationException($"{Field.FullName}: the rule {rule} {why}");
}
