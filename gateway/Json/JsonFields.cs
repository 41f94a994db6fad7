using System.Reflection;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Type = System.Type;

namespace Aftersales.Gateway.Json;

/// <summary>Finds how a field is read and written.</summary>
internal static class JsonFields
{
    public static JsonField Of(FieldDescriptor field)
    {
        var property = field.ContainingType.ClrType.GetProperty(field.PropertyName)!;
        var message = field.ContainingType.ClrType;
        if (field.IsMap)
        {
            var (key, item) = (field.MessageType.FindFieldByNumber(1), field.MessageType.FindFieldByNumber(2));
            return Make(typeof(JsonMap<,,>), [message, .. property.PropertyType.GenericTypeArguments], field, property,
                Value(key, property.PropertyType.GenericTypeArguments[0]), Value(item, property.PropertyType.GenericTypeArguments[1]));
        }

        if (!field.IsRepeated)
            return Make(typeof(JsonSingle<,>), [message, property.PropertyType], field, property, Value(field, property.PropertyType));
        var type = property.PropertyType.GenericTypeArguments[0];
        return Make(typeof(JsonList<,>), [message, type], field, property, Value(field, type));
    }

    private static JsonField Make(Type kind, Type[] types, params object[] arguments) => (JsonField)Activator.CreateInstance(kind.MakeGenericType(types), arguments)!;

    private static object Value(FieldDescriptor field, Type type) => field.FieldType switch
    {
        FieldType.String => new JsonString(),
        FieldType.Bool => new JsonBool(),
        FieldType.Bytes => new JsonBytes(),
        FieldType.Int32 or FieldType.SInt32 or FieldType.SFixed32 => new JsonInteger<int>(),
        FieldType.UInt32 or FieldType.Fixed32 => new JsonInteger<uint>(),
        FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64 => new JsonInteger<long>(),
        FieldType.UInt64 or FieldType.Fixed64 => new JsonInteger<ulong>(),
        FieldType.Float => new JsonFloating<float>(),
        FieldType.Double => new JsonFloating<double>(),
        FieldType.Enum => Activator.CreateInstance(typeof(JsonEnum<>).MakeGenericType(type), field.EnumType)!,
        FieldType.Message when field.MessageType.File.Package == "google.protobuf" => WellKnown(field),
        FieldType.Message => Activator.CreateInstance(typeof(JsonObject<>).MakeGenericType(type), field.MessageType)!,
        _ => throw Unmapped(field),
    };

    private static object WellKnown(FieldDescriptor field) => field.MessageType.Name switch
    {
        nameof(Timestamp) => new JsonTimestamp(),
        nameof(Duration) => new JsonDuration(),
        nameof(FieldMask) => new JsonFieldMask(),
        nameof(Any) => new JsonAny(),
        nameof(Empty) => new JsonObject<Empty>(Empty.Descriptor),
        "StringValue" => new JsonString(),
        "BytesValue" => new JsonBytes(),
        "BoolValue" => new JsonWrapped<bool>(new JsonBool()),
        "Int32Value" => new JsonWrapped<int>(new JsonInteger<int>()),
        "UInt32Value" => new JsonWrapped<uint>(new JsonInteger<uint>()),
        "Int64Value" => new JsonWrapped<long>(new JsonInteger<long>()),
        "UInt64Value" => new JsonWrapped<ulong>(new JsonInteger<ulong>()),
        "FloatValue" => new JsonWrapped<float>(new JsonFloating<float>()),
        "DoubleValue" => new JsonWrapped<double>(new JsonFloating<double>()),
        _ => throw Unmapped(field),
    };

    private static InvalidOperationException Unmapped(FieldDescriptor field) => new($"{field.FullName}: its type has no form in the JSON API");
}
