using System.Text;
using System.Text.Json.Nodes;
using Aftersales.Gateway.Json;
using Aftersales.Gateway.Tests.Support;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using static Aftersales.Gateway.Tests.Support.Kinds.Types;

namespace Aftersales.Gateway.Tests.Json;

/// <summary>Messages as JSON, by the rules of ProtoJSON, and what is refused.</summary>
public sealed class MappingTests
{
    private static readonly Kinds Full = new()
    {
        Text = "张 \"x\"",
        Number = -5,
        Wide = long.MinValue,
        UnsignedWide = ulong.MaxValue,
        Double = double.NaN,
        Flag = true,
        Data = ByteString.CopyFrom(0xfb, 0xff, 0xfe),
        Colour = Colour.Green,
        Inner = new() { Text = "in", Numbers = { 1, 2 } },
        Time = new() { Seconds = 1_780_390_800, Nanos = 500_000_000 },
        Span = new() { Seconds = -1, Nanos = -500_000_000 },
        Mask = new() { Paths = { "inner.text", "unsigned_wide" } },
        Perhaps = 0,
        Labels = { ["a"] = "b" },
        ByNumber = { [-1] = new() { Text = "minus" } },
        ByFlag = { [true] = 9 },
        ChosenNumber = 0,
        WrappedWide = 7,
        WrappedText = "",
        Line2Text = "two",
        Odd = "odd",
    };

    [Fact]
    public void A_message_is_written_by_the_rules()
    {
        var json = JsonNode.Parse(Written(Full))!;

        json["text"]!.ToString().ShouldBe("张 \"x\"");
        json["wide"]!.ToJsonString().ShouldBe("\"-9223372036854775808\"");
        json["unsignedWide"]!.ToJsonString().ShouldBe("\"18446744073709551615\"");
        json["number"]!.ToJsonString().ShouldBe("-5");
        json["double"]!.ToString().ShouldBe("NaN");
        json["data"]!.ToString().ShouldBe("+//+");
        json["colour"]!.ToString().ShouldBe("COLOUR_GREEN");
        json["time"]!.ToString().ShouldBe("2026-06-02T09:00:00.500Z");
        json["span"]!.ToString().ShouldBe("-1.500s");
        json["mask"]!.ToString().ShouldBe("inner.text,unsignedWide");
        json["byNumber"]!["-1"]!["text"]!.ToString().ShouldBe("minus");
        json["byFlag"]!["true"]!.ToJsonString().ShouldBe("\"9\"");
        json["wrappedWide"]!.ToJsonString().ShouldBe("\"7\"");
        json["wrappedText"]!.ToString().ShouldBe("");
        json["line2Text"]!.ToString().ShouldBe("two");
        json["@odd"]!.ToString().ShouldBe("odd");
        json["perhaps"]!.ToJsonString().ShouldBe("0");
        json["chosenNumber"]!.ToJsonString().ShouldBe("\"0\"");
    }

    [Fact]
    public void Fields_without_presence_are_always_written_and_others_when_they_are_set()
    {
        var json = JsonNode.Parse(Written(new Kinds()))!.AsObject();

        json["number"]!.ToJsonString().ShouldBe("0");
        json["wide"]!.ToJsonString().ShouldBe("\"0\"");
        json["text"]!.ToString().ShouldBe("");
        json["colour"]!.ToString().ShouldBe("COLOUR_UNSPECIFIED");
        json["list"]!.AsArray().ShouldBeEmpty();
        json["labels"]!.AsObject().ShouldBeEmpty();
        foreach (var absent in new[] { "inner", "time", "perhaps", "chosenText", "chosenNumber", "wrappedText", "amount", "mask" })
            json.ContainsKey(absent).ShouldBeFalse(absent);
    }

    [Fact]
    public void What_is_written_is_read() => Read(Written(Full)).ShouldBe(Full);

    [Theory]
    [InlineData("""{"number": "5"}""")]
    [InlineData("""{"number": 5.0}""")]
    [InlineData("""{"number": 0.5e1}""")]
    [InlineData("""{"number": 50E-1}""")]
    [InlineData("""{"number": "5e0"}""")]
    public void Numbers_are_read_in_all_their_forms(string json) => Read(json).Number.ShouldBe(5);

    [Fact]
    public void Names_of_the_contract_and_numbers_of_enums_are_read()
    {
        var read = Read("""{"unsigned_wide": 3, "colour": 2, "colours": ["COLOUR_RED", 77], "data": "-__-", "line_2_text": "x", "wrapped_data": "YQ"}""");

        read.UnsignedWide.ShouldBe(3u);
        read.Colour.ShouldBe(Colour.Green);
        read.Colours.ShouldBe([Colour.Red, (Colour)77]);
        read.Data.ShouldBe(ByteString.CopyFrom(0xfb, 0xff, 0xfe));
        read.Line2Text.ShouldBe("x");
        read.WrappedData.ToStringUtf8().ShouldBe("a");
    }

    [Fact]
    public void Null_is_as_if_it_were_not_there() =>
        Read("""{"text": null, "inner": null, "list": null, "labels": null, "chosenText": null, "chosenNumber": "1", "time": null}""").ShouldBe(new Kinds { ChosenNumber = 1 });

