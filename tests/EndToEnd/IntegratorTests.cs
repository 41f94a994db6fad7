using System.Diagnostics;
using System.Text.Json;
using Aftersales.Testing;

namespace Aftersales.EndToEnd;

/// <summary>What integrators are told to do, done literally: the first calls of the documentation, and the sample clients.</summary>
public sealed class IntegratorTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Generates the client, compiles and runs the sample, where the packages lie that its package.json names.</summary>
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
        } finally {
          rmSync(folder, { recursive: true });
        }
        """;

    private readonly string folder = System.IO.Directory.CreateTempSubdirectory("aftersales-").FullName;
    private SuiteProcess suite = null!;
    private string http = "";
    private string grpc = "";

    public async Task InitializeAsync()
    {
        suite = await SuiteProcess.Suite(folder);
        using var addresses = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "addresses.json")));
        http = addresses.RootElement.GetProperty("http").GetString()!.TrimEnd('/');
        grpc = addresses.RootElement.GetProperty("grpc").GetString()!.TrimEnd('/');
    }

    public async Task DisposeAsync()
    {
        await suite.DisposeAsync();
        System.IO.Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task What_the_documentation_says_works_literally()
    {
        var start = await Bash(Block("docs/integrators.md", "# start"));
        start.ShouldContain("\"personId\":\"wang\"");
        start.ShouldContain("\"state\":\"CASE_STATE_OPEN\"");
        start.ShouldContain("\"nextPageToken\":\"\"");

        (await Bash(Block("README.md", "TOKEN=$(curl"))).ShouldContain("王小燕");
    }

    [Fact]
    public async Task The_sample_clients_do_their_job()
    {
        var typescript = NodeTools.Node(TypeScript, Repository.Path("samples/clients/typescript"), http);
        var python = Python();

        ShouldHaveDoneAll((await typescript).Succeeded());
        ShouldHaveDoneAll(await python);
    }

    private static void ShouldHaveDoneAll(string said)
    {
        said.ShouldContain("opened case_");
        said.ShouldContain("said again: the same case");
        said.ShouldContain("OPEN, waiting for decision");
        said.ShouldContain("listed: found on ");
        said.ShouldContain("refused: INVALID_REQUEST at request_id, channel");
    }

    private async Task<string> Python()
    {
        var sample = Repository.Path("samples/clients/python");
        var generated = Path.Combine(folder, "python");
        return await Bash($"""
            cd '{sample}'
            '{NodeTools.Package(".bin/buf")}' generate -o '{generated}'
            /usr/bin/python3 -B main.py {http} {new Uri(grpc).Authority} '{generated}/gen'
            """);
    }

    /// <summary>The block of a page that begins like this, at the addresses of this suite.</summary>
    private string Block(string page, string begin)
    {
        var text = File.ReadAllText(Repository.Path(page));
        var from = text.IndexOf("```bash\n" + begin, StringComparison.Ordinal) + "```bash\n".Length;
        from.ShouldBeGreaterThan(10, $"{page} has no block that begins with {begin}");
        return text[from..text.IndexOf("```", from, StringComparison.Ordinal)]
            .Replace("http://localhost:8080", http, StringComparison.Ordinal).Replace("localhost:8080", http, StringComparison.Ordinal)
            .Replace("http://localhost:8081", grpc, StringComparison.Ordinal);
    }

    private static async Task<string> Bash(string script)
    {
        var start = new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", script])
        {
            WorkingDirectory = Repository.Path("."),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var bash = Process.Start(start)!;
        using var patience = new CancellationTokenSource(Patience);
        var (output, errors) = (bash.StandardOutput.ReadToEndAsync(patience.Token), bash.StandardError.ReadToEndAsync(patience.Token));
        await bash.WaitForExitAsync(patience.Token);
        bash.ExitCode.ShouldBe(0, $"{script}\n{await output}\n{await errors}");
        return await output;
    }
}
