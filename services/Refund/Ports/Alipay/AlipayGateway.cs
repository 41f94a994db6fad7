using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NodaTime;

namespace Aftersales.Refunds.Ports.Alipay;

/// <summary>
/// Calls Alipay's gateway and gives back only what Alipay signed. Public parameters go in the address, the content, which may be about people, in the
/// body.
/// </summary>
internal sealed partial class AlipayGateway(HttpClient http, AlipaySettings settings, TimeProvider time, ILogger<AlipayGateway> log)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <param name="method">E.g. <c>alipay.trade.refund</c>.</param>
    /// <param name="number">The payment's out-request number, for the log.</param>
    /// <param name="content">The method's own parameters.</param>
    /// <returns>Null where nothing was said that can be believed: the money may have moved.</returns>
    public async Task<JsonObject?> Call(string method, string number, JsonObject content, CancellationToken cancel)
    {
        try
        {
            var parameters = Parameters(method);
            var bizContent = KeyValuePair.Create("biz_content", content.ToJsonString());
            parameters["sign"] = AlipaySignature.Sign(AlipaySignature.Content(parameters.Append(bizContent)), settings.AppKey);
            using var query = new FormUrlEncodedContent(parameters);
            using var body = new FormUrlEncodedContent([bizContent]);
            using var response = await http.PostAsync(new Uri(settings.Gateway, "?" + await query.ReadAsStringAsync(cancel)), body, cancel);
            if (response.IsSuccessStatusCode)
                return Believe(method, number, await response.Content.ReadAsByteArrayAsync(cancel));
            Unserved(log, method, number, (int)response.StatusCode);
        }
        catch (Exception silence) when (silence is HttpRequestException or IOException || IsTimeout(silence, cancel))
        {
            Silent(log, method, number, silence.GetType().Name);
        }

        return null;
    }

    private Dictionary<string, string> Parameters(string method)
    {
        var parameters = new Dictionary<string, string>
        {
            ["app_id"] = settings.AppId,
            ["method"] = method,
            ["format"] = "JSON",
            ["charset"] = "utf-8",
            ["sign_type"] = "RSA2",
            ["timestamp"] = AlipayTime.Write(Instant.FromDateTimeOffset(time.GetUtcNow())),
            ["version"] = "1.0",
        };
        if (settings.Certificates is { } certificates)
        {
            parameters["app_cert_sn"] = certificates.App;
            parameters["alipay_root_cert_sn"] = certificates.Root;
        }

        return parameters;
    }

    private JsonObject? Believe(string method, string number, byte[] body)
    {
        if (AlipayEnvelope.Read(body, method) is not { } envelope || Content(envelope) is not { } content)
            Strange(log, method, number);
        else if (envelope.Sign is null)
            Unsigned(log, method, number, Code(content, "code"), Code(content, "sub_code"));
        else if (settings.Certificates is { } certificates && envelope.CertificateSn != certificates.Alipay)
            OtherCertificate(log, method, number);
        else if (!AlipaySignature.Verifies(envelope.Content.Span, envelope.Sign, settings.AlipayKey))
            Forged(log, method, number);
        else
            return content;
        return null;
    }

    private static JsonObject? Content(AlipayEnvelope envelope)
    {
        try
        {
            return JsonNode.Parse(envelope.Content.Span, documentOptions: Strict) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Of what nobody signed only what looks like a code is written down.
    private static string Code(JsonObject content, string field) =>
        content[field] is JsonValue value && CodeForm().Match(value.ToString()) is { Success: true, Value: var code } ? code : "";

    private static bool IsTimeout(Exception silence, CancellationToken cancel) =>
        silence is OperationCanceledException && !cancel.IsCancellationRequested;

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,64}\z")]
    private static partial Regex CodeForm();

    [LoggerMessage(LogLevel.Warning, "{Method} of {Number}: no answer ({Why}); it is unknown")]
    private static partial void Silent(ILogger log, string method, string number, string why);

    [LoggerMessage(LogLevel.Warning, "{Method} of {Number}: answered with HTTP {Status}; it is unknown")]
    private static partial void Unserved(ILogger log, string method, string number, int status);

    [LoggerMessage(LogLevel.Warning, "{Method} of {Number}: the answer is none of Alipay's form; it is unknown")]
    private static partial void Strange(ILogger log, string method, string number);

    [LoggerMessage(LogLevel.Warning, "{Method} of {Number}: an answer without signature ({Code} {SubCode}) is not believed; it is unknown")]
    private static partial void Unsigned(ILogger log, string method, string number, string code, string subCode);

    [LoggerMessage(LogLevel.Error, "{Method} of {Number}: signed with another certificate than that of Payment:AlipayCertificateFile; it is unknown")]
    private static partial void OtherCertificate(ILogger log, string method, string number);

    [LoggerMessage(LogLevel.Error, "{Method} of {Number}: the signature of the answer does not verify; it is unknown")]
    private static partial void Forged(ILogger log, string method, string number);
}
