using System.Text.Json;

namespace Aftersales.Gateway.Json;

/// <summary>How one kind of value is written in JSON (ProtoJSON), and as the text of a path or query.</summary>
internal abstract class JsonValue<T>
{
    /// <summary>Whether the value can stand in a path or query, or be a map's key.</summary>
    public virtual bool IsText => true;

    /// <summary>Takes the present token, or reports what is wrong and answers false. Ends at the value's last token.</summary>
    public abstract bool Read(ref JsonInput input, out T value);

    public abstract void Write(Utf8JsonWriter json, T value);

    /// <summary>Reads the value from text.</summary>
    /// <returns>Null when it could be read, else what is asked for.</returns>
    public abstract string? Parse(string text, out T value);

    /// <summary>The value as a map's key.</summary>
    public virtual string Key(T value) => throw new NotSupportedException($"{typeof(T).Name} is no key of a map");
}

/// <summary>A value that is written as a JSON string.</summary>
internal abstract class JsonText<T> : JsonValue<T>
{
    public override bool Read(ref JsonInput input, out T value)
    {
        value = default!;
        if (input.Reader.TokenType is not JsonTokenType.String)
            return input.Refuse(Flaw.Type, "must be a string");
        if (input.Text() is not { } text)
            return input.Refuse(Flaw.Value, "must be Unicode text in UTF-8, without half surrogates");
        return Parse(text, out value) is not { } problem || input.Refuse(Flaw.Value, problem);
    }
}
