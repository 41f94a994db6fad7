using System.Text.Json;
using Aftersales.Testing;

namespace Aftersales.EndToEnd;

/// <summary>What integrators are told to do, done literally: the first calls of the documentation, and the sample clients.</summary>
public sealed class IntegratorTests(IntegratorTests.Started started) : IClassFixture<IntegratorTests.Started>
{
    /// <summary>Generates the client, compiles and runs the sample, where the packages lie that its package.json names; then counts what it does about a limit.</summary>
    private const string TypeScript =
        """
        import { execFileSync } from "node:child_process";
        import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
        import { join, resolve } from "node:path";

        const [sample, gateway] = process.argv.slice(2);
        const bin = resolve("node_modules/.bin");
        const folder = resolve(mkdtempSync("node_modules/.aftersales-sample-"));
        try {
          cpSync(sample, folder, { recursive: true });
          execFileSync(join(bin, "buf"), ["generate", "-o", folder], { cwd: sample, env: { ...process.env, PATH: `${bin}:${process.env.PATH}` } });
          execFileSync(join(bin, "tsc"), ["-p", folder], { stdio: ["ignore", 2, 2] });
          console.log(execFileSync("node", [join(folder, "out/main.js"), gateway]).toString());

          const { Code, ConnectError } = await import("@connectrpc/connect");
          const { RetryInfoSchema } = await import(join(folder, "out/gen/google/rpc/error_details_pb.js"));
          const { withRetries } = await import(join(folder, "out/suite.js"));
          const patience = { desc: RetryInfoSchema, value: { retryDelay: { nanos: 600_000_000 } } };
          async function limited(...details) {
            const times = [];
            const call = async () => {
              times.push(performance.now());
              if (times.length === 1) throw new ConnectError("too many", Code.ResourceExhausted, undefined, details);
            };
            await withRetries(call).catch(() => {});
            return times;
          }
          const told = await limited(patience);
          console.log(`limited: tried ${told.length} times, as told: ${told[1] - told[0] > 590}; without a time ${(await limited()).length}`);
        } finally {
          rmSync(folder, { recursive: true });
        }
        """;

    /// <summary>Counts what the sample does about a limit.</summary>
    private const string PythonLimited =
        """
        import sys, time
        sample, generated = sys.argv[1:]
        sys.path[:0] = [sample, generated]
        import google
        google.__path__.append(generated + "/google")
        import grpc, suite
        from google.protobuf import duration_pb2
        from google.rpc import error_details_pb2, status_pb2

        class Limited(grpc.RpcError):
            def __init__(self, details):
                self.status = status_pb2.Status(code=8)
                for detail in details:
                    self.status.details.add().Pack(detail)

            def code(self):
                return grpc.StatusCode.RESOURCE_EXHAUSTED

            def trailing_metadata(self):
                return (("grpc-status-details-bin", self.status.SerializeToString()),)

        def limited(*details):
            times = []
            def call(request, metadata, timeout):
                times.append(time.monotonic())
                if len(times) == 1:
                    raise Limited(details)
            try:
                suite.with_retries(call, None, ())
            except Limited:
                pass
            return times

        told = limited(error_details_pb2.RetryInfo(retry_delay=duration_pb2.Duration(nanos=600_000_000)))
        print(f"limited: tried {len(told)} times, as told: {told[1] - told[0] > 0.59}; without a time {len(limited())}".lower())
        """;

    private readonly string folder = started.Folder;
    private readonly string http = started.Http;
    private readonly string grpc = started.Grpc;

    [Fact]
    public async Task What_the_documentation_says_works_literally()
    {
        var start = await Shell.Bash(Block("docs/integrators.md", "# start"));
        start.ShouldContain("\"personId\":\"wang\"");
        start.ShouldContain("\"state\":\"CASE_STATE_OPEN\"");
        start.ShouldContain("\"nextPageToken\":\"\"");

        (await Shell.Bash(Block("README.md", "TOKEN=$(curl"))).ShouldContain("王小燕");

        var watched = await Shell.Bash($$"""
            {{Block("docs/integrators.md", "# start").Split("curl -sf")[0]}}
            CASE=$(curl -sf "$GATEWAY/v1/cases?pageSize=1" -H "authorization: Bearer $CUSTOMER" | sed 's/.*"caseId":"\([^"]*\)".*/\1/')
            node --input-type=module - $GATEWAY $CUSTOMER $CASE <<'END'
            const [gateway, token, caseId] = process.argv.slice(2);
            function show(line) {
              console.log(line.result.entries[0].event);
              process.exit();
            }
            {{Block("docs/integrators.md", "const watch", "js")}}
            END
            """);
        watched.ShouldBe("CaseOpened\n");
    }

    [Fact]
    public async Task The_sample_clients_do_their_job()
    {
        var typescript = NodeTools.Node(TypeScript, Repository.Path("samples/clients/typescript"), http);
        var python = Python();
        var csharp = await Shell.Bash($"dotnet '{Path.Combine(AppContext.BaseDirectory, "Aftersales.Sample.dll")}' {http} {grpc}");

        ShouldHaveDoneAll((await typescript).Succeeded());
        ShouldHaveDoneAll(await python);
        ShouldHaveDoneAll(csharp);
        // The time that was told is longer than the half second that they would wait of themselves.
        foreach (var said in new[] { (await typescript).Output, await python })
            said.ShouldContain("limited: tried 2 times, as told: true; without a time 1");
    }