    [Fact]
    public void Every_bad_field_is_named_at_once() =>
        Refused("""
            {"number": "x", "wide": 1.5, "unsigned": -1, "flag": "true", "data": "*", "colour": "COLOUR_BLUE", "inner": {"numbers": [1, "a", 3000000000], "nothing": 1},
             "time": "2026-02-30T00:00:00Z", "span": "5", "mask": "a_b", "list": "one", "labels": {"a": 1}, "byNumber": {"x": {}, "1": {"text": 5}}, "amount": [],
             "chosenText": "a", "chosenNumber": 1, "inners": [null], "text": "\ud800", "unknown": {"deep": [1]}}
            """).ShouldBe([
                "number JSON_VALUE", "wide JSON_VALUE", "unsigned JSON_VALUE", "flag JSON_TYPE", "data JSON_VALUE", "colour JSON_VALUE", "inner.numbers[1] JSON_VALUE",
                "inner.numbers[2] JSON_VALUE", "inner.nothing FIELD_UNKNOWN", "time JSON_VALUE", "span JSON_VALUE", "mask JSON_VALUE", "list JSON_TYPE", "labels[*] JSON_TYPE",
                "by_number[*] JSON_VALUE", "by_number[*].text JSON_TYPE", "amount JSON_TYPE", "chosen_number ONEOF_TWICE", "inners[0] JSON_TYPE", "text JSON_VALUE"]);

    [Theory]
    [InlineData("""{"number": 1, "number": 2}""", "number FIELD_TWICE")]
    [InlineData("""{"unsignedWide": 1, "unsigned_wide": 1}""", "unsigned_wide FIELD_TWICE")]
    [InlineData("""{"number": null, "number": 2}""", "number FIELD_TWICE")]
    [InlineData("""{"labels": {"a": "1", "a": "2"}}""", "labels[*] FIELD_TWICE")]
    [InlineData("""{"labels": {"a": null}}""", "labels[*] JSON_TYPE")]
    [InlineData("""[]""", " JSON_TYPE")]
    [InlineData("""null""", " JSON_TYPE")]
    [InlineData("""{"inner": {"text": """, "inner.text JSON_SYNTAX")]
    [InlineData("""{"number": 01}""", "number JSON_SYNTAX")]
    [InlineData("""{} {}""", " JSON_SYNTAX")]
    [InlineData("""{"list": ["a",]}""", "list JSON_SYNTAX")]
    [InlineData("""{"number": 1e999999999}""", "number JSON_VALUE")]
    [InlineData("""{"number": 1e-30}""", "number JSON_VALUE")]
    [InlineData("""{"double": 1e400}""", "double JSON_VALUE")]
    [InlineData("""{"single": 1e39}""", "single JSON_VALUE")]
    [InlineData("""{"double": ""}""", "double JSON_VALUE")]
    [InlineData("""{"number": ""}""", "number JSON_VALUE")]
    [InlineData("""{"number": " 1"}""", "number JSON_VALUE")]
    [InlineData("""{"wide": "9223372036854775808"}""", "wide JSON_VALUE")]
    [InlineData("""{"time": "2026-06-02T09:00:60Z"}""", "time JSON_VALUE")]
    [InlineData("""{"time": "0001-01-01T00:00:00+01:00"}""", "time JSON_VALUE")]
    [InlineData("""{"time": "2026-06-02t09:00:00z"}""", "time JSON_VALUE")]
    [InlineData("""{"span": "315576000001s"}""", "span JSON_VALUE")]
    [InlineData("""{"bad\nname张": 1}""", "bad?name? FIELD_UNKNOWN")]
    public void Bad_input_is_refused_with_its_place(string json, string violation) => Refused(json).ShouldBe([violation]);

    [Fact]
    public void Text_that_is_no_UTF_8_is_refused_with_its_place()
    {
        var bytes = Encoding.UTF8.GetBytes("""{"inner": {"text": "__"}}""");
        bytes[bytes.AsSpan().IndexOf("__"u8)] = 0xc3;

        Refused(bytes).ShouldBe(["inner.text JSON_VALUE"]);
    }

    [Fact]
    public void What_is_nested_too_deep_is_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"inner\":", 1000));

        Refused(deep).ShouldHaveSingleItem().ShouldEndWith(".inner JSON_SYNTAX");
        Refused("""{"unknown":""" + new string('[', 100_000)).Last().ShouldEndWith("JSON_SYNTAX");
    }

    [Fact]
    public void No_more_is_reported_than_a_header_can_hold() =>
        Refused("{" + string.Join(',', Enumerable.Range(0, 1000).Select(i => $"\"x{i}\":0")) + "}").Count.ShouldBe(20);

    [Theory]
    [InlineData("2026-06-02T17:00:00+08:00", 1_780_390_800, 0)]
    [InlineData("1969-12-31T23:59:59.999999999Z", -1, 999_999_999)]
    [InlineData("9999-12-31T23:59:59Z", 253_402_300_799, 0)]
    public void Times_are_read_with_any_offset_to_the_nanosecond(string text, long seconds, int nanos) =>
        Read($$"""{"time": "{{text}}"}""").Time.ShouldBe(new Timestamp { Seconds = seconds, Nanos = nanos });

    private static string Written(IMessage message)
    {
        using var output = JsonOutput.Rent();
        JsonMessage.Of(message.Descriptor).Write(output.Json, message);
        return Encoding.UTF8.GetString(output.Text.Span);
    }

    private static Kinds Read(string json)
    {
        var (kinds, findings) = (new Kinds(), new Findings());
        JsonBody.Read(Encoding.UTF8.GetBytes(json), JsonMessage.Of(Kinds.Descriptor), kinds, findings);
        findings.Violations.ShouldBeEmpty();
        return kinds;
    }

    private static List<string> Refused(string json) => Refused(Encoding.UTF8.GetBytes(json));

    private static List<string> Refused(byte[] json)
    {
        var findings = new Findings();
        JsonBody.Read(json, JsonMessage.Of(Kinds.Descriptor), new Kinds(), findings);
        return [.. findings.Violations.Select(violation => $"{violation.Field} {violation.Reason}")];
    }
}
