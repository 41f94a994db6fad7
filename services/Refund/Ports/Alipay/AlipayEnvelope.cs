using System.Text.Json;

namespace Aftersales.Refunds.Ports.Alipay;

/// <summary>What stands around the content of an answer.</summary>
/// <param name="Content">The bytes that were signed: the object as it came, from brace to brace. Written anew it would not be the same text.</param>
/// <param name="Sign">Null on the answers of a gateway that does not know the app.</param>
/// <param name="CertificateSn">Which of its certificates Alipay signed with; null outside certificate mode.</param>
internal sealed record AlipayEnvelope(ReadOnlyMemory<byte> Content, string? Sign, string? CertificateSn)
{
    /// <summary>Reads <c>{"…_response": {…}, "sign": "…", "alipay_cert_sn": "…"}</c>; <c>error_response</c> may stand for the first.</summary>
    /// <returns>Null for anything else, also where a name comes twice: what was signed must be what is read.</returns>
    public static AlipayEnvelope? Read(ReadOnlyMemory<byte> body, string method)
    {
        try
        {
            return Parse(body, method.Replace('.', '_') + "_response");
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static AlipayEnvelope? Parse(ReadOnlyMemory<byte> body, string node)
    {
        var reader = new Utf8JsonReader(body.Span);
        var names = new HashSet<string>(StringComparer.Ordinal);
        ReadOnlyMemory<byte>? content = null;
        string? sign = null, certificate = null;
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            return null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            if (!names.Add(name) || !reader.Read())
                return null;
            if (name == node || name == "error_response")
            {
                if (content is not null || reader.TokenType != JsonTokenType.StartObject)
                    return null;
                var start = (int)reader.TokenStartIndex;
                reader.Skip();
                content = body[start..(int)reader.BytesConsumed];
            }
            else if (name == "sign")
            {
                sign = reader.GetString();
            }
            else if (name == "alipay_cert_sn")
            {
                certificate = reader.GetString();
            }
            else
            {
                reader.Skip();
            }
        }

        // Reading on finds what follows the object, which must be nothing.
        return !reader.Read() && content is { } found ? new(found, sign, certificate) : null;
    }
}
