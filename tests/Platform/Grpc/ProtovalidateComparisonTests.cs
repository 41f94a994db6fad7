using System.Collections;
using System.Text.Json;
using System.Text.RegularExpressions;
using Aftersales.Platform.Grpc;
using Aftersales.Platform.Tests.Grpc.Cases;
using Aftersales.Testing;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;

namespace Aftersales.Platform.Tests.Grpc;

/// <summary>Random messages, judged by ours and by the validator that the standard's owners publish.</summary>
public sealed partial class ProtovalidateComparisonTests
{
    private const int MessagesOfEachType = 150;

    private const string Judge =
        """
        import { readFileSync } from "node:fs";
        import { createFileRegistry, fromBinary } from "@bufbuild/protobuf";
        import { pathToString } from "@bufbuild/protobuf/reflect";
        import { FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";
        import { createValidator } from "@bufbuild/protovalidate";
        const { descriptors, cases } = JSON.parse(readFileSync(process.argv[2], "utf8"));
        const registry = createFileRegistry(fromBinary(FileDescriptorSetSchema, Buffer.from(descriptors, "base64")));
        const validator = createValidator({ registry });
        console.log(JSON.stringify(cases.map(({ type, message }) => {
          const schema = registry.getMessage(type);
          const result = validator.validate(schema, fromBinary(schema, Buffer.from(message, "base64")));
          if (result.kind === "error") throw result.error;
          return (result.violations ?? []).map((v) => `${pathToString(v.field)} ${v.ruleId}`);
        })));
        """;

    // "within", "lt_now" and "gt_now" go by the real clock in the other validator, so here too; no case comes near their bounds.
    private readonly DateTimeOffset now = TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task Both_find_the_same_violations_in_random_messages()
    {
        var random = new Random(20240301);
        var file = ValidationCasesReflection.Descriptor;
        var messages = file.MessageTypes.Where(type => type != Plain.Descriptor)
            .SelectMany(type => Enumerable.Range(0, MessagesOfEachType).Select(_ => Random(type, random, depth: 0))).ToList();

        var theirs = await Theirs(file, messages);

        var validation = new Validation(new FixedClock(now));
        var (valid, broken) = (0, 0);
        foreach (var (message, expected) in messages.Zip(theirs))
        {
            var ours = validation.Validate(message).Select(v => $"{v.Field} {Range().Replace(v.Reason, "_RANGE")}").Order(StringComparer.Ordinal).ToList();
            if (ours.Count < Validation.MaxViolations)
                ours.ShouldBe(expected, $"{message.Descriptor.Name} {message}");
            else
                ours.ShouldAllBe(violation => expected.Contains(violation));
            (valid, broken) = ours.Count == 0 ? (valid + 1, broken) : (valid, broken + 1);
        }
        valid.ShouldBeGreaterThan(5);
        broken.ShouldBeGreaterThan(500);
    }

    [Fact]
    public async Task Both_judge_each_text_alike_under_each_rule()
    {
        var messages = from text in Texts.SelectMany(one => Texts.Select(two => one + two)).Distinct()
                       select (IMessage)With(new Texts(), Cases.Texts.Descriptor, text);

        foreach (var (message, expected) in messages.Zip(await Theirs(ValidationCasesReflection.Descriptor, messages)))
            new Validation(TimeProvider.System).Validate(message).Select(v => $"{v.Field} {v.Reason}").Order(StringComparer.Ordinal).ToList()
                .ShouldBe(expected, JsonSerializer.Serialize(message.ToString()));

        static IMessage With(Texts message, MessageDescriptor type, string text)
        {
            foreach (var field in type.Fields.InDeclarationOrder())
                field.Accessor.SetValue(message, text);
            return message;
        }
    }

    private static readonly string[] Texts =
    [
        "", "a", "ab", "abc", "b", "c", "\n", "c.d", "cxd", "]y", "-y", "\u00a0", "é", "中", "😀", "٣", "1", "12", " ", "_", "CNY", "x@y.cn", "a@-y", "X@Y",
        "123e4567-e89b-12d3-a456-426614174000", "123E4567-E89B-12D3-A456-42661417400F", "123e4567e89b12d3a456426614174000",
    ];

