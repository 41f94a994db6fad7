using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Aftersales.Gateway.Transcoding;

/// <summary>The version of the resource that a reply carries, as <c>ETag</c>: what <c>If-Match</c> takes back.</summary>
internal sealed class EntityTag
{
    private readonly FieldDescriptor resource;
    private readonly FieldDescriptor version;

    private EntityTag(FieldDescriptor resource, FieldDescriptor version) => (this.resource, this.version) = (resource, version);

    /// <summary>Null when the reply has no resource with a version, or several.</summary>
    public static EntityTag? Of(MethodDescriptor method)
    {
        var versions = from field in method.OutputType.Fields.InDeclarationOrder()
                       where field is { FieldType: FieldType.Message, IsRepeated: false }
                       let version = field.MessageType.FindFieldByName("version")
                       where version is { FieldType: FieldType.Int64, IsRepeated: false }
                       select new EntityTag(field, version);
        return method.IsServerStreaming || versions.ToList() is not [var only] ? null : only;
    }

    /// <summary>The tag; null when the reply carries no resource.</summary>
    public string? Read(IMessage reply) =>
        resource.Accessor.GetValue(reply) is IMessage found ? $"\"{((long)version.Accessor.GetValue(found)).ToString(CultureInfo.InvariantCulture)}\"" : null;
}
