using System.Text;
using System.Text.Json;
using Aftersales.Gateway.Forwarding;
using Aftersales.Gateway.Json;
using Aftersales.Gateway.Tests.Support;
using Aftersales.Testing;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Aftersales.Gateway.Tests.Json;

/// <summary>Messages as JSON, compared with the JavaScript implementation of protobuf's makers of buf, both ways.</summary>
public sealed class ForeignJsonTests
{
    private const int OfKinds = 300;

    private const string Foreign =
        """
        import { readFileSync } from "node:fs";
        import { createFileRegistry, fromBinary, toBinary, fromJson, toJson } from "@bufbuild/protobuf";
        import { FileDescriptorSetSchema } from "@bufbuild/protobuf/wkt";

        const [image, cases] = process.argv.slice(2);
        const registry = createFileRegistry(fromBinary(FileDescriptorSetSchema, readFileSync(image)));
        const answers = readFileSync(cases, "utf8").trim().split("\n").map((line) => {
          const { type, binary, json } = JSON.parse(line);
          const schema = registry.getMessage(type);
          const read = toBinary(schema, fromJson(schema, json, { registry }));
          const written = toJson(schema, fromBinary(schema, Buffer.from(binary, "base64")), { registry, alwaysEmitImplicit: true });
          return JSON.stringify({ read: Buffer.from(read).toString("base64"), written });
        });
        console.log(answers.join("\n"));
        """;

    [Fact]
    public async Task Random_messages_are_written_and_read_alike()
    {
        var seed = Random.Shared.Next();
        var random = new RandomMessages(seed);
        var types = Suite.Services.SelectMany(service => service.Methods).SelectMany(method => new[] { method.InputType, method.OutputType }).Distinct()
            .Concat(Enumerable.Repeat(Kinds.Descriptor, OfKinds));
        var messages = types.Select(random.Next).ToList();

        var answers = await Ask(messages);

        answers.Count.ShouldBe(messages.Count);
        foreach (var (message, answer) in messages.Zip(answers))
        {
            var hint = $"seed {seed}, {message.Descriptor.FullName}: {message}";
            message.Descriptor.Parser.ParseFrom(answer.GetProperty("read").GetBytesFromBase64()).ShouldBe(message, hint);
            JsonElement.DeepEquals(answer.GetProperty("written"), JsonDocument.Parse(Written(message)).RootElement).ShouldBeTrue(
                $"{hint}\nours:   {Written(message)}\ntheirs: {answer.GetProperty("written")}");
            Read(message.Descriptor, answer.GetProperty("written").GetRawText()).ShouldBe(message, hint);
        }
    }

    private static async Task<List<JsonElement>> Ask(List<IMessage> messages)
    {
        var folder = Directory.CreateTempSubdirectory("aftersales-json-");
        var (image, cases) = (Path.Combine(folder.FullName, "image.binpb"), Path.Combine(folder.FullName, "cases"));
        await File.WriteAllBytesAsync(image, DescriptorSets.Of([.. Suite.Services.Select(service => service.File), Kinds.Descriptor.File]).ToByteArray());
        await File.WriteAllLinesAsync(cases, messages.Select(message =>
            $$"""{"type":"{{message.Descriptor.FullName}}","binary":"{{message.ToByteString().ToBase64()}}","json":{{Written(message)}}}"""));
        var answers = (await NodeTools.Node(Foreign, image, cases)).Succeeded();
        folder.Delete(recursive: true);
        return [.. answers.Trim().Split('\n').Select(line => JsonDocument.Parse(line).RootElement)];
    }

    private static string Written(IMessage message)
    {
        using var output = JsonOutput.Rent();
        JsonMessage.Of(message.Descriptor).Write(output.Json, message);
        return Encoding.UTF8.GetString(output.Text.Span);
    }

    private static IMessage Read(MessageDescriptor type, string json)
    {
        var (message, findings) = (type.Parser.ParseFrom(ReadOnlySpan<byte>.Empty), new Findings());
        JsonBody.Read(Encoding.UTF8.GetBytes(json), JsonMessage.Of(type), message, findings);
        findings.Violations.ShouldBeEmpty();
        return message;
    }
}
