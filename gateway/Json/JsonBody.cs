using System.Text.Json;
using Google.Protobuf;

namespace Aftersales.Gateway.Json;

/// <summary>Reads a whole JSON text; what is wrong with it, syntax included, goes to the findings.</summary>
internal static class JsonBody
{
    /// <summary>Reads a text that is a message.</summary>
    public static void Read(ReadOnlySpan<byte> text, JsonMessage type, IMessage message, Findings findings) =>
        Read(text, findings, (ref JsonInput input) => type.Read(ref input, message));

    /// <summary>Reads a text that is one field of a message.</summary>
    public static void Read(ReadOnlySpan<byte> text, JsonField field, IMessage message, Findings findings) =>
        Read(text, findings, (ref JsonInput input) =>
        {
            input.Findings.Enter(field.Descriptor.Name);
            if (input.Reader.TokenType is not JsonTokenType.Null)
                field.Read(ref input, message);
            input.Findings.Leave();
        });

    private static void Read(ReadOnlySpan<byte> text, Findings findings, ReadRoot root)
    {
        var input = new JsonInput(text, findings);
        try
        {
            input.Reader.Read();
            root(ref input);
            if (!findings.IsFull)
                input.Reader.Read(); // refuses what follows
        }
        catch (JsonException broken)
        {
            findings.Add(Flaw.Syntax, Problem(broken, input.Reader.CurrentDepth));
        }
    }

    // Not the library's message: that quotes the text.
    private static string Problem(JsonException broken, int depth) => depth >= JsonInput.MaxDepth
        ? $"is nested deeper than {JsonInput.MaxDepth}"
        : $"is no JSON from line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1} on";

    private delegate void ReadRoot(ref JsonInput input);
}
