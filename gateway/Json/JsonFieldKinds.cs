using System.Reflection;
using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Google.Protobuf.Reflection;

namespace Aftersales.Gateway.Json;

/// <summary>A field with one value.</summary>
internal sealed class JsonSingle<TMessage, T>(FieldDescriptor descriptor, PropertyInfo property, JsonValue<T> value) : JsonField(descriptor)
    where TMessage : IMessage
{
    private readonly Func<TMessage, T> get = property.GetMethod!.CreateDelegate<Func<TMessage, T>>();
    private readonly Action<TMessage, T> set = property.SetMethod!.CreateDelegate<Action<TMessage, T>>();
    private readonly Func<IMessage, bool>? has = descriptor.HasPresence ? descriptor.Accessor.HasValue : null;

    public override bool IsWritten(IMessage message) => has is null || has(message);

    public override void Read(ref JsonInput input, IMessage message)
    {
        if (value.Read(ref input, out var read))
            set((TMessage)message, read);
    }

    public override void Write(Utf8JsonWriter json, IMessage message) => value.Write(json, get((TMessage)message));

    public override string? Parse(string text, IMessage message)
    {
        if (!value.IsText)
            return base.Parse(text, message);
        var problem = value.Parse(text, out var parsed);
        if (problem is null)
            set((TMessage)message, parsed);
        return problem;
    }

    public override bool Contradicts(string text, IMessage message)
    {
        var present = get((TMessage)message);
        var isThere = has?.Invoke(message) ?? !(present is "" or ByteString { IsEmpty: true } || EqualityComparer<T>.Default.Equals(present, default));
        return isThere && value.Parse(text, out var parsed) is null && !EqualityComparer<T>.Default.Equals(present, parsed);
    }

    public override IMessage? Child(IMessage message)
    {
        if (value is not JsonObject<T> made)
            return null;
        if (has!(message))
            return (IMessage)get((TMessage)message)!;
        var child = made.New();
        set((TMessage)message, child);
        return (IMessage)child!;
    }
}

/// <summary>A list.</summary>
internal sealed class JsonList<TMessage, T>(FieldDescriptor descriptor, PropertyInfo property, JsonValue<T> value) : JsonField(descriptor)
    where TMessage : IMessage
{
    private readonly Func<TMessage, RepeatedField<T>> get = property.GetMethod!.CreateDelegate<Func<TMessage, RepeatedField<T>>>();

    public override bool IsWritten(IMessage message) => true;

    public override void Read(ref JsonInput input, IMessage message)
    {
        if (input.Reader.TokenType is not JsonTokenType.StartArray)
        {
            input.Refuse(Flaw.Type, "must be a list");
            return;
        }

        var list = get((TMessage)message);
        for (var index = 0; input.Reader.Read() && input.Reader.TokenType is not JsonTokenType.EndArray && !input.Findings.IsFull; index++)
        {
            input.Findings.Enter(index);
            if (input.Reader.TokenType is JsonTokenType.Null)
                input.Refuse(Flaw.Type, "must not be null");
            else if (value.Read(ref input, out var item))
                list.Add(item);
            input.Findings.Leave();
        }
    }

    public override void Write(Utf8JsonWriter json, IMessage message)
    {
        json.WriteStartArray();
        foreach (var item in get((TMessage)message))
            value.Write(json, item);
        json.WriteEndArray();
    }

    public override string? Parse(string text, IMessage message)
    {
        if (!value.IsText)
            return base.Parse(text, message);
        var problem = value.Parse(text, out var item);
        if (problem is null)
            get((TMessage)message).Add(item);
        return problem;
    }
}

/// <summary>A map: an object with its keys as names.</summary>
internal sealed class JsonMap<TMessage, TKey, T>(FieldDescriptor descriptor, PropertyInfo property, JsonValue<TKey> key, JsonValue<T> value) : JsonField(descriptor)
    where TMessage : IMessage
    where TKey : notnull
{
    private readonly Func<TMessage, MapField<TKey, T>> get = property.GetMethod!.CreateDelegate<Func<TMessage, MapField<TKey, T>>>();

    public override bool IsWritten(IMessage message) => true;

    public override void Read(ref JsonInput input, IMessage message)
    {
        if (input.Reader.TokenType is not JsonTokenType.StartObject)
        {
            input.Refuse(Flaw.Type, "must be an object");
            return;
        }

        var map = get((TMessage)message);
        while (input.Reader.Read() && input.Reader.TokenType is JsonTokenType.PropertyName && !input.Findings.IsFull)
        {
            input.Findings.EnterMap();
            ReadPair(ref input, map);
            input.Findings.Leave();
        }
    }

    public override void Write(Utf8JsonWriter json, IMessage message)
    {
        json.WriteStartObject();
        foreach (var (name, item) in get((TMessage)message))
        {
            json.WritePropertyName(key.Key(name));
            value.Write(json, item);
        }

        json.WriteEndObject();
    }

    private void ReadPair(ref JsonInput input, MapField<TKey, T> map)
    {
        var text = input.Text();
        input.Reader.Read();
        var name = default(TKey);
        if (text is null)
            input.Refuse(Flaw.Value, "must have Unicode text as key");
        else if (key.Parse(text, out name) is { } problem)
            input.Refuse(Flaw.Value, $"has a key that {problem}");
        else if (map.ContainsKey(name))
            input.Refuse(Flaw.Twice, "must not have a key twice");
        else if (input.Reader.TokenType is JsonTokenType.Null)
            input.Refuse(Flaw.Type, "must not be null");
        else if (value.Read(ref input, out var item))
            map.Add(name, item);
    }
}
