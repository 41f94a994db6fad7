using System.Buffers;
using System.Text.Json;

namespace Aftersales.Gateway.Json;

/// <summary>A JSON text being read, and what was found wrong with it so far.</summary>
internal ref struct JsonInput(ReadOnlySpan<byte> text, Findings findings)
{
    /// <summary>Objects and lists within each other; the contracts need a handful.</summary>
    public const int MaxDepth = 32;

    private static readonly JsonReaderOptions Strict = new() { MaxDepth = MaxDepth };

    public Utf8JsonReader Reader = new(text, Strict);

    public Findings Findings { get; } = findings;

    /// <summary>The present value cannot be taken; it is stepped over.</summary>
    public bool Refuse(string reason, string problem)
    {
        Findings.Add(reason, problem);
        Reader.Skip();
        return false;
    }

    /// <summary>The present string or property name; null when it is no Unicode text.</summary>
    public string? Text()
    {
        try
        {
            return Reader.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>The present number as it was written.</summary>
    public string Number() => System.Text.Encoding.ASCII.GetString(Reader.HasValueSequence ? Reader.ValueSequence.ToArray() : Reader.ValueSpan);
}
