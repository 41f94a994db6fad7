using System.Reflection;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Google.Protobuf.Reflection;

namespace Aftersales.Gateway.Documentation;

/// <summary>The comments of the contracts, by full name. Generated descriptors carry none, so the build embeds a descriptor set that does.</summary>
internal sealed class ContractComments
{
    private readonly Dictionary<string, string> comments = new(StringComparer.Ordinal);

    private ContractComments(FileDescriptorSet set)
    {
        foreach (var file in set.File)
        {
            var names = new Dictionary<string, string>(StringComparer.Ordinal);
            NameMessages(names, file.Package, file.MessageType, "4");
            NameEnums(names, file.Package, file.EnumType, "5");
            for (var i = 0; i < file.Service.Count; i++)
                NameService(names, file, file.Service[i], $"6.{i}");
            foreach (var location in file.SourceCodeInfo?.Location ?? [])
            {
                if (location.HasLeadingComments && names.TryGetValue(string.Join('.', location.Path), out var name))
                    comments[name] = Text(location.LeadingComments);
            }
        }
    }

    /// <summary>Those that were embedded at build time.</summary>
    public static ContractComments Embedded()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("contracts.binpb")!;
        return new(FileDescriptorSet.Parser.ParseFrom(stream));
    }

    /// <summary>The comment before the declaration; empty when there is none.</summary>
    public string Of(string fullName) => comments.GetValueOrDefault(fullName, "");

    /// <summary>The comment of an enum's value, which stands beside its enum and not inside it.</summary>
    public string Of(EnumValueDescriptor value) => Of($"{value.EnumDescriptor.FullName}/{value.Name}");

    private static void NameService(Dictionary<string, string> names, FileDescriptorProto file, ServiceDescriptorProto service, string path)
    {
        names[path] = $"{file.Package}.{service.Name}";
        for (var i = 0; i < service.Method.Count; i++)
            names[$"{path}.2.{i}"] = $"{file.Package}.{service.Name}.{service.Method[i].Name}";
    }

    private static void NameMessages(Dictionary<string, string> names, string scope, RepeatedField<DescriptorProto> messages, string path)
    {
        for (var i = 0; i < messages.Count; i++)
        {
            var (message, name, place) = (messages[i], $"{scope}.{messages[i].Name}", $"{path}.{i}");
            names[place] = name;
            for (var f = 0; f < message.Field.Count; f++)
                names[$"{place}.2.{f}"] = $"{name}.{message.Field[f].Name}";
            NameMessages(names, name, message.NestedType, $"{place}.3");
            NameEnums(names, name, message.EnumType, $"{place}.4");
        }
    }

    private static void NameEnums(Dictionary<string, string> names, string scope, RepeatedField<EnumDescriptorProto> enums, string path)
    {
        for (var i = 0; i < enums.Count; i++)
        {
            var (type, name) = (enums[i], $"{scope}.{enums[i].Name}");
            names[$"{path}.{i}"] = name;
            for (var v = 0; v < type.Value.Count; v++)
                names[$"{path}.{i}.2.{v}"] = $"{name}/{type.Value[v].Name}";
        }
    }

    private static string Text(string comment) => string.Join(' ', comment.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
}
