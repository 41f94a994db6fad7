using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Aftersales.Gateway.Access;
using Aftersales.Gateway.Forwarding;
using Aftersales.Gateway.Transcoding;
using Rpc = Aftersales.Contracts.Standard.Rpc;

namespace Aftersales.Gateway.Documentation;

/// <summary>The JSON API in OpenAPI 3.1, put together from the contracts' descriptors and comments; closed methods are left out.</summary>
internal static class OpenApiDocument
{
    private static readonly string[] Verbs = ["GET", "PUT", "POST", "DELETE", "PATCH"];

    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Of the build, such as <c>0.1.0</c>.</summary>
    public static string Version { get; } =
        typeof(OpenApiDocument).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    public static byte[] Write(GatewaySettings settings)
    {
        var comments = ContractComments.Embedded();
        var methods = settings.Services.SelectMany(service => service.Methods).Where(method => ForwardedMethod.Of(method).IsOpen).ToList();
        var schemas = new Schemas(comments);
        schemas.Note(Rpc.Status.Descriptor, isRequest: false);
        foreach (var method in methods)
        {
            schemas.Note(method.InputType, isRequest: true);
            schemas.Note(method.OutputType, isRequest: false);
        }

        var operations = new Operations(schemas, comments, new(comments));
        var paths = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var bindings in methods.Select(method => HttpBinding.Of(method).ToList()))
        {
            for (var i = 0; i < bindings.Count; i++)
                Add(paths, operations, bindings[i], i);
        }

        return JsonSerializer.SerializeToUtf8Bytes(Document(settings, comments, schemas, paths), Options);
    }

    private static void Add(SortedDictionary<string, JsonObject> paths, Operations operations, HttpBinding binding, int number)
    {
        if (!Verbs.Contains(binding.HttpMethod))
            return; // OpenAPI has no word for it
        var path = Path(binding);
        if (!paths.TryGetValue(path, out var item))
            item = paths[path] = [];
        var id = $"{binding.Method.Service.Name}_{binding.Method.Name}{(number == 0 ? "" : $"_{number + 1}")}";
        item[binding.HttpMethod.ToLowerInvariant()] = operations.Of(binding, id);
    }

    /// <summary>The template with its variables in JSON's names.</summary>
    private static string Path(HttpBinding binding)
    {
        var path = new StringBuilder();
        var variables = binding.Path.Variables.ToDictionary(variable => variable.First);
        for (var i = 0; i < binding.Path.Steps.Count; i++)
        {
            path.Append('/');
            if (!variables.TryGetValue(i, out var variable))
            {
                path.Append(binding.Path.Steps[i].Text);
                continue;
            }

            path.Append('{').Append(FieldPath.Find(binding.Method.InputType, variable.Field)!.JsonName).Append('}');
            i += variable.Count - 1;
        }

        return binding.Path.Verb.Length == 0 ? path.ToString() : $"{path}:{binding.Path.Verb}";
    }

    private static JsonObject Document(GatewaySettings settings, ContractComments comments, Schemas schemas, SortedDictionary<string, JsonObject> paths) => new()
    {
        ["openapi"] = "3.1.0",
        ["info"] = new JsonObject
        {
            ["title"] = "After-sales suite",
            ["version"] = Version,
            ["description"] =
                "What an online shop does after the sale: complaints, returns, refunds, compensation, invoices. The same contracts are served over gRPC and gRPC-Web. "
                + "Amounts are whole fen, 64-bit numbers are strings, times are RFC 3339. Each change takes a `requestId` or an `Idempotency-Key`, under which it can be repeated safely.",
            ["license"] = new JsonObject { ["name"] = "Proprietary" },
        },
        ["servers"] = new JsonArray(new JsonObject { ["url"] = "/" }),
        ["security"] = new JsonArray(new JsonObject { ["bearer"] = new JsonArray() }, new JsonObject { ["apiKey"] = new JsonArray() }),
        ["tags"] = new JsonArray([.. settings.Services.Select(service => new JsonObject { ["name"] = service.Name, ["description"] = comments.Of(service.FullName) })]),
        ["paths"] = new JsonObject(paths.Select(path => KeyValuePair.Create(path.Key, (JsonNode?)path.Value))),
        ["components"] = new JsonObject
        {
            ["schemas"] = schemas.ToJson(),
            ["securitySchemes"] = new JsonObject
            {
                ["bearer"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer", ["bearerFormat"] = "JWT", ["description"] = "A token of the installation's issuer." },
                ["apiKey"] = new JsonObject { ["type"] = "apiKey", ["in"] = "header", ["name"] = ApiKeyCheck.Header, ["description"] = "A machine's API key." },
            },
        },
    };
}
