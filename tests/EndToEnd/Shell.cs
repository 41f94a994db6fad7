using System.Diagnostics;

namespace Aftersales.EndToEnd;

/// <summary>Runs what people type.</summary>
internal static class Shell
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>What it printed; it must end well.</summary>
    public static async Task<string> Bash(string script)
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
