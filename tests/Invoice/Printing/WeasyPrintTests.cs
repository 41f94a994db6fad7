using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aftersales.Invoices.Ports.Printing;

/// <summary>The real renderer, as a process.</summary>
public class WeasyPrintTests
{
    [Theory]
    [InlineData("Ordinary")]
    [InlineData("VatSpecial")]
    [InlineData("Red")]
    public async Task R_INV_7_a_PDF_has_the_text_and_its_fonts_in_it(string name)
    {
        var paper = PaperTests.Find(name);
        var pdf = await Render(PaperHtml.Write(paper));
        var text = await Poppler("pdftotext", pdf.ShouldNotBeNull(), "FILE", "-");
        foreach (var expected in new[] { paper.Heading, paper.Number, paper.Capitals, paper.Seller.Name, "2026年06月02日" })
            text.ReplaceLineEndings("").ShouldContain(expected);
        var fonts = (await Poppler("pdffonts", pdf, "FILE")).Split('\n').Skip(2).Where(line => line.Length > 0).ToList();
        fonts.ShouldNotBeEmpty();
        fonts.ShouldAllBe(font => font.Contains(" yes yes ") || font.Contains(" yes no "), "embedded");
    }

    [Fact]
    public async Task Documents_fetch_nothing()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/x.png";
        var secret = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(secret, "SECRET");
            var pdf = await Render($"<p>seen<img src=\"{address}\"><link rel=\"attachment\" href=\"file://{secret}\"><iframe src=\"file://{secret}\"></iframe>");
            (await Poppler("pdftotext", pdf.ShouldNotBeNull(), "FILE", "-")).ShouldNotContain("SECRET");
            (await Poppler("pdfdetach", pdf, "-list", "FILE")).ShouldContain("0 embedded files");
            listener.Pending().ShouldBeFalse("nobody called");
        }
        finally
        {
            File.Delete(secret);
        }
    }

    [Fact]
    public async Task A_document_that_takes_too_long_or_too_much_is_given_up()
    {
        var endless = new StringBuilder().Insert(0, "<p>" + new string('x', 200) + "</p>", 20_000).ToString();
        var watch = Stopwatch.StartNew();
        (await Render(endless, WeasyPrintSettings.Default with { Patience = TimeSpan.FromSeconds(2) })).ShouldBeNull();
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(15));
        (await Render("<p>x", WeasyPrintSettings.Default with { MemoryMegabytes = 20 })).ShouldBeNull();
    }

    [Fact]
    public async Task Without_the_renderer_there_is_no_PDF_and_no_failure() =>
        (await Render("<p>x", WeasyPrintSettings.Default with { Python = "/nowhere/python3" })).ShouldBeNull();

    private static async Task<byte[]?> Render(string html, WeasyPrintSettings? settings = null)
    {
        var renderer = new WeasyPrint(settings ?? WeasyPrintSettings.Default, NullLogger<WeasyPrint>.Instance);
        return await renderer.Render(html, CancellationToken.None);
    }

    private static async Task<string> Poppler(string tool, byte[] pdf, params string[] arguments)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllBytesAsync(file, pdf);
            using var process = Process.Start(new ProcessStartInfo(tool, arguments.Select(argument => argument == "FILE" ? file : argument)) { RedirectStandardOutput = true })!;
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            process.ExitCode.ShouldBe(0, tool);
            return output;
        }
        finally
        {
            File.Delete(file);
        }
    }
}
