using Aftersales.Gateway.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Aftersales.Gateway.Transcoding;

/// <summary>A field of a request, or of a message within it: <c>page_size</c>, <c>cause.kind</c>.</summary>
internal sealed class FieldPath
{
    private readonly JsonField[] fields;

    private FieldPath(JsonField[] fields) => this.fields = fields;

    /// <summary>In the contract's names.</summary>
    public string Name => string.Join('.', fields.Select(step => step.Descriptor.Name));

    /// <summary>In JSON's names.</summary>
    public string JsonName => string.Join('.', fields.Select(step => step.Descriptor.JsonName));

    public FieldDescriptor Root => fields[0].Descriptor;

    public FieldDescriptor Leaf => fields[^1].Descriptor;

    /// <summary>The field of this path, in the contract's names or JSON's; null when there is none.</summary>
    public static FieldPath? Find(MessageDescriptor type, string path)
    {
        var fields = new List<JsonField>();
        var at = type;
        foreach (var name in path.Split('.'))
        {
            if (at is null || JsonMessage.Of(at).Find(name) is not { } field)
                return null;
            fields.Add(field);
            var isMessage = field.Descriptor is { FieldType: FieldType.Message, IsRepeated: false } && field.Descriptor.MessageType.File.Package != "google.protobuf";
            at = isMessage ? field.Descriptor.MessageType : null;
        }

        return new([.. fields]);
    }

    /// <summary>Sets the field, or adds to it when it is repeated; answers with what is asked for when the text is no value of it.</summary>
    public string? Parse(string text, IMessage message) => fields[^1].Parse(text, Holder(message));

    /// <summary>Whether the field was given another value before.</summary>
    public bool Contradicts(string text, IMessage message) => fields[^1].Contradicts(text, Holder(message));

    /// <summary>Another field of the same oneof that has a value; null when there is none.</summary>
    public string? OtherOfOneof(IMessage message)
    {
        foreach (var field in fields)
        {
            var other = field.Descriptor.RealContainingOneof?.Accessor.GetCaseFieldDescriptor(message);
            if (other is not null && other != field.Descriptor)
                return other.Name;
            message = field.Child(message) ?? message;
        }

        return null;
    }

    private IMessage Holder(IMessage message) => fields.SkipLast(1).Aggregate(message, (at, field) => field.Child(at)!);
}
