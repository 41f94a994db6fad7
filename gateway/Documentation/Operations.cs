using System.Text.Json.Nodes;
using Aftersales.Contracts;
using Aftersales.Gateway.Replies;
using Aftersales.Gateway.Transcoding;
using Aftersales.Platform.Identity;
using Google.Protobuf.Reflection;
using Rpc = Aftersales.Contracts.Standard.Rpc;

namespace Aftersales.Gateway.Documentation;

/// <summary>One address of the JSON API as an operation of OpenAPI.</summary>
internal sealed class Operations(Schemas schemas, ContractComments comments, Reasons reasons)
{
    // Fields of messages within messages within the request: deeper ones belong in a body.
    private const int QueryDepth = 3;

    public JsonObject Of(HttpBinding binding, string id)
    {
        var method = binding.Method;
        var inPath = binding.Path.Variables.Select(variable => FieldPath.Find(method.InputType, variable.Field)!).ToList();
        var comment = comments.Of(method.FullName);
        var end = comment.IndexOf(". ", StringComparison.Ordinal);
        var roles = method.GetOptions().GetExtension(AccessExtensions.Access).Roles.Where(role => role is not Role.Service).Select(RoleNames.Of).ToList();
        var operation = new JsonObject
        {
            ["operationId"] = id,
            ["tags"] = new JsonArray(method.Service.Name),
            ["summary"] = end < 0 ? comment.TrimEnd('.') : comment[..end],
            ["description"] = $"{comment}\n\nRoles: {string.Join(", ", roles.Select(role => $"`{role}`"))}.".Trim(),
            ["parameters"] = new JsonArray([.. Parameters(binding, inPath)]),
        };
        if (binding.Body.Length > 0)
            operation["requestBody"] = Body(binding, inPath);
        operation["responses"] = Responses(binding);
        operation["x-roles"] = new JsonArray([.. roles.Select(role => (JsonNode?)role)]);
        operation["x-error-reasons"] = new JsonArray([.. reasons.Of(method).Select(reason => (JsonNode?)reason.Name)]);
        operation["x-grpc-method"] = method.FullName;
        return operation;
    }

    private IEnumerable<JsonNode?> Parameters(HttpBinding binding, List<FieldPath> inPath)
    {
        foreach (var field in inPath)
            yield return Parameter(field.JsonName, "path", schemas.Field(field.Leaf), isRequired: true);
        if (binding.Body != HttpBinding.WholeBody)
        {
            var taken = inPath.Select(field => field.Name).ToHashSet();
            foreach (var (name, field) in Query(binding.Method.InputType, "", binding.Body, QueryDepth).Where(parameter => !taken.Contains(parameter.Name)))
                yield return Parameter(JsonPath(binding.Method.InputType, name), "query", schemas.Field(field), FieldBounds.IsRequired(field) && !name.Contains('.'));
        }
        else if (UploadContent.Bytes(binding.Method) is not null && binding.Method.IsClientStreaming)
        {
            foreach (var (name, field) in Query(binding.Method.InputType, "", "", QueryDepth).Where(parameter => parameter.Field.FieldType is not FieldType.Bytes))
                yield return Parameter(JsonPath(binding.Method.InputType, name), "query", schemas.Field(field), isRequired: false, $"With the body {RequestBody.Raw}: the first message.");
        }

        if (binding.Method.InputType.FindFieldByName("request_id") is not null)
            yield return Header(RequestHeaders.IdempotencyKey, "Stands for `requestId`: a UUID as it is, any other text of up to 64 characters as a UUID of the caller's own.");
        if (binding.Method.InputType.FindFieldByName("expected_version") is not null)
            yield return Header(RequestHeaders.IfMatch, "Stands for `expectedVersion`: the ETag of the answer that the caller has seen.");
    }

    private static string JsonPath(MessageDescriptor type, string name) => FieldPath.Find(type, name)!.JsonName;

