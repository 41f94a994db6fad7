using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Aftersales.Simulators.Payment;

namespace Aftersales.Simulators.Tests;

/// <summary>Speaks to the gateway as a merchant's app does, with nothing of the simulator's own code.</summary>
public sealed class Merchant(HttpClient http, PaymentApp app)
{
    /// <summary>Whether it names its certificates.</summary>
    public bool IsCertificateMode { get; init; } = true;

    /// <summary>The content of the answer; its signature has to verify.</summary>
    public async Task<Reply> Ask(string method, object content, string? notifyUrl = null)
    {
        var answer = await Send(Parameters(method, JsonSerializer.Serialize(content), notifyUrl));
        answer.Verifies.ShouldBeTrue();
        return new(answer.Status, answer.Content);
    }

    /// <param name="sign">Null for the right one.</param>
    public async Task<GatewayAnswer> Send(SortedDictionary<string, string> parameters, string? sign = null)
    {
        var form = new Dictionary<string, string>(parameters);
        if ((sign ?? Sign(parameters)) is { Length: > 0 } given)
            form["sign"] = given;
        using var body = new FormUrlEncodedContent(form);
        using var response = await http.PostAsync(app.Gateway, body);
        return new((int)response.StatusCode, response.Content.Headers.ContentType?.ToString() ?? "", await response.Content.ReadAsStringAsync(), app);
    }

    public SortedDictionary<string, string> Parameters(string method, string content, string? notifyUrl = null)
    {
        var parameters = new SortedDictionary<string, string>(StringComparer.Ordinal)
        {
            ["app_id"] = app.AppId,
            ["method"] = method,
            ["format"] = "JSON",
            ["charset"] = "utf-8",
            ["sign_type"] = "RSA2",
            ["timestamp"] = "2026-03-10 09:00:00",
            ["version"] = "1.0",
            ["biz_content"] = content,
        };
        if (notifyUrl is not null)
            parameters["notify_url"] = notifyUrl;
        if (IsCertificateMode)
        {
            parameters["app_cert_sn"] = GatewayAnswer.Number(app.CertificateFile);
            parameters["alipay_root_cert_sn"] = GatewayAnswer.Number(app.AlipayRootFile);
        }

        return parameters;
    }

    private string Sign(SortedDictionary<string, string> parameters)
    {
        using var key = RSA.Create();
        key.ImportFromPem(File.ReadAllText(app.KeyFile));
        var content = string.Join('&', parameters.Where(pair => pair.Value.Length > 0).Select(pair => $"{pair.Key}={pair.Value}"));
        return Convert.ToBase64String(key.SignData(Encoding.UTF8.GetBytes(content), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    }
}

/// <summary>An answer of the gateway, envelope and all.</summary>
public sealed record GatewayAnswer(int Status, string ContentType, string Text, PaymentApp App)
{
    private JsonElement Whole => JsonDocument.Parse(Text).RootElement;

    private JsonProperty Node => Whole.EnumerateObject().First();

    public string NodeName => Node.Name;

    public JsonElement Content => Node.Value;

    /// <summary>The content as it came.</summary>
    public string Raw => Node.Value.GetRawText();

    public string? Sign => Whole.TryGetProperty("sign", out var sign) ? sign.GetString() : null;

    public string? CertificateNumber => Whole.TryGetProperty("alipay_cert_sn", out var number) ? number.GetString() : null;

    public string? SubCode => Content.TryGetProperty("sub_code", out var code) ? code.GetString() : null;

    public bool Verifies
    {
        get
        {
            using var key = RSA.Create();
            key.ImportSubjectPublicKeyInfo(Convert.FromBase64String(File.ReadAllText(App.AlipayKeyFile)), out _);
            return Sign is { } sign
                && key.VerifyData(Encoding.UTF8.GetBytes(Raw), Convert.FromBase64String(sign), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
    }

    /// <summary>MD5 of the issuer's name and the serial number of the one certificate with an RSA key.</summary>
    public static string Number(string file)
    {
        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPemFile(file);
        var certificate = certificates.Single(one => one.GetRSAPublicKey() is not null);
        var serial = System.Numerics.BigInteger.Parse("0" + certificate.SerialNumber, System.Globalization.NumberStyles.HexNumber);
#pragma warning disable CA5351 // the channel's way of naming certificates
        return Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(certificate.Issuer.Replace(", ", ",", StringComparison.Ordinal) + serial)));
#pragma warning restore CA5351
    }
}
