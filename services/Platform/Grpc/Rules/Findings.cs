using static Aftersales.Contracts.Standard.Rpc.BadRequest.Types;

namespace Aftersales.Platform.Grpc.Rules;

/// <summary>
/// What one validation found so far. A check reports a violation at its own place; whoever called it puts the way there in front,
/// so that a valid message never pays for a path.
/// </summary>
internal struct Findings(Int128 now)
{
    private List<FieldViolation>? found;

    /// <summary>Nanoseconds since 1970.</summary>
    public readonly Int128 Now => now;

    public readonly int Count => found?.Count ?? 0;

    public readonly bool IsFull => Count >= Validation.MaxViolations;

    public void Add(string reason, string description)
    {
        if (!IsFull)
            (found ??= []).Add(new FieldViolation { Reason = reason, Description = description });
    }

    /// <summary>Puts a segment, a field's name or <c>[index]</c>, in front of the paths found since there were <paramref name="count"/>.</summary>
    public readonly void Locate(int count, string segment)
    {
        for (var i = count; i < Count; i++)
        {
            var violation = found![i];
            violation.Field = violation.Field is "" || violation.Field[0] is '[' ? segment + violation.Field : $"{segment}.{violation.Field}";
        }
    }

    public readonly IReadOnlyList<FieldViolation> ToList() => (IReadOnlyList<FieldViolation>?)found ?? [];
}
