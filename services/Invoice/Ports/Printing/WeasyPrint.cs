using System.Diagnostics;
using System.Text;

namespace Aftersales.Invoices.Ports.Printing;

/// <summary>
/// WeasyPrint as a process of its own: it gets the form on its input, may fetch nothing (titles are what customers typed), and is ended when it
/// takes too long or too much memory.
/// </summary>
public sealed partial class WeasyPrint(WeasyPrintSettings settings, ILogger<WeasyPrint> log) : IPdfRenderer
{
    private static readonly string Script = ReadScript();

    public async Task<byte[]?> Render(string html, CancellationToken cancel)
    {
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            patience.CancelAfter(settings.Patience);
            return await Run(html, patience.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            NotMade(log, $"it took longer than {settings.Patience.TotalSeconds:0.#} s");
            return null;
        }
        catch (Exception missing) when (missing is System.ComponentModel.Win32Exception or IOException)
        {
            NotMade(log, missing.Message);
            return null;
        }
    }

    private async Task<byte[]?> Run(string html, CancellationToken cancel)
    {
        using var process = new Process { StartInfo = Start() };
        process.Start();
        try
        {
            // All three at once: a process that waits for its output to be read does not read its input.
            using var pdf = new MemoryStream();
            var output = process.StandardOutput.BaseStream.CopyToAsync(pdf, cancel);
            var errors = process.StandardError.ReadToEndAsync(cancel);
            await process.StandardInput.BaseStream.WriteAsync(Encoding.UTF8.GetBytes(html), cancel);
            process.StandardInput.Close();
            await Task.WhenAll(output, errors, process.WaitForExitAsync(cancel));
            if (process.ExitCode == 0 && pdf.GetBuffer().AsSpan(0, (int)pdf.Length).StartsWith("%PDF-"u8))
                return pdf.ToArray();
            NotMade(log, $"exit code {process.ExitCode}, {(await errors).Split('\n').LastOrDefault(line => line.Length > 0)?.Split(':')[0]}");
            return null;
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private ProcessStartInfo Start()
    {
        var start = new ProcessStartInfo(settings.Python)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var argument in (string[])["-I", "-c", Script, $"{settings.MemoryMegabytes}"])
            start.ArgumentList.Add(argument);
        return start;
    }

    private static string ReadScript()
    {
        using var reader = new StreamReader(typeof(WeasyPrint).Assembly.GetManifestResourceStream("weasyprint.py")!);
        return reader.ReadToEnd();
    }

    [LoggerMessage(LogLevel.Warning, "no PDF was made: {Why}")]
    private static partial void NotMade(ILogger log, string why);
}

/// <param name="Python">A Python 3 that has WeasyPrint.</param>
/// <param name="Patience">How long one document may take.</param>
/// <param name="MemoryMegabytes">Address space of the process.</param>
public sealed record WeasyPrintSettings(string Python, TimeSpan Patience, int MemoryMegabytes)
{
    public static WeasyPrintSettings Default { get; } = new("/usr/bin/python3", TimeSpan.FromSeconds(30), 2048);
}
