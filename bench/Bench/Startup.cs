using System.Diagnostics;
using System.Globalization;

namespace Aftersales.Bench;

/// <summary>The embedded suite as a process of its own, on an empty folder: until it is ready, and how much memory it has then.</summary>
internal static class Startup
{
    private const double AimSeconds = 5;
    private const double AimMegabytes = 500;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static async Task<IReadOnlyList<Row>> Measure(Pace pace)
    {
        var starts = new List<(double Seconds, double Megabytes)>();
        for (var start = 0; start < pace.Starts; start++)
            starts.Add(await Once());
        var (seconds, megabytes) = (Statistics.Median(starts.Select(s => s.Seconds)), Statistics.Median(starts.Select(s => s.Megabytes)));
        string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
        return
        [
            new("embedded suite, from start until ready", Text($"{seconds:0.0} s"), Report.Ratio(seconds / AimSeconds, "aim"), Text($"at most {AimSeconds:0} s")),
            new("its resident memory then", Text($"{megabytes:0} MB"), Report.Ratio(megabytes / AimMegabytes, "aim"), Text($"at most {AimMegabytes:0} MB")),
        ];
    }

    private static async Task<(double Seconds, double Megabytes)> Once()
    {
        using var folder = new TemporaryFolder();
        var addresses = folder.File("addresses.json");
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Aftersales.AppHost.dll"), "--data", folder.FullName, "--http-port", "0", "--grpc-port", "0"])
        {
            RedirectStandardOutput = true,
        };
        var started = Stopwatch.GetTimestamp();
        using var suite = Process.Start(start)!;
        try
        {
            var output = suite.StandardOutput.ReadToEndAsync();
            while (!File.Exists(addresses))
            {
                if (suite.HasExited || Stopwatch.GetElapsedTime(started) > Patience)
                    throw new InvalidOperationException($"the suite does not start: {(suite.HasExited ? await output : "")}");
                await Task.Delay(5);
            }

            var elapsed = Stopwatch.GetElapsedTime(started).TotalSeconds;
            suite.Refresh();
            return (elapsed, suite.WorkingSet64 / 1e6);
        }
        finally
        {
            suite.Kill();
            await suite.WaitForExitAsync();
        }
    }
}
