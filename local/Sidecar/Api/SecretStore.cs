using System.Text.Json;

namespace Aftersales.Sidecar.Api;

/// <summary>Secrets from a JSON file, as Dapr's <c>secretstores.local.file</c> reads it: nested names are joined with colons.</summary>
public sealed class SecretStore
{
    private readonly Dictionary<string, string> _secrets;

    /// <param name="secrets">The secrets by name.</param>
    public SecretStore(IReadOnlyDictionary<string, string> secrets) => _secrets = new(secrets);

    /// <summary>Reads a file.</summary>
    /// <exception cref="JsonException">It is not a JSON object.</exception>
    public static SecretStore Read(string path) => Parse(File.ReadAllText(path));

    /// <summary>Reads the content of a file.</summary>
    /// <exception cref="JsonException">It is not a JSON object.</exception>
    public static SecretStore Parse(string json)
    {
        using var document = JsonDocument.Parse(json, new() { CommentHandling = JsonCommentHandling.Skip });
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            throw new JsonException("A file of secrets is a JSON object.");
        return new(new Dictionary<string, string>(Flatten("", document.RootElement)));
    }

    internal string? Find(string name) => _secrets.GetValueOrDefault(name);

    internal IEnumerable<KeyValuePair<string, string>> All => _secrets;

    private static IEnumerable<KeyValuePair<string, string>> Flatten(string prefix, JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(child => Flatten(Join(prefix, child.Name), child.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany((child, i) => Flatten(Join(prefix, i.ToString()), child)),
        JsonValueKind.String => [new(prefix, element.GetString()!)],
        _ => [new(prefix, element.GetRawText())],
    };

    private static string Join(string prefix, string name) => prefix.Length == 0 ? name : $"{prefix}:{name}";
}
