using System.Collections.Immutable;

namespace Aftersales.Kernel;

/// <summary>One thing wrong with one field of a request.</summary>
/// <param name="Field">Path of the field as the contract names it, e.g. <c>lines[2].quantity</c>.</param>
/// <param name="Description">The rule that was broken; never the value.</param>
public sealed record FieldProblem(string Field, string Description);

/// <summary>A request that was understood and not granted. A value, not an exception: refusing is normal.</summary>
/// <param name="Reason">Machine-readable reason.</param>
/// <param name="Message">One English sentence for developers; never personal data.</param>
public sealed record Refusal(Reason Reason, string Message)
{
    /// <summary>Facts that help the caller, e.g. <c>current</c>, <c>allowed</c>, <c>rule</c>, <c>tier</c>; the reason's comment in the contract lists them.</summary>
    public ImmutableDictionary<string, string> Metadata { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>For wrong input: which fields and why.</summary>
    public ImmutableArray<FieldProblem> Fields { get; init; } = [];

    public Refusal With(string key, string value) => this with { Metadata = Metadata.SetItem(key, value) };

    /// <summary>Names the handbook's rule that refuses.</summary>
    public Refusal Rule(string rule) => With("rule", rule);

    public Refusal Field(string field, string description) => this with { Fields = Fields.Add(new(field, description)) };

    /// <summary>The state does not allow this step.</summary>
    public static Refusal WrongState(Reason reason, string current, params IEnumerable<string> allowed) =>
        new Refusal(reason, $"not possible while {current}").With("current", current).With("allowed", string.Join(',', allowed));
}
