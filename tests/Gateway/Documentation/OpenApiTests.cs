using System.Text.Json.Nodes;
using Aftersales.Gateway.Documentation;
using Aftersales.Gateway.Forwarding;
using Aftersales.Gateway.Tests.Support;
using Aftersales.Gateway.Transcoding;
using Aftersales.Testing;

namespace Aftersales.Gateway.Tests.Documentation;

/// <summary>The OpenAPI document: sound, complete, and good enough for a generated client.</summary>
public sealed class OpenApiTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    private const string Validate =
        """
        import { readFileSync } from "node:fs";
        import { Validator } from "@seriousme/openapi-schema-validator";
        const result = await new Validator().validate(JSON.parse(readFileSync(process.argv[2], "utf8")));
        if (!result.valid) { console.error(JSON.stringify(result.errors, null, 1).slice(0, 4000)); process.exit(1); }
        """;

    /// <summary>Generates types, compiles a client against them (with mistakes that must not compile), and runs it.</summary>
    private const string Client =
        """
        import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
        import { pathToFileURL } from "node:url";
        import openapiTS, { astToString } from "openapi-typescript";
        import ts from "typescript";

        const [document, client, address, authorization] = process.argv.slice(2);
        const folder = mkdtempSync("node_modules/.aftersales-client-");
        try {
          writeFileSync(`${folder}/schema.ts`, astToString(await openapiTS(JSON.parse(readFileSync(document, "utf8")))));
          writeFileSync(`${folder}/client.ts`, readFileSync(client));
          writeFileSync(`${folder}/package.json`, '{"type":"module"}');
          const options = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, strict: true, skipLibCheck: true, types: [] };
          const program = ts.createProgram([`${folder}/client.ts`], options);
          const flaws = ts.getPreEmitDiagnostics(program);
          if (flaws.length > 0) throw new Error(ts.formatDiagnostics(flaws, { getCanonicalFileName: (f) => f, getCurrentDirectory: () => ".", getNewLine: () => "\n" }));
          program.emit();
          const { run } = await import(pathToFileURL(`${folder}/client.js`));
          console.log(await run(address, authorization));
        } finally {
          rmSync(folder, { recursive: true });
        }
        """;

    private const string Program =
        """
        import createClient from "openapi-fetch";
        import type { components, paths } from "./schema.js";

        export async function run(baseUrl: string, authorization: string): Promise<string> {
          const client = createClient<paths>({ baseUrl, headers: { authorization } });
          const changed = await client.POST("/v1/things/{thingId}:change", {
            params: { path: { thingId: "t/1" }, header: { "Idempotency-Key": "k", "If-Match": '"7"' } },
            body: {},
          });
          const version: string | undefined = changed.data?.thing?.version;
          const refused = await client.POST("/v1/echo:refuse", { body: {} });
          const reason = refused.error?.details?.[0]?.["@type"];
          const asked = await client.GET("/v1/kinds/{text}", { params: { path: { text: "a b" }, query: { number: 5, list: ["x", "y"], "inner.text": "in" } } });
          const colour: components["schemas"]["echo.Kinds.Colour"] | undefined = asked.data?.colour;
          // @ts-expect-error: 64-bit numbers are strings
          const wrong: number | undefined = asked.data?.wide;
          // @ts-expect-error: text is text
          void client.POST("/v1/echo", { body: { text: 1 } }).catch(() => wrong);
          return [changed.data?.thing?.thingId, version, refused.response.status, reason, asked.data?.text, asked.data?.list?.join(), asked.data?.inner?.text, colour].join(" ");
        }
        """;

    private readonly GatewayHost gateway = shared.Host;

    [Fact]
    public async Task The_document_is_OpenAPI_and_a_typed_client_comes_out_of_it()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("aftersales-openapi-");
        var (document, client) = (Path.Combine(folder.FullName, "openapi.json"), Path.Combine(folder.FullName, "client.ts"));
        await File.WriteAllTextAsync(document, await gateway.Http.GetStringAsync("/openapi.json"));
        (await NodeTools.Node(Validate, document)).Succeeded();

        // The compiler needs long for all of the suite, and learns nothing more from it.
        await File.WriteAllBytesAsync(document, OpenApiDocument.Write(gateway.Settings with { Services = [EchoService.Descriptor, KindsService.Descriptor] }));
        await File.WriteAllTextAsync(client, Program);
        var ran = await NodeTools.Node(Client, document, client, $"http://127.0.0.1:{gateway.Settings.HttpPort}", gateway.Authorization);
        folder.Delete(recursive: true);

        ran.Succeeded().Trim().ShouldBe("t/1 8 400 type.googleapis.com/google.rpc.ErrorInfo a b x,y in COLOUR_UNSPECIFIED");
    }

    [Fact]
    public void Every_open_method_is_described_with_roles_and_reasons_and_no_closed_one_is()
    {
        var document = JsonNode.Parse(OpenApiDocument.Write(gateway.Settings with { Services = Suite.Services }))!;
        var operations = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Select(operation => operation.Value!).ToList();

        operations.Select(operation => operation["x-grpc-method"]!.ToString()).ShouldBe(
            Suite.Services.SelectMany(service => service.Methods).Where(method => ForwardedMethod.Of(method).IsOpen).SelectMany(method => HttpBinding.Of(method)).Select(binding => binding.Method.FullName),
            ignoreOrder: true);
        operations.Select(operation => operation["operationId"]!.ToString()).ShouldBeUnique();
        foreach (var operation in operations)
        {
            operation["description"]!.ToString().ShouldStartWith(operation["summary"]!.ToString());
            operation["x-roles"]!.AsArray().ShouldNotBeEmpty(operation.ToJsonString());
            operation["x-error-reasons"]!.AsArray().Select(reason => reason!.ToString()).ShouldContain("TOKEN_INVALID");
            operation["responses"]!["401"]!["description"]!.ToString().ShouldContain("No token");
        }
    }

    [Fact]
    public void Every_field_and_value_of_the_suite_has_its_comment_and_its_bounds()
    {
        var schemas = JsonNode.Parse(OpenApiDocument.Write(gateway.Settings with { Services = Suite.Services }))!["components"]!["schemas"]!.AsObject();
        foreach (var (name, schema) in schemas.Where(schema => !schema.Key.StartsWith("google.", StringComparison.Ordinal)))
        {
            schema!["description"]?.ToString().ShouldNotBeNullOrEmpty(name);
            foreach (var (field, property) in schema["properties"]?.AsObject() ?? [])
                property!["description"]?.ToString().ShouldNotBeNullOrEmpty($"{name}.{field}");
            (schema["x-enum-descriptions"]?.AsArray() ?? []).ShouldAllBe(text => text!.ToString().Length > 0, name);
        }

        var list = schemas["complaint.OpenCaseRequest"]!;
        list["required"]!.AsArray().Select(field => field!.ToString()).ShouldBe(["channel", "description"]);
        list["additionalProperties"]!.ToJsonString().ShouldBe("false");
        list["properties"]!["description"]!["maxLength"]!.ToJsonString().ShouldBe("4000");
        list["properties"]!["description"]!["x-personal"]!.ToJsonString().ShouldBe("true");
        list["properties"]!["requestId"]!["format"]!.ToString().ShouldBe("uuid");
        list["properties"]!["lines"]!["maxItems"]!.ToJsonString().ShouldBe("100");
        schemas["complaint.TakeCaseRequest"]!["properties"]!.AsObject().ContainsKey("caseId").ShouldBeFalse("the path has it");
    }

    [Fact]
    public async Task People_find_a_page_the_documentation_and_what_runs()
    {
        using var page = await gateway.Http.GetAsync("/");
        var text = await page.Content.ReadAsStringAsync();
        page.Content.Headers.ContentType!.MediaType.ShouldBe("text/html");
        text.ShouldContain(OpenApiDocument.Version);
        text.ShouldContain("/docs");
        text.ShouldContain($"http://127.0.0.1:{gateway.Settings.HttpPort}/v1/people");
        text.ShouldContain("""<td>aftersales.echo.v1.KindsService</td><td>5</td><td class="up">serving</td>""");
        text.ShouldContain("""<td class="down">not reached</td>""");

        (await gateway.Http.GetStringAsync("/docs/index.html")).ShouldContain("swagger-ui");
        (await gateway.Http.GetStringAsync("/docs/index.js")).ShouldContain("/openapi.json");
        using var script = await gateway.Http.GetAsync("/docs/swagger-ui-bundle.js");
        script.EnsureSuccessStatusCode();
    }
}
