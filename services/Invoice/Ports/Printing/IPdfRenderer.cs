namespace Aftersales.Invoices.Ports.Printing;

/// <summary>Makes a PDF of a printable form, with its fonts in it.</summary>
public interface IPdfRenderer
{
    /// <summary>The PDF; null when none could be made: the form is fine, so trying later may help.</summary>
    Task<byte[]?> Render(string html, CancellationToken cancel);
}

/// <summary>Makes none: where no PDFs are wanted, or nothing could make them.</summary>
public sealed class NoPdf : IPdfRenderer
{
    public Task<byte[]?> Render(string html, CancellationToken cancel) => Task.FromResult<byte[]?>(null);
}
