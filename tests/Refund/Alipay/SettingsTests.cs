using Aftersales.Refunds.Ports.Alipay;
using Microsoft.Extensions.Configuration;

namespace Aftersales.Refunds.Tests.Alipay;

/// <summary>What is wrong is said at start and by the setting's name.</summary>
public sealed class SettingsTests
{
    private static Dictionary<string, string?> CertificateMode => new()
    {
        ["Environment"] = "sandbox",
        ["AppId"] = "2021000000000001",
        ["KeyFile"] = Vector.Path("app.pkcs8.pem"),
        ["AppCertificateFile"] = Vector.Path("app.crt"),
        ["AlipayCertificateFile"] = Vector.Path("alipay.crt"),
        ["AlipayRootFile"] = Vector.Path("roots.crt"),
    };

    private static Dictionary<string, string?> PublicKeyMode => new()
    {
        ["Environment"] = "production",
        ["AppId"] = "2021000000000001",
        ["KeyFile"] = Vector.Path("app.pkcs8.pem"),
        ["AlipayKeyFile"] = Vector.Path("alipay.pub.pem"),
        ["Transfers"] = "false",
    };

    [Fact]
    public void Certificate_mode_sends_the_numbers_of_its_certificates()
    {
        var settings = Read(CertificateMode);
        settings.Certificates!.App.ShouldBe(Number("app"));
        settings.Certificates.Alipay.ShouldBe(Number("alipay"));
        settings.Certificates.Root.ShouldBe($"{Number("root-sha256")}_{Number("root-sha1")}");
        settings.Transfers.ShouldBeTrue();
    }

    [Theory]
    [InlineData("sandbox", "https://openapi-sandbox.dl.alipaydev.com/gateway.do")]
    [InlineData("production", "https://openapi.alipay.com/gateway.do")]
    public void The_addresses_are_named_choices(string environment, string address) =>
        Read(PublicKeyMode, ("Environment", environment)).Gateway.ToString().ShouldBe(address);

    [Theory, InlineData("app.pkcs8.pem"), InlineData("app.pkcs8.txt"), InlineData("app.pkcs1.pem"), InlineData("app.pkcs1.txt")]
    public void A_private_key_is_read_in_each_form_that_Alipays_tool_writes(string file) =>
        AlipaySignature.Sign(Vector.Text("refund.content"), Read(PublicKeyMode, ("KeyFile", Vector.Path(file))).AppKey).ShouldBe(Vector.Text("refund.sign"));

    [Theory, InlineData("alipay.pub.pem"), InlineData("alipay.pub.txt")]
    public void A_public_key_is_read_in_each_form_that_Alipay_shows(string file)
    {
        var envelope = AlipayEnvelope.Read(Vector.Bytes("plain.answer"), "alipay.trade.refund")!;
        var settings = Read(PublicKeyMode, ("AlipayKeyFile", Vector.Path(file)));
        AlipaySignature.Verifies(envelope.Content.Span, envelope.Sign!, settings.AlipayKey).ShouldBeTrue();
    }

    [Theory]
    [InlineData("Environment", null, "the setting Payment:Environment is missing")]
    [InlineData("Environment", "prod", "the setting Payment:Environment is prod; there are simulator, production, sandbox")]
    [InlineData("Environment", "simulator", "the setting Payment:Address is missing")]
    [InlineData("Address", "http://127.0.0.1:1/", "the setting Payment:Address is for Payment:Environment simulator only")]
    [InlineData("AppId", null, "the setting Payment:AppId is missing")]
    [InlineData("KeyFile", null, "the setting Payment:KeyFile is missing")]
    [InlineData("KeyFile", "there is none", "the setting Payment:KeyFile names there is none, which cannot be read")]
    [InlineData("KeyFile", "vector:refund.content", "which is not an RSA private key")]
    [InlineData("KeyFile", "vector:app.pub.pem", "which is not an RSA private key")]
    [InlineData("KeyFile", "vector:ec.pem", "which is not an RSA private key")]
    [InlineData("KeyFile", "vector:weak.pem", "the setting Payment:KeyFile holds a key of fewer than 2048 bits")]
    [InlineData("AlipayKeyFile", null, "the setting Payment:AlipayKeyFile (public-key mode) or Payment:AlipayCertificateFile (certificate mode) is missing")]
    [InlineData("AlipayKeyFile", "vector:alipay.crt", "which is not an RSA public key")]
    [InlineData("AlipayKeyFile", "vector:app.pub.pem", "the setting Payment:AlipayKeyFile holds the app's own public key")]
    [InlineData("Transfers", "yes", "the setting Payment:Transfers is neither true nor false")]
    [InlineData("Transfers", "true", "the setting Payment:Transfers is on, and Alipay transfers in certificate mode only")]
    [InlineData("Transfers", null, "the setting Payment:Transfers is on, and Alipay transfers in certificate mode only")]
    public void A_wrong_setting_of_public_key_mode_is_named(string name, string? value, string message) =>
        Should.Throw<InvalidOperationException>(() => Read(PublicKeyMode, (name, value))).Message.ShouldContain(message);

    [Theory]
    [InlineData("AlipayKeyFile", "vector:alipay.pub.pem", "the setting Payment:AlipayKeyFile is of public-key mode, Payment:AlipayCertificateFile of certificate mode")]
    [InlineData("AppCertificateFile", null, "the setting Payment:AppCertificateFile is missing")]
    [InlineData("AppCertificateFile", "vector:alipay.crt", "the setting Payment:AppCertificateFile is not the certificate of the key of Payment:KeyFile")]
    [InlineData("AppCertificateFile", "vector:root-ec.crt", "the setting Payment:AppCertificateFile holds a certificate without an RSA key")]
    [InlineData("AppCertificateFile", "vector:refund.content", "which is not a PEM file of certificates")]
    [InlineData("AlipayCertificateFile", "vector:app.crt", "the setting Payment:AlipayCertificateFile holds the app's own public key")]
    [InlineData("AlipayCertificateFile", "vector:alipay-elsewhere.crt", "the setting Payment:AlipayCertificateFile was not issued below a certificate of Payment:AlipayRootFile")]
    [InlineData("AlipayRootFile", null, "the setting Payment:AlipayRootFile is missing")]
    [InlineData("AlipayRootFile", "vector:root-ec.crt", "the setting Payment:AlipayCertificateFile was not issued below a certificate of Payment:AlipayRootFile")]
    public void A_wrong_setting_of_certificate_mode_is_named(string name, string? value, string message) =>
        Should.Throw<InvalidOperationException>(() => Read(CertificateMode, (name, value))).Message.ShouldContain(message);

    [Fact]
    public void No_error_shows_a_key()
    {
        var error = Should.Throw<InvalidOperationException>(() => Read(PublicKeyMode, ("AlipayKeyFile", Vector.Path("app.pkcs8.txt"))));
        error.ToString().ShouldNotContain(Vector.Text("app.pkcs8.txt")[..40]);
    }

    private static string Number(string name) => (string)CertificateTests.Numbers.Single(row => (string)row[0] == name)[1];

    private static AlipaySettings Read(Dictionary<string, string?> settings, params (string Name, string? Value)[] changes)
    {
        foreach (var (name, value) in changes)
            settings[name] = value?.StartsWith("vector:", StringComparison.Ordinal) == true ? Vector.Path(value["vector:".Length..]) : value;
        return AlipaySettings.Read(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create($"Payment:{setting.Key}", setting.Value))).Build());
    }
}
