using System.Net;
using System.Text.Json.Nodes;

namespace Aftersales.Gateway.Tests.Support;

/// <summary>What the JSON API answered.</summary>
internal sealed record JsonAnswer(HttpStatusCode Status, string Text, IReadOnlyDictionary<string, string> Headers)
{
    public JsonNode Json => JsonNode.Parse(Text)!;

    /// <summary>The detail of this kind, such as <c>ErrorInfo</c>; null when the error has none.</summary>
    public JsonNode? Detail(string kind) => (Json["details"] as JsonArray)?.FirstOrDefault(detail => (string?)detail!["@type"] == $"type.googleapis.com/google.rpc.{kind}");

    public string? Reason => (string?)Detail("ErrorInfo")?["reason"];

    /// <summary>Each violation as field and reason, in order.</summary>
    public IReadOnlyList<string> Violations =>
        [.. (Detail("BadRequest")?["fieldViolations"] as JsonArray ?? []).Select(violation => $"{violation!["field"]} {violation["reason"]}")];

    public static async Task<JsonAnswer> Of(HttpResponseMessage response) => new(
        response.StatusCode,
        await response.Content.ReadAsStringAsync(),
        response.Headers.Concat(response.Content.Headers).ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase));
}
