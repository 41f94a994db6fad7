using Google.Protobuf.Reflection;

namespace Aftersales.Contracts.Tests.Standards;

/// <summary>A contract as a set of sentences, one for each thing that two sides must agree on to understand each other.</summary>
public static class WireFacts
{
    public static IEnumerable<string> Of(FileDescriptorProto file) =>
    [
        .. file.MessageType.SelectMany(message => OfMessage(file.Package, message)),
        .. file.EnumType.SelectMany(type => OfEnum(file.Package, type)),
        .. file.Extension.Select(extension => $"{OfField(file.Package, extension, null)} extends {extension.Extendee}"),
        .. file.Service.SelectMany(service => OfService(file.Package, service)),
    ];

    private static IEnumerable<string> OfMessage(string scope, DescriptorProto message)
    {
        var name = $"{scope}.{message.Name}";
        return
        [
            $"message {name} mapEntry={message.Options?.MapEntry ?? false}",
            .. message.Field.Select(field => OfField(name, field, message)),
            .. message.NestedType.SelectMany(nested => OfMessage(name, nested)),
            .. message.EnumType.SelectMany(type => OfEnum(name, type)),
        ];
    }

    private static string OfField(string scope, FieldDescriptorProto field, DescriptorProto? message)
    {
        var oneof = field is { HasOneofIndex: true, Proto3Optional: false } ? $" in oneof {message!.OneofDecl[field.OneofIndex].Name}" : "";
        var presence = field.Proto3Optional ? " explicit" : "";
        var packing = field.Options is { HasPacked: true } options ? $" packed={options.Packed}" : "";
        return $"field {scope}.{field.Name} = {field.Number}: {field.Label} {field.Type}{field.TypeName}{presence}{packing}{oneof}";
    }

    private static IEnumerable<string> OfEnum(string scope, EnumDescriptorProto type) =>
        type.Value.Select(value => $"enum {scope}.{type.Name}: {value.Name} = {value.Number}");

    private static IEnumerable<string> OfService(string scope, ServiceDescriptorProto service) =>
        service.Method.Select(method =>
            $"method {scope}.{service.Name}/{method.Name}: {Stream(method.ClientStreaming)}{method.InputType} -> {Stream(method.ServerStreaming)}{method.OutputType}");

    private static string Stream(bool streams) => streams ? "stream of " : "";
}
