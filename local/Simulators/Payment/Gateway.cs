using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Aftersales.Simulators.Faults;
using Aftersales.Simulators.Http;

namespace Aftersales.Simulators.Payment;

/// <summary><c>gateway.do</c>: one address for all methods; it verifies who calls and signs what it answers.</summary>
internal sealed partial class Gateway(Counter counter, Lazy<PaymentKeys> keys)
{
    private readonly Dictionary<string, Func<HttpContext, GatewayRequest, Task>> _methods = [];

    public void Serves<T>(string method, string operation, Voice voice, Func<Input, T> read, Func<T, string?> number, Func<T, Turn, Answer> handle)
    {
        var served = new Operation<T>($"payment.{operation}", voice, read, number, handle);
        _methods.Add(method, (http, request) => counter.Serve(http, served, Content(request), (answer, fault) => Sealed(request, answer, fault)));
    }

    public async Task Serve(HttpContext http)
    {
        var request = await GatewayRequest.From(http.Request);
        if (request.Stranger() is { } stranger)
            await counter.Refuse(http, "payment.gateway", Enveloped(request.Method is null ? "error_response" : Node(request), stranger, ""));
        else if (request.Wrong(_methods.ContainsKey, keys.Value) is { } wrong)
            await counter.Refuse(http, "payment.gateway", Sealed(request, wrong, null));
        else
            await _methods[request.Method!](http, request);
    }

    private static Input Content(GatewayRequest request) => Input.From(request["biz_content"] ?? "", field => field == "notify_url" ? request[field] : null);

    private static string Node(GatewayRequest request) => JsonEncodedText.Encode(request.Method!.Replace('.', '_') + "_response").ToString();

    // Signed is the content as it is sent: with escaped slashes, as the real gateway writes them.
    private Answer Sealed(GatewayRequest request, Answer answer, Fault? fault)
    {
        var written = answer with { Body = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(answer.Body).Replace("/", "\\/", StringComparison.Ordinal)) };
        var sign = Sign(written.Body, fault?.Kind == FaultKind.WrongSignature ? keys.Value.App : keys.Value.Alipay);
        var rest = request.IsCertificateMode ? $",\"alipay_cert_sn\":\"{keys.Value.AlipayNumber}\",\"sign\":\"{sign}\"" : $",\"sign\":\"{sign}\"";
        return Enveloped(Node(request), fault?.Kind == FaultKind.Tampered ? Tampered(written) : written, rest);
    }

    private static Answer Enveloped(string node, Answer answer, string rest) => answer with
    {
        Body = [.. Encoding.UTF8.GetBytes($"{{\"{node}\":"), .. answer.Body, .. Encoding.UTF8.GetBytes(rest + "}")],
        ContentType = "text/html;charset=utf-8",
    };

    private static string Sign(byte[] content, RSA key)
    {
        lock (key)
            return Convert.ToBase64String(key.SignData(content, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }

    private static Answer Tampered(Answer answer) => answer with
    {
        Body = Encoding.UTF8.GetBytes(Figure().Replace(Encoding.UTF8.GetString(answer.Body), figure => $"{(figure.Value[0] - '0' + 1) % 10}")),
    };

    [GeneratedRegex("""(?<="(refund_fee|send_back_fee|refund_amount|trans_amount|order_id)":")[0-9]""")]
    private static partial Regex Figure();
}
