using System.Globalization;
using Aftersales.Gateway.Access;
using Aftersales.Gateway.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Microsoft.Extensions.Primitives;

namespace Aftersales.Gateway.Transcoding;

/// <summary>
/// Headers that stand for fields: <c>Idempotency-Key</c> for <c>request_id</c>, <c>If-Match</c> for <c>expected_version</c>. A promise that the method
/// cannot keep, because its request has no such field, is refused and not passed over.
/// </summary>
internal sealed class RequestHeaders(MethodDescriptor method)
{
    public const string IdempotencyKey = "Idempotency-Key";
    public const string IfMatch = "If-Match";

    private const int MaxKeyLength = 64;

    private readonly FieldPath? requestId = Field(method, "request_id");
    private readonly FieldPath? expectedVersion = Field(method, "expected_version");
    private readonly bool isRead = method.GetOptions()?.IdempotencyLevel is MethodOptions.Types.IdempotencyLevel.NoSideEffects;

    public void Take(HttpContext context, IMessage message, Findings findings)
    {
        // A read may be repeated anyway.
        if (!isRead && context.Request.Headers.TryGetValue(IdempotencyKey, out var keys))
            TakeKey(keys, context, message, findings);
        if (context.Request.Headers.TryGetValue(IfMatch, out var tags))
            TakeVersion(tags, message, findings);
    }

    private static FieldPath? Field(MethodDescriptor method, string name) =>
        method.InputType.FindFieldByName(name) is null ? null : FieldPath.Find(method.InputType, name);

    private void TakeKey(StringValues keys, HttpContext context, IMessage message, Findings findings)
    {
        var key = keys.Count == 1 ? Unquoted(keys[0]!) : "";
        if (requestId is null)
            findings.AddAt(IdempotencyKey, Flaw.Header, "is not for this method, which takes no request_id");
        else if (key.Length is 0 or > MaxKeyLength || key.AsSpan().ContainsAnyExceptInRange('!', '~'))
            findings.AddAt(IdempotencyKey, Flaw.Header, $"must be one value of 1 to {MaxKeyLength} visible ASCII characters");
        else
            Set(requestId, RequestIds.Of(key, context.User.FindFirst(TokenCheck.Merchant)!.Value, context.User.FindFirst(TokenCheck.Subject)!.Value), IdempotencyKey, message, findings);
    }

    private void TakeVersion(StringValues tags, IMessage message, Findings findings)
    {
        if (tags is ["*"])
            return; // whatever is there
        var version = tags is [['"', .. var inner, '"']] && long.TryParse(inner, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? inner : null;
        if (expectedVersion is null)
            findings.AddAt(IfMatch, Flaw.Header, "is not for this method, which takes no expected_version");
        else if (version is null)
            findings.AddAt(IfMatch, Flaw.Header, "must be the ETag of one answer, such as \"3\", or *");
        else
            Set(expectedVersion, version, IfMatch, message, findings);
    }

    private static void Set(FieldPath field, string text, string header, IMessage message, Findings findings)
    {
        if (field.Contradicts(text, message))
            findings.AddAt(field.Name, Flaw.Contradiction, $"must not be another in the body than in the header {header}");
        else
            field.Parse(text, message);
    }

    // The header's standard wants quotes, and hardly anybody sends them.
    private static string Unquoted(string key) => key is ['"', .. var inner, '"'] ? inner : key;
}
