using System.Diagnostics;

namespace Aftersales.Testing;

/// <summary>The programs of <c>tools/</c> (buf, foreign clients, original contracts), restored from its lock file when that changed.</summary>
public static class NodeTools
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly Lazy<string> Restored = new(Restore);

    /// <summary>The folder with <c>Microservices.sln</c>.</summary>
    public static string RepositoryRoot { get; } = FindRoot();

    /// <summary>The folder <c>tools</c>, with its packages restored.</summary>
    public static string Folder => Restored.Value;

    /// <summary>Path of a file of an npm package.</summary>
    public static string Package(string path) => Path.Combine(Folder, "node_modules", path);

    /// <summary>Runs <c>buf</c> at the repository's root.</summary>
    public static Task<ToolResult> Buf(params IEnumerable<string> arguments) => Run(Package(".bin/buf"), RepositoryRoot, "", arguments);

    /// <summary>Runs an ES module in <c>tools</c>, so that it finds the packages; <paramref name="script"/> is its text.</summary>
    public static Task<ToolResult> Node(string script, params IEnumerable<string> arguments) =>
        Run("node", Folder, script, ["--input-type=module", "-", .. arguments]);

    private static async Task<ToolResult> Run(string program, string folder, string input, IEnumerable<string> arguments)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var errors = process.StandardError.ReadToEndAsync(patience.Token);
            await process.StandardInput.WriteAsync(input.AsMemory(), patience.Token);
            process.StandardInput.Close();
            await process.WaitForExitAsync(patience.Token);
            return new(process.ExitCode, await output, await errors);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static string Restore()
    {
        var tools = Path.Combine(RepositoryRoot, "tools");
        using var turn = TakeTurn(Path.Combine(tools, ".restore.lock"));
        var stamp = Path.Combine(tools, "node_modules", ".restored");
        var wanted = File.ReadAllText(Path.Combine(tools, "package-lock.json"));
        if (File.Exists(stamp) && File.ReadAllText(stamp) == wanted)
            return tools;
        // Not "npm ci": it refuses a lock without buf's binaries for other platforms, which not every registry has.
        Run("npm", tools, "", ["install", "--no-save"]).GetAwaiter().GetResult().Succeeded();
        File.WriteAllText(stamp, wanted);
        return tools;
    }

    /// <summary>Test projects run side by side; one of them restores, the others wait.</summary>
    private static FileStream TakeTurn(string path)
    {
        for (var waited = Stopwatch.StartNew(); ;)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (waited.Elapsed < Patience)
            {
                Thread.Sleep(200);
            }
        }
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Microservices.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("the tests run outside the repository");
        return folder;
    }
}

/// <summary>What a program said.</summary>
public sealed record ToolResult(int ExitCode, string Output, string Errors)
{
    /// <summary>The output of a program that must have succeeded.</summary>
    public string Succeeded() =>
        ExitCode == 0 ? Output : throw new InvalidOperationException($"exit code {ExitCode}\n{Output}\n{Errors}");
}
