namespace Aftersales.Gateway.Transcoding;

/// <summary>A step of a path: a literal, <c>*</c> for any one segment, or <c>**</c> for all that are left.</summary>
internal readonly record struct PathStep(string Text)
{
    public bool IsOne => Text == "*";

    public bool IsRest => Text == "**";
}

/// <summary>A part of the path that is the value of a request's field.</summary>
/// <param name="Field">Path of the field, such as <c>case.case_id</c>.</param>
/// <param name="First">Number of its first step.</param>
/// <param name="Count">How many steps it takes; the last one may be the rest.</param>
/// <param name="IsOne">Whether it is a single segment, in which an encoded slash is decoded too.</param>
internal sealed record PathVariable(string Field, int First, int Count, bool IsOne);

/// <summary>
/// A path of <c>google.api.http</c>: <c>/v1/{name=shelves/*}/books/{book}:verb</c>. Variables may stand for several segments, but not within each other;
/// <c>**</c> comes last.
/// </summary>
internal sealed record PathTemplate(IReadOnlyList<PathStep> Steps, IReadOnlyList<PathVariable> Variables, string Verb)
{
    /// <exception cref="FormatException">It is no such template.</exception>
    public static PathTemplate Parse(string template)
    {
        Exception Bad(string why) => new FormatException($"the path template {template} {why}");
        var steps = new List<PathStep>();
        var variables = new List<PathVariable>();
        var rest = template.AsSpan();
        if (rest is not ['/', ..])
            throw Bad("does not begin with a slash");
        while (rest is ['/', ..])
        {
            rest = rest[1..];
            if (rest is ['{', ..])
            {
                var end = rest.IndexOf('}');
                var inner = end < 0 ? throw Bad("has a variable without an end") : rest[1..end];
                var sign = inner.IndexOf('=');
                var pattern = sign < 0 ? "*" : inner[(sign + 1)..].ToString();
                var first = steps.Count;
                steps.AddRange(pattern.Split('/').Select(text => new PathStep(text)));
                variables.Add(new((sign < 0 ? inner : inner[..sign]).ToString(), first, steps.Count - first, IsOne: pattern == "*"));
                rest = rest[(end + 1)..];
            }
            else
            {
                var end = rest.IndexOfAny('/', ':');
                steps.Add(new((end < 0 ? rest : rest[..end]).ToString()));
                rest = end < 0 ? default : rest[end..];
            }
        }

        var verb = rest is [':', ..] ? rest[1..].ToString() : "";
        if (!rest.IsEmpty && (verb.Length == 0 || verb.Contains('/')))
            throw Bad("does not end after its last segment or verb");
        if (steps.Any(step => step.Text.Length == 0 || step.Text.AsSpan().ContainsAny("{}=")))
            throw Bad("has a segment that is empty or not understood");
        if (steps.SkipLast(1).Any(step => step.IsRest))
            throw Bad("has ** before its end");
        if (variables.Any(variable => variable.Field.Length == 0))
            throw Bad("has a variable without a name");
        return new(steps, variables, verb);
    }
}
