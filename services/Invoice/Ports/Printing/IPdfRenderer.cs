namespace Aftersales.Invoices.Ports.Printing;

/// <summary>Makes a PDF of a printable form, with its fonts in it.</summary>
public interface IPdfRenderer
{
    /// <summary>The PDF; null when none could be made: the form is fine, so trying later may help.</summary>
    Task<byte[]?> Render(string html, CancellationToken cancel);
}
