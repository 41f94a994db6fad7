using System.Text;

namespace Aftersales.Gateway.Transcoding;

/// <summary>Percent-encoded text of an address.</summary>
internal static class UrlText
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>The text; null when an escape is malformed or the bytes are no UTF-8.</summary>
    /// <param name="text">As it was sent.</param>
    /// <param name="isQuery">In a query a plus is a blank.</param>
    /// <param name="keepsSlash">Whether an encoded slash stays as it is: it is no border between segments.</param>
    public static string? Decode(string text, bool isQuery = false, bool keepsSlash = false)
    {
        if (!text.AsSpan().ContainsAny('%', '+') && Ascii.IsValid(text))
            return text;
        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] > '\x7f')
                return null;
            if (text[i] != '%')
            {
                bytes.Add((byte)(text[i] == '+' && isQuery ? ' ' : text[i]));
                continue;
            }

            if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2]))
                return null;
            var code = Convert.ToByte(text.Substring(i + 1, 2), 16);
            if (code == '/' && keepsSlash)
                bytes.AddRange(Encoding.ASCII.GetBytes(text, i, 3));
            else
                bytes.Add(code);
            i += 2;
        }

        try
        {
            return Strict.GetString([.. bytes]);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