    private static async Task<List<List<string>>> Theirs(FileDescriptor file, IEnumerable<IMessage> messages)
    {
        var set = new FileDescriptorSet { File = { Imports(file).Reverse().Append(file).DistinctBy(one => one.Name).Select(one => one.ToProto()) } };
        var input = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(input, JsonSerializer.Serialize(new
            {
                descriptors = set.ToByteArray(),
                cases = messages.Select(message => new { type = message.Descriptor.FullName, message = message.ToByteArray() }),
            }));
            var output = (await NodeTools.Node(Judge, input)).Succeeded();
            return [.. JsonSerializer.Deserialize<List<List<string>>>(output)!.Select(found => found.Select(Normalised).Order(StringComparer.Ordinal).ToList())];
        }
        finally
        {
            File.Delete(input);
        }
    }

    private static IEnumerable<FileDescriptor> Imports(FileDescriptor file) => file.Dependencies.SelectMany(import => Imports(import).Prepend(import));

    // Theirs have one id for a range and ours one for each bound, theirs tell the empty text apart, ours leave out a map's key.
    private static string Normalised(string violation)
    {
        var (path, rule) = (violation[..violation.LastIndexOf(' ')], violation[(violation.LastIndexOf(' ') + 1)..]);
        if (path.StartsWith("labels[", StringComparison.Ordinal) || path.Contains("by_number[") || path.Contains("named["))
            path = Key().Replace(path, "$1[*]");
        var reason = rule.Replace("_empty", "").Replace('.', '_').ToUpperInvariant();
        return $"{path} {Range().Replace(reason, "_RANGE")}";
    }

    private IMessage Random(MessageDescriptor type, Random random, int depth)
    {
        var message = type.Parser.ParseFrom(ByteString.Empty);
        foreach (var field in type.Fields.InDeclarationOrder().Where(_ => random.Next(4) > 0))
        {
            if (field.IsMap)
                for (var i = random.Next(4); i > 0; i--)
                    ((IDictionary)field.Accessor.GetValue(message))[Value(field.MessageType.FindFieldByNumber(1), random, depth)!] = Value(field.MessageType.FindFieldByNumber(2), random, depth);
            else if (field.IsRepeated)
                for (var i = random.Next(4); i > 0; i--)
                    ((IList)field.Accessor.GetValue(message)).Add(Value(field, random, depth));
            else
                field.Accessor.SetValue(message, Value(field, random, depth));
        }
        return message;
    }

    private object? Value(FieldDescriptor field, Random random, int depth) => field.FieldType switch
    {
        FieldType.String => Texts[random.Next(Texts.Length)],
        FieldType.Bytes => ByteString.CopyFrom(new byte[random.Next(4)]),
        FieldType.Bool => random.Next(2) == 0,
        FieldType.Int32 => Number(random),
        FieldType.Int64 => (long)Number(random),
        FieldType.UInt32 => (uint)Math.Abs(Number(random)),
        FieldType.UInt64 => (ulong)Math.Abs(Number(random)),
        FieldType.Enum => System.Enum.ToObject(typeof(Colour), random.Next(4)),
        FieldType.Message when field.MessageType == Timestamp.Descriptor => Time(random),
        FieldType.Message when field.MessageType == Duration.Descriptor => new Duration { Seconds = random.Next(8), Nanos = random.Next(2) * 500 },
        FieldType.Message => depth > 3 ? field.MessageType.Parser.ParseFrom(ByteString.Empty) : Random(field.MessageType, random, depth + 1),
        _ => throw new InvalidOperationException(field.FullName),
    };

    private static int Number(Random random) => random.Next(-1, 8);

    private Timestamp Time(Random random) => random.Next(5) switch
    {
        0 => new(),
        1 => new() { Seconds = 999_999_999, Nanos = 999_999_999 },
        2 => new() { Seconds = 1_000_000_000 },
        3 => new() { Seconds = -1 },
        _ => Timestamp.FromDateTimeOffset(now.AddSeconds((random.Next(2) == 0 ? 1500 : -1500) * random.Next(1, 4))),
    };

    [GeneratedRegex("_(GTE|GT|LTE|LT)(_(GTE|GT|LTE|LT))?$")]
    private static partial Regex Range();

    [GeneratedRegex(@"(labels|by_number|named)\[(?:""(?:[^""\\]|\\.)*""|-?\d+)\]", RegexOptions.Singleline)]
    private static partial Regex Key();
}