    /// <summary>The fields that a query can set, as paths in the contract's names.</summary>
    private static IEnumerable<(string Name, FieldDescriptor Field)> Query(MessageDescriptor message, string above, string body, int depth)
    {
        foreach (var field in message.Fields.InDeclarationOrder().Where(field => !field.IsMap && field.Name != body))
        {
            var isMessage = field.FieldType is FieldType.Message && !Schemas.IsProtobuf(field.MessageType);
            if (!isMessage)
                yield return (above + field.Name, field);
            else if (!field.IsRepeated && depth > 1)
            {
                foreach (var inner in Query(field.MessageType, $"{above}{field.Name}.", "", depth - 1))
                    yield return inner;
            }
        }
    }

    private static JsonObject Parameter(string name, string place, JsonObject schema, bool isRequired, string more = "")
    {
        var description = $"{schema["description"]} {more}".Trim();
        schema.Remove("description");
        return new() { ["name"] = name, ["in"] = place, ["required"] = isRequired, ["description"] = description, ["schema"] = schema };
    }

    private static JsonObject Header(string name, string description) =>
        new() { ["name"] = name, ["in"] = "header", ["required"] = false, ["description"] = description, ["schema"] = new JsonObject { ["type"] = "string" } };

    private JsonObject Body(HttpBinding binding, List<FieldPath> inPath)
    {
        var type = binding.Method.InputType;
        if (binding.Method.IsClientStreaming)
        {
            var uploads = new JsonObject { [RequestBody.Lines] = Content(schemas.Message(type)) };
            if (UploadContent.Bytes(binding.Method) is not null)
                uploads[RequestBody.Raw] = new JsonObject { ["schema"] = new JsonObject { ["type"] = "string", ["format"] = "binary" } };
            return new() { ["required"] = true, ["description"] = "A message on each line, or the file itself.", ["content"] = uploads };
        }

        var schema = binding.Body == HttpBinding.WholeBody
            ? schemas.Message(type, [.. inPath.Select(field => field.Root)])
            : schemas.Field(FieldPath.Find(type, binding.Body)!.Leaf);
        return new() { ["required"] = true, ["content"] = new JsonObject { [JsonReply.ContentType] = Content(schema) } };
    }

    private JsonObject Responses(HttpBinding binding)
    {
        var method = binding.Method;
        var reply = binding.ResponseBody.Length == 0 ? schemas.Message(method.OutputType) : schemas.Field(FieldPath.Find(method.OutputType, binding.ResponseBody)!.Leaf);
        var good = new JsonObject { ["description"] = "It was done." };
        if (EntityTag.Of(method) is not null)
            good["headers"] = new JsonObject { ["ETag"] = new JsonObject { ["description"] = "The version, for `If-Match`.", ["schema"] = new JsonObject { ["type"] = "string" } } };
        good["content"] = method.IsServerStreaming ? Stream(reply) : new JsonObject { [JsonReply.ContentType] = Content(reply) };
        var responses = new JsonObject { ["200"] = good };
        foreach (var status in reasons.Of(method).GroupBy(reason => reason.HttpStatus))
            responses[$"{status.Key}"] = Refusal(string.Join('\n', status.Select(reason => $"- `{reason.Name}` {reason.Meaning}")));
        responses["default"] = Refusal("Anything else that fails.");
        return responses;
    }

    private JsonObject Stream(JsonObject reply) => new()
    {
        [RequestBody.Lines] = Content(new()
        {
            ["description"] = "Each line; `error` only as the last.",
            ["type"] = "object",
            ["properties"] = new JsonObject { ["result"] = reply, ["error"] = schemas.Message(Rpc.Status.Descriptor) },
        }),
        [StreamReply.Events] = Content(new() { ["type"] = "string", ["description"] = "`message` events with a message each as data, then `end` or `error`." }),
    };

    private JsonObject Refusal(string description) =>
        new() { ["description"] = description, ["content"] = new JsonObject { [JsonReply.ContentType] = Content(schemas.Message(Rpc.Status.Descriptor)) } };

    private static JsonObject Content(JsonObject schema) => new() { ["schema"] = schema };
}
