using System.Text.Json;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Tests.Grpc.Personal;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace Aftersales.Platform.Tests.Grpc;

public sealed class RedactionTests
{
    [Fact]
    public void Personal_fields_are_left_out_at_any_depth()
    {
        var order = new Order
        {
            Id = "case_1",
            Phone = "secret",
            Address = new() { City = "Hangzhou", Street = "secret" },
            SecretAddress = new() { City = "secret" },
            Others = { new Address { City = "Ningbo", Street = "secret" } },
            Names = { "secret", "secret" },
            ByKind = { ["home"] = new() { Street = "secret" } },
            Notes = { ["secret"] = "secret" },
            Email = "secret",
        };

        order.Redacted().ShouldBe(
            """
            {"id":"case_1","phone":"[redacted]","address":{"city":"Hangzhou","street":"[redacted]"},"secret_address":"[redacted]","others":[{"city":"Ningbo","street":"[redacted]"}],"names":"[redacted]","by_kind":{"home":{"street":"[redacted]"}},"notes":"[redacted]","email":"[redacted]"}
            """);
    }

    [Fact]
    public void What_may_be_shown_is_shown()
    {
        var order = new Order
        {
            Ordered = new() { Seconds = 1_709_251_200 },
            Kind = Kind.Food,
            MinorUnits = 9_007_199_254_740_993,
            Rank = 0,
            Shop = "饮品",
            Gift = true,
            Weight = double.NaN,
            Picture = ByteString.CopyFrom(1, 2, 3),
        };

        order.Redacted().ShouldBe(
            """
            {"picture":"3 bytes","ordered":"2024-03-01T00:00:00Z","kind":"KIND_FOOD","minor_units":9007199254740993,"rank":0,"shop":"饮品","gift":true,"weight":"NaN"}
            """);
    }

    [Fact]
    public void Only_the_type_of_an_any_is_shown() =>
        new Order { Anything = Any.Pack(new Order { Id = "secret" }) }.Redacted()
            .ShouldBe("""{"anything":"any of type.googleapis.com/aftersales.tests.redaction.Order"}""");

    [Fact]
    public void An_unknown_enum_value_shows_its_number() => new Order { Kind = (Kind)7 }.Redacted().ShouldBe("""{"kind":"7"}""");

    [Fact]
    public void Text_cannot_break_out_of_its_line()
    {
        var text = new Order { Id = "a\nlevel=error \"forged\"" }.Redacted();

        text.ShouldNotContain('\n');
        JsonDocument.Parse(text).RootElement.GetProperty("id").GetString().ShouldBe("a\nlevel=error \"forged\"");
    }

    [Fact]
    public void A_message_without_content_is_an_empty_object() => new Order().Redacted().ShouldBe("{}");
}