    [Fact]
    public async Task The_receiver_of_the_documentation_takes_what_the_suite_signed_and_nothing_else()
    {
        var port = FreePort.Next();
        var receiver = Block("docs/integrators.md", "import base64", "python").Replace("8000", $"{port}", StringComparison.Ordinal);
        await File.WriteAllTextAsync(Path.Combine(folder, "receiver.py"), receiver);
        var said = await Shell.Bash($$"""
            {{Block("docs/integrators.md", "# start").Split("curl -sf")[0]}}
            MADE=$(curl -sf $GATEWAY/v1/subscriptions -H "authorization: Bearer $SUPERVISOR" -H 'content-type: application/json' -H 'idempotency-key: receiver'               -d '{"label":"ERP", "url":"http://127.0.0.1:{{port}}/hooks", "eventTypes":["aftersales.complaint.v1.CaseOpened"]}')
            SIGNING_SECRET=$(sed 's/.*"signingSecret":"\([^"]*\)".*/\1/' <<<"$MADE") /usr/bin/python3 -uB {{folder}}/receiver.py >{{folder}}/received 2>&1 &
            trap "kill $!" EXIT
            until curl -s -o /dev/null http://127.0.0.1:{{port}}; do sleep 0.05; done
            STATUS=$(curl -s -o /dev/null -w '%{http_code}' http://127.0.0.1:{{port}} -H 'webhook-id: 1' -H "webhook-timestamp: $(date +%s)" -H 'webhook-signature: v1,AAAA' -d '{}')
            [[ $STATUS == 401 ]] || { echo "forged: $STATUS"; exit 1; }
            curl -sf $GATEWAY/v1/cases -H "authorization: Bearer $(token buyer-2 customer)" -H 'content-type: application/json' -H 'idempotency-key: received'               -d '{"type":"CASE_TYPE_INQUIRY","channel":"CHANNEL_WEB","description":"?"}' >/dev/null
            for _ in {1..400}; do ! grep -m1 ^aftersales {{folder}}/received || exit 0; sleep 0.05; done
            cat {{folder}}/received
            exit 1
            """);

        said.ShouldStartWith("aftersales.complaint.v1.CaseOpened case_");
    }

    private static void ShouldHaveDoneAll(string said)
    {
        said.ShouldContain("opened case_");
        said.ShouldContain("said again: the same case");
        said.ShouldContain("OPEN, waiting for decision");
        said.ShouldContain("followed: CaseOpened");
        said.ShouldContain("listed: found on ");
        said.ShouldContain("refused: INVALID_REQUEST at request_id, channel");
        said.ShouldContain("received: aftersales.complaint.v1.CaseOpened, ");
        said.ShouldContain("INQUIRY", Case.Insensitive);
    }

    private async Task<string> Python()
    {
        var sample = Repository.Path("samples/clients/python");
        var generated = Path.Combine(folder, "python");
        return await Shell.Bash($"""
            cd '{sample}'
            '{NodeTools.Package(".bin/buf")}' generate -o '{generated}'
            /usr/bin/python3 -B main.py {http} {new Uri(grpc).Authority} '{generated}/gen'
            /usr/bin/python3 -B - '{sample}' '{generated}/gen' <<'END'
            {PythonLimited}
            END
            """);
    }

    /// <summary>The block of a page that begins like this, at the addresses of this suite.</summary>
    private string Block(string page, string begin, string language = "bash")
    {
        var text = File.ReadAllText(Repository.Path(page));
        var mark = $"```{language}\n";
        var from = text.IndexOf(mark + begin, StringComparison.Ordinal) + mark.Length;
        from.ShouldBeGreaterThan(mark.Length, $"{page} has no block that begins with {begin}");
        return text[from..text.IndexOf("```", from, StringComparison.Ordinal)]
            .Replace("http://localhost:8080", http, StringComparison.Ordinal).Replace("localhost:8080", http, StringComparison.Ordinal)
            .Replace("http://localhost:8081", grpc, StringComparison.Ordinal);
    }

    /// <summary>One suite for all of it.</summary>
    public sealed class Started : IAsyncLifetime
    {
        private SuiteProcess suite = null!;

        public string Folder { get; } = System.IO.Directory.CreateTempSubdirectory("aftersales-").FullName;

        public string Http { get; private set; } = "";

        public string Grpc { get; private set; } = "";

        public async Task InitializeAsync()
        {
            suite = await SuiteProcess.Suite(Folder);
            using var addresses = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, "addresses.json")));
            Http = addresses.RootElement.GetProperty("http").GetString()!.TrimEnd('/');
            Grpc = addresses.RootElement.GetProperty("grpc").GetString()!.TrimEnd('/');
        }

        public async Task DisposeAsync()
        {
            await suite.DisposeAsync();
            System.IO.Directory.Delete(Folder, recursive: true);
        }
    }
}
