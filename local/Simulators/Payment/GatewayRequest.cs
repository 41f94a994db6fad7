using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Aftersales.Simulators.Http;

namespace Aftersales.Simulators.Payment;

/// <summary>A call of the gateway: the public parameters, wherever they stood, and the content.</summary>
internal sealed class GatewayRequest(IReadOnlyDictionary<string, string> parameters)
{
    private static readonly string[] Products = ["alipay.fund.trans.uni.transfer", "alipay.fund.trans.common.query"];

    public string? this[string name] => parameters.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    public string? Method => this["method"];

    /// <summary>Whether the caller names certificates, so that the answer has to.</summary>
    public bool IsCertificateMode => this["app_cert_sn"] is not null;

    public static async Task<GatewayRequest> From(HttpRequest request)
    {
        var parameters = request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        if (request.HasFormContentType)
            foreach (var (name, value) in await request.ReadFormAsync(request.HttpContext.RequestAborted))
                parameters[name] = value.ToString();
        return new(parameters);
    }

    /// <summary>A refusal that the channel cannot sign, since it does not know for whom; null when it knows the app.</summary>
    public Answer? Stranger() => this switch
    {
        _ when Method is null => Missing("isv.missing-method", "缺少方法名参数"),
        _ when this["app_id"] is null => Missing("isv.missing-app-id", "缺少appId参数"),
        _ when this["app_id"] != PaymentKeys.AppId => Invalid("isv.invalid-app-id", "无效的AppID参数"),
        _ => null,
    };

    /// <summary>What a known app did wrong; null for nothing.</summary>
    public Answer? Wrong(Predicate<string> isServed, PaymentKeys keys) => this switch
    {
        _ when this["sign"] is null => Missing("isv.missing-signature", "缺少签名参数"),
        _ when this["sign_type"] is null => Missing("isv.missing-signature-type", "缺少签名类型参数"),
        _ when this["sign_type"] != "RSA2" => Invalid("isv.invalid-signature-type", "无效签名类型"),
        _ when this["timestamp"] is null => Missing("isv.missing-timestamp", "缺少时间戳参数"),
        _ when !IsTime(this["timestamp"]!) => Invalid("isv.invalid-timestamp", "非法的时间戳参数"),
        _ when this["version"] is null => Missing("isv.missing-version", "缺少版本参数"),
        _ when !"utf-8".Equals(this["charset"], StringComparison.OrdinalIgnoreCase) => Invalid("isv.invalid-charset", "字符集错误"),
        _ when !isServed(Method!) => Invalid("isv.invalid-method", "不存在的方法名"),
        _ when Products.Contains(Method) && !IsCertificateMode => Invalid("isv.missing-app-cert-sn", "缺少应用公钥证书序列号"),
        _ when IsCertificateMode && this["app_cert_sn"] != keys.AppNumber => Invalid("isv.app-cert-not-exist", "应用公钥证书不存在"),
        _ when IsCertificateMode && this["alipay_root_cert_sn"] is null => Invalid("isv.missing-alipay-root-cert-sn", "缺少支付宝根证书序列号"),
        _ when IsCertificateMode && this["alipay_root_cert_sn"] != keys.RootNumber => Invalid("isv.invalid-alipay-root-cert-sn", "无效支付宝根证书序列号"),
        _ when !IsSignedWith(keys.App) => Invalid("isv.invalid-signature", "无效签名"),
        _ => null,
    };

    private bool IsSignedWith(RSA key)
    {
        var content = string.Join('&', parameters
            .Where(parameter => parameter.Key != "sign" && parameter.Value.Length > 0)
            .OrderBy(parameter => parameter.Key, StringComparer.Ordinal)
            .Select(parameter => $"{parameter.Key}={parameter.Value}"));
        var signature = new byte[this["sign"]!.Length];
        if (!Convert.TryFromBase64String(this["sign"]!, signature, out var length))
            return false;
        lock (key)
            return key.VerifyData(Encoding.UTF8.GetBytes(content), signature.AsSpan(0, length), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    private static bool IsTime(string text) =>
        DateTime.TryParseExact(text, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static Answer Missing(string subCode, string subMessage) =>
        GatewayVoice.Error("40001", "Missing Required Arguments", subCode, subMessage);

    private static Answer Invalid(string subCode, string subMessage) => GatewayVoice.Error("40002", "Invalid Arguments", subCode, subMessage);
}
