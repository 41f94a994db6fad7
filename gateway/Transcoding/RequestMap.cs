using Aftersales.Gateway.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Aftersales.Gateway.Transcoding;

/// <summary>Puts a request together from what comes over HTTP: body, path, query, and the headers that stand for fields.</summary>
internal sealed class RequestMap
{
    private readonly MessageDescriptor type;
    private readonly JsonMessage whole;
    private readonly JsonField? body;
    private readonly (PathVariable Variable, FieldPath Field)[] path;
    private readonly bool hasQuery;
    private readonly RequestHeaders headers;

    /// <exception cref="FormatException">The contract's option names a field that is not there.</exception>
    public RequestMap(HttpBinding binding)
    {
        type = binding.Method.InputType;
        whole = JsonMessage.Of(type);
        HasBody = binding.Body.Length > 0;
        hasQuery = binding.Body != HttpBinding.WholeBody;
        body = HasBody && hasQuery ? whole.Find(binding.Body) ?? throw Missing(binding, binding.Body) : null;
        path = [.. binding.Path.Variables.Select(variable => (variable, FieldPath.Find(type, variable.Field) ?? throw Missing(binding, variable.Field)))];
        headers = new(binding.Method);
    }

    /// <summary>Whether the method takes a body.</summary>
    public bool HasBody { get; }

    /// <summary>The request. What is wrong goes to the findings, all of it; then the message is not to be used.</summary>
    /// <param name="text">The body; empty for none.</param>
    /// <param name="variables">The path's, still encoded.</param>
    /// <param name="isRaw">Whether the body is a file's bytes, so that the query says the rest.</param>
    public IMessage Build(HttpContext context, ReadOnlySpan<byte> text, string[] variables, Findings findings, bool isRaw = false)
    {
        var message = type.New();
        if (!text.IsEmpty && body is not null)
            JsonBody.Read(text, body, message, findings);
        else if (!text.IsEmpty)
            JsonBody.Read(text, whole, message, findings);
        TakePath(variables, message, findings);
        TakeQuery(context.Request.QueryString.Value, hasQuery || isRaw, message, findings);
        headers.Take(context, message, findings);
        return message;
    }

    private static FormatException Missing(HttpBinding binding, string field) =>
        new($"{binding.Method.FullName}: the http option names the field {field}, which {binding.Method.InputType.FullName} does not have");

    private void TakePath(string[] texts, IMessage message, Findings findings)
    {
        for (var i = 0; i < path.Length; i++)
        {
            var (variable, field) = path[i];
            if (UrlText.Decode(texts[i], keepsSlash: !variable.IsOne) is not { } text)
                findings.AddAt(field.Name, Flaw.Value, "must be text in UTF-8, percent-encoded, in the path");
            else if (field.Contradicts(text, message))
                findings.AddAt(field.Name, Flaw.Contradiction, "must not be another in the body than in the path");
            else if (field.Parse(text, message) is { } problem)
                findings.AddAt(field.Name, Flaw.Value, problem);
        }
    }

    /// <summary>Reads the query into the message: nested fields by path, repeated ones once for each item.</summary>
    private void TakeQuery(string? query, bool isTaken, IMessage message, Findings findings)
    {
        var given = new HashSet<string>();
        foreach (var parameter in (query ?? "").TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            if (findings.IsFull)
                return;
            var sign = parameter.IndexOf('=');
            var name = UrlText.Decode(sign < 0 ? parameter : parameter[..sign], isQuery: true);
            var text = sign < 0 ? "" : UrlText.Decode(parameter[(sign + 1)..], isQuery: true);
            if (name is null || !isTaken || FieldPath.Find(type, name) is not { } field || !IsOfQuery(field))
                findings.AddAt(name ?? "?", Flaw.UnknownField, "is no query parameter of this method");
            else if (text is null)
                findings.AddAt(field.Name, Flaw.Value, "must be text in UTF-8, percent-encoded, in the query");
            else if (!given.Add(field.Name) && !field.Leaf.IsRepeated)
                findings.AddAt(field.Name, Flaw.Twice, "must not be given twice");
            else if (field.OtherOfOneof(message) is { } other)
                findings.AddAt(field.Name, Flaw.Oneof, $"cannot be given together with {other}");
            else if (field.Parse(text, message) is { } problem)
                findings.AddAt(field.Name, Flaw.Value, problem);
        }
    }

    private bool IsOfQuery(FieldPath field) =>
        field.Root != body?.Descriptor && !path.Any(taken => taken.Field.Name == field.Name);
}
