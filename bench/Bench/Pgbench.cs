using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace Aftersales.Bench;

/// <summary>PostgreSQL's own benchmark, with a script of ours and prepared statements.</summary>
internal sealed partial class Pgbench(string connectionString, string schema, PgbenchScript script)
{
    private const int Threads = 2;

    public int Statements => script.Statements;

    /// <exception cref="InvalidOperationException">pgbench or one of its transactions failed.</exception>
    public async Task<Rate> Run(TimeSpan time, int clients)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, script.Text);
            var output = await Output(Start(file, time, clients));
            if (FailedCount().Match(output) is not { Success: true, Groups: var failed } || failed[1].Value != "0")
                throw new InvalidOperationException($"pgbench had failures: {output}");
            return new(Number(PerSecond(), output), TimeSpan.FromMilliseconds(Number(Latency(), output)));
        }
        finally
        {
            File.Delete(file);
        }
    }

    private ProcessStartInfo Start(string file, TimeSpan time, int clients)
    {
        var server = new NpgsqlConnectionStringBuilder(connectionString);
        string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
        var start = new ProcessStartInfo(Find())
        {
            ArgumentList =
            {
                "--no-vacuum", "--protocol", "prepared", "--file", file, "--time", Text((int)time.TotalSeconds),
                "--client", Text(clients), "--jobs", Text(Threads), "--host", server.Host!, "--port", Text(server.Port), "--username", server.Username!,
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (value, variable) in script.Constants)
        {
            start.ArgumentList.Add("--define");
            start.ArgumentList.Add($"{variable}={value}");
        }

        start.ArgumentList.Add(server.Database!);

        // As the services connect, see PostgresConnection.
        start.Environment["PGOPTIONS"] = $"-c search_path={schema} -c enable_seqscan=off";
        return start;
    }

    private static async Task<string> Output(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"pgbench failed: {await errors}");
    }

    // Debian keeps it off PATH, one folder a version.
    private static string Find() => Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin", "pgbench")).Where(File.Exists).Max() ?? "pgbench"
        : "pgbench";

    private static double Number(Regex pattern, string output) => pattern.Match(output) is { Success: true, Groups: var found }
        ? double.Parse(found[1].ValueSpan, CultureInfo.InvariantCulture)
        : throw new InvalidOperationException($"pgbench's output is not understood: {output}");

    [GeneratedRegex(@"number of failed transactions: (\d+)")]
    private static partial Regex FailedCount();

    [GeneratedRegex(@"tps = ([\d.]+)")]
    private static partial Regex PerSecond();

    [GeneratedRegex(@"latency average = ([\d.]+) ms")]
    private static partial Regex Latency();
}
