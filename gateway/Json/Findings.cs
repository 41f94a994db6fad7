using System.Text;
using Aftersales.Platform.Grpc;
using static Aftersales.Contracts.Standard.Rpc.BadRequest.Types;

namespace Aftersales.Gateway.Json;

/// <summary>What is wrong with a request, each thing with the path of its place in the contract's names, such as <c>lines[2].quantity</c>.</summary>
internal sealed class Findings
{
    private const int MaxNameLength = 64;

    private readonly List<(string? Field, int Index)> place = new(capacity: 8);
    private readonly List<FieldViolation> violations = [];

    public bool IsEmpty => violations.Count == 0;

    /// <summary>As many as are reported: reading on would tell nothing more.</summary>
    public bool IsFull => violations.Count >= Validation.MaxViolations;

    public IReadOnlyList<FieldViolation> Violations => violations;

    public void Enter(string field) => place.Add((field, 0));

    public void Enter(int index) => place.Add((null, index));

    /// <summary>Steps into a value of a map, whose key is not told.</summary>
    public void EnterMap() => place.Add((null, -1));

    public void Leave() => place.RemoveAt(place.Count - 1);

    /// <summary>Something is wrong at the present place.</summary>
    /// <param name="reason">One of <see cref="Flaw"/>.</param>
    /// <param name="problem">What is asked for, continuing "the field …". Never the value.</param>
    public void Add(string reason, string problem) => Put(Path(), reason, problem);

    /// <summary>Something is wrong with a name that the sender chose, below the present place.</summary>
    public void AddAt(string name, string reason, string problem)
    {
        var (path, shown) = (Path(), Shown(name));
        Put(path.Length == 0 ? shown : $"{path}.{shown}", reason, problem);
    }

    private void Put(string path, string reason, string problem)
    {
        if (!IsFull)
            violations.Add(new() { Field = path, Description = problem, Reason = reason });
    }

    private string Path()
    {
        var path = new StringBuilder();
        foreach (var (field, index) in place)
        {
            if (field is null)
                path.Append(index < 0 ? "[*]" : $"[{index}]");
            else
                path.Append(path.Length == 0 ? "" : ".").Append(field);
        }

        return path.ToString();
    }

    // A stranger's word, which goes into a header and a log: bounded, and in characters that do no harm there.
    private static string Shown(string name)
    {
        var bounded = name.Length <= MaxNameLength ? name : name[..MaxNameLength] + "…";
        return string.Concat(bounded.Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '@' or '$' or '…' ? c : '?'));
    }
}

/// <summary>Kinds of what can be wrong, as <c>FieldViolation.reason</c>.</summary>
internal static class Flaw
{
    public const string Syntax = "JSON_SYNTAX";
    public const string Type = "JSON_TYPE";
    public const string Value = "JSON_VALUE";
    public const string UnknownField = "FIELD_UNKNOWN";
    public const string Twice = "FIELD_TWICE";
    public const string Oneof = "ONEOF_TWICE";
    public const string Contradiction = "FIELD_CONTRADICTS";
    public const string Size = "SIZE";
    public const string Header = "HEADER";
}
