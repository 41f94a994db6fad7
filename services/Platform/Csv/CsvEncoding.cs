using System.Text;

namespace Aftersales.Platform.Csv;

/// <summary>
/// The encoding of an export file. A byte-order mark tells; without one the header does, since its Chinese names are text in one encoding
/// only. Later bytes that are no text in it become <see cref="BadByte"/>, which marks the field.
/// </summary>
public static class CsvEncoding
{
    /// <summary>A noncharacter, which real text does not hold.</summary>
    public const char BadByte = '\uFFFF';

    private const int Gb18030CodePage = 54936;
    private static readonly DecoderFallback Mark = new DecoderReplacementFallback(BadByte.ToString());

    private static readonly Encoding Utf8 = Encoding.GetEncoding("utf-8", EncoderFallback.ExceptionFallback, Mark);

    /// <summary>GB18030, which holds GBK and GB2312 within it.</summary>
    private static readonly Encoding Gb18030 =
        CodePagesEncodingProvider.Instance.GetEncoding(Gb18030CodePage, EncoderFallback.ExceptionFallback, Mark)!;

    /// <summary>The encoding by the file's first line, and the line decoded without its mark; null when it is neither.</summary>
    public static (Encoding Encoding, string Header)? Detect(ReadOnlySpan<byte> firstLine)
    {
        if (firstLine.StartsWith(Encoding.UTF8.Preamble))
            firstLine = firstLine[Encoding.UTF8.Preamble.Length..];
        foreach (var encoding in new[] { Utf8, Gb18030 })
        {
            var header = encoding.GetString(firstLine);
            if (!header.Contains(BadByte))
                return (encoding, header);
        }
        return null;
    }
}
