using System.Reflection;
using Aftersales.Contracts;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Tests.Grpc.Cases;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Aftersales.Platform.Tests.Grpc;

public sealed class ValidationTests
{
    private static readonly DateTimeOffset Now = new(2024, 3, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Validation Validation = new(new FixedClock(Now));

    private static Collections ValidCollections => new()
    {
        Tags = { "a", "b" },
        Ids = { 5, 0 },
        Children = { new Child { Amount = 1 } },
        Labels = { ["ab"] = "c" },
    };

    public static TheoryData<IMessage, string> Broken => new()
    {
        { With(ValidCollections, c => c.Children.Add(new Child())), "children[1].amount INT32_GTE: amount must be at least 1" },
        { With(ValidCollections, c => c.Tags.Add("")), "tags[2] STRING_MIN_LEN: an item of tags must have at least 1 characters" },
        { With(ValidCollections, c => c.Tags.Add("a")), "tags REPEATED_UNIQUE: tags must not have an item twice" },
        { With(ValidCollections, c => c.Tags.Clear()), "tags REPEATED_MIN_ITEMS: tags must have at least 1 items" },
        { With(ValidCollections, c => c.Colours.Add((Colour)9)), "colours[0] ENUM_DEFINED_ONLY: an item of colours must be a value that the contract names" },
        { With(ValidCollections, c => c.Labels.Add("secret", "long")), "labels[*] STRING_MAX_LEN: a value of labels must have at most 2 characters" },
        { With(ValidCollections, c => c.Labels.Add("x", "")), "labels[*] STRING_MIN_LEN: a key of labels must have at least 2 characters" },
        { With(ValidCollections, c => c.ByNumber.Add(1, new Child())), "by_number[*].amount INT32_GTE: amount must be at least 1" },
        { new Tree { Depth = 1, Left = new() { Depth = 2, Children = { new Tree { Depth = 1 }, new Tree() } } }, "left.children[1].depth INT32_GTE: depth must be at least 1" },
        { new Tree { Depth = 1, Named = { ["x"] = new() { Left = new() { Depth = 1 } } } }, "named[*].depth INT32_GTE: depth must be at least 1" },
        { new Times { Required = Timestamp.FromDateTimeOffset(Now), Past = Timestamp.FromDateTimeOffset(Now) }, "past TIMESTAMP_LT_NOW: past must be in the past" },
        { new Times { Required = Timestamp.FromDateTimeOffset(Now), Future = Timestamp.FromDateTimeOffset(Now) }, "future TIMESTAMP_GT_NOW: future must be in the future" },
        { new Times { Required = new(), Span = new() { Seconds = 6 } }, "span DURATION_LTE: span must be at most \"5s\"" },
        { new Times(), "required REQUIRED: required is required" },
        { new Plain { Time = new() { Seconds = long.MaxValue } }, "time TIMESTAMP_RANGE: time must lie in the years 1 to 9999" },
        { new Plain { Time = new() { Nanos = -1 } }, "time TIMESTAMP_RANGE: time must lie in the years 1 to 9999" },
        { new Plain { Spans = { new Duration { Seconds = 1, Nanos = -1 } } }, "spans[0] DURATION_RANGE: an item of spans must be at most 10,000 years" },
    };

    [Theory, MemberData(nameof(Broken))]
    public void A_violation_names_the_field_and_the_rule(IMessage message, string expected) =>
        Validation.Validate(message).Select(v => $"{v.Field} {v.Reason}: {v.Description}").ShouldBe([expected]);

    [Fact]
    public void A_required_oneof_is_reported_under_its_name() =>
        Validation.Validate(new Presence()).ShouldContain(v => v.Field == "choice" && v.Reason == "REQUIRED" && v.Description == "one of by_name, by_child, by_number is required");

    [Theory]
    [InlineData(-3600, true), InlineData(-3601, false), InlineData(3600, true), InlineData(3601, false)]
    public void Within_counts_either_way_and_includes_its_bound(int seconds, bool isValid) =>
        Validation.Validate(new Times { Required = new(), Close = Timestamp.FromDateTimeOffset(Now.AddSeconds(seconds)) }).Count.ShouldBe(isValid ? 0 : 1);

    [Fact]
    public void A_description_never_shows_the_value()
    {
        const string value = "personal";
        var texts = new Texts();
        foreach (var field in Texts.Descriptor.Fields.InDeclarationOrder())
            field.Accessor.SetValue(texts, value);

        var violations = Validation.Validate(texts);

        violations.Count.ShouldBeGreaterThan(10);
        violations.ShouldAllBe(violation => !violation.ToString().Contains(value));
    }

    [Fact]
    public void No_more_violations_are_reported_than_a_trailer_carries()
    {
        var many = ValidCollections;
        many.Children.Add(Enumerable.Range(0, 1000).Select(_ => new Child()));

        Validation.Validate(many).Count.ShouldBe(Validation.MaxViolations);
    }

    [Fact]
    public void A_valid_message_costs_no_allocation()
    {
        IMessage[] valid =
        [
            new Tree { Depth = 3, Left = new() { Depth = 2 }, Children = { new Tree { Depth = 1 }, new Tree { Depth = 1 } } },
            new Numbers { I32 = 5, I32In = 1, I64 = 1, U32 = 1, U64 = 6, U64Const = 5, Yes = true, NotUnspecified = Colour.Red, Red = Colour.Red, Some = Colour.Blue, Bytes = ByteString.CopyFromUtf8("x"), BytesLen = ByteString.CopyFromUtf8("xy"), Exactly = 5 },
            new Times { Required = new(), Past = new(), Span = new() { Seconds = 1 } },
        ];
        var found = 0;
        long Measure()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 1000; i++)
                foreach (var message in valid)
                    found += Validation.Validate(message).Count;
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Measure();
        var allocated = Measure();

        found.ShouldBe(0);
        allocated.ShouldBe(0);
    }

    public static TheoryData<string> RefusedMessages => [.. Refused.RefusedCasesReflection.Descriptor.MessageTypes.Select(type => type.Name)];

    [Theory, MemberData(nameof(RefusedMessages))]
    public void A_rule_that_is_not_implemented_fails_loudly(string name)
    {
        var type = Refused.RefusedCasesReflection.Descriptor.MessageTypes.Single(message => message.Name == name);

        Should.Throw<InvalidOperationException>(() => Validation.Validate(type.Parser.ParseFrom(ByteString.Empty))).Message.ShouldContain(type.FullName);
    }

    [Fact]
    public void The_check_at_start_up_finds_such_rules() =>
        Should.Throw<InvalidOperationException>(() => Validation.Check(Refused.RefusedCasesReflection.Descriptor));

    [Fact]
    public void All_rules_of_the_suites_contracts_are_implemented()
    {
        FileDescriptor[] files =
        [
            .. from type in typeof(Money).Assembly.GetTypes()
               where type.Name.EndsWith("Reflection", StringComparison.Ordinal)
               let file = type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)?.GetValue(null) as FileDescriptor
               where file is not null
               select file,
        ];

        files.ShouldContain(file => file.Package == "aftersales.type.v1");
        Validation.Check(files);
    }

    private static T With<T>(T message, Action<T> change)
    {
        change(message);
        return message;
    }
}
