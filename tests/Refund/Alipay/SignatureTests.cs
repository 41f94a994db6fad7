using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Aftersales.Refunds.Ports.Alipay;

namespace Aftersales.Refunds.Tests.Alipay;

public sealed class SignatureTests
{
    private const string Method = "alipay.trade.refund";

    public static IEnumerable<object[]> Requests => Vector.Named(".params");

    public static IEnumerable<object[]> Answers => Vector.Named(".node");

    [Theory, MemberData(nameof(Requests))]
    public void What_is_signed_of_a_request_and_its_signature_are_those_of_OpenSSL(string name)
    {
        var parameters = Vector.Text(name + ".params").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('=', 2))
            .Select(parts => KeyValuePair.Create(parts[0], parts[1]));
        var content = AlipaySignature.Content(parameters);
        content.ShouldBe(Vector.Text(name + ".content"));
        AlipaySignature.Sign(content, Key("app.pkcs8.pem")).ShouldBe(Vector.Text(name + ".sign"));
    }

    [Theory, MemberData(nameof(Answers))]
    public void An_answer_is_verified_over_its_content_as_it_came(string name)
    {
        var envelope = AlipayEnvelope.Read(Vector.Bytes(name + ".answer"), Method)!;
        envelope.Content.ToArray().ShouldBe(Vector.Bytes(name + ".node"));
        AlipaySignature.Verifies(envelope.Content.Span, envelope.Sign!, Key("alipay.pub.pem")).ShouldBeTrue();
        AlipaySignature.Verifies(envelope.Content.Span, envelope.Sign!, Key("app.pub.pem")).ShouldBeFalse();
    }

    [Theory, MemberData(nameof(Answers))]
    public void A_changed_byte_is_found(string name)
    {
        var envelope = AlipayEnvelope.Read(Vector.Bytes(name + ".answer"), Method)!;
        var content = envelope.Content.ToArray();
        foreach (var at in Enumerable.Range(0, content.Length))
        {
            content[at] ^= 1;
            AlipaySignature.Verifies(content, envelope.Sign!, Key("alipay.pub.pem")).ShouldBeFalse();
            content[at] ^= 1;
        }
    }

    [Theory, InlineData("escaped-slashes"), InlineData("spaces")]
    public void An_answer_written_anew_would_not_verify(string name)
    {
        var envelope = AlipayEnvelope.Read(Vector.Bytes(name + ".answer"), Method)!;
        var anew = JsonNode.Parse(envelope.Content.Span)!.ToJsonString();
        AlipaySignature.Verifies(Encoding.UTF8.GetBytes(anew), envelope.Sign!, Key("alipay.pub.pem")).ShouldBeFalse();
    }

    [Fact]
    public void Slashes_may_have_been_escaped_after_the_signature_was_made()
    {
        using var key = Key("alipay.pem");
        var sign = AlipaySignature.Sign("""{"url":"https://qr.alipay.com/a"}""", key);
        AlipaySignature.Verifies("""{"url":"https:\/\/qr.alipay.com\/a"}"""u8, sign, key).ShouldBeTrue();
        AlipaySignature.Verifies("""{"url":"https:\/\/qr.alipay.com\/b"}"""u8, sign, key).ShouldBeFalse();
    }

    [Theory, InlineData(""), InlineData("no base64"), InlineData("AAAA"), InlineData(null)]
    public void What_is_no_signature_verifies_nothing(string? sign) =>
        AlipaySignature.Verifies("{}"u8, sign ?? new string('A', 4000), Key("alipay.pub.pem")).ShouldBeFalse();

    [Fact]
    public void An_unknown_app_is_answered_without_signature()
    {
        var envelope = AlipayEnvelope.Read("""{"error_response":{"code":"40002","sub_code":"isv.invalid-app-id"}}"""u8.ToArray(), Method)!;
        envelope.Sign.ShouldBeNull();
        Encoding.UTF8.GetString(envelope.Content.Span).ShouldBe("""{"code":"40002","sub_code":"isv.invalid-app-id"}""");
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"alipay_trade_query_response":{"code":"10000"},"sign":"s"}""")]
    [InlineData("""{"alipay_trade_refund_response":"encrypted","sign":"s"}""")]
    [InlineData("""{"alipay_trade_refund_response":{"code":"10000"},"sign":1}""")]
    [InlineData("""{"alipay_trade_refund_response":{"code":"10000"},"alipay_trade_refund_response":{"code":"40004"},"sign":"s"}""")]
    [InlineData("""{"alipay_trade_refund_response":{"code":"10000"},"error_response":{"code":"40004"},"sign":"s"}""")]
    [InlineData("""{"alipay_trade_refund_response":{"code":"10000"},"sign":"s","sign":"t"}""")]
    [InlineData("""{"alipay_trade_refund_response":{"code":"10000"},"sign":"s"}{"alipay_trade_refund_response":{}}""")]
    [InlineData("""{"alipay_trade_refund_response":{"code":"10000"},"sign":"s" """)]
    public void What_is_not_one_answer_is_none(string body) => AlipayEnvelope.Read(Encoding.UTF8.GetBytes(body), Method).ShouldBeNull();

    private static RSA Key(string file)
    {
        var key = RSA.Create();
        key.ImportFromPem(Vector.Text(file));
        return key;
    }
}
