using System.Collections.Frozen;
using System.Reflection;
using Aftersales.Contracts.Directories;
using Aftersales.Contracts.Tracking;
using Google.Protobuf.Reflection;

namespace Aftersales.Directories;

/// <summary>The events that the suite publishes, by full name: neither what they are made of, nor the facts that come in from outside.</summary>
public static class SuiteEvents
{
    private static readonly List<MessageDescriptor> Told =
    [
        .. typeof(DirectoryService).Assembly.GetTypes()
            .Select(type => type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static))
            .Where(property => property?.PropertyType == typeof(MessageDescriptor))
            .Select(property => (MessageDescriptor)property!.GetValue(null)!)
            .Where(message => message.ContainingType is null && message.File.Name.StartsWith("aftersales/", StringComparison.Ordinal)
                && message.File.Name.EndsWith("_events.proto", StringComparison.Ordinal) && !message.Name.EndsWith("Snapshot", StringComparison.Ordinal)),
    ];

    private static readonly HashSet<string> Parts =
    [
        .. Told.SelectMany(message => message.Fields.InDeclarationOrder()).Where(field => field.FieldType == FieldType.Message).Select(field => field.MessageType.FullName),
    ];

    public static FrozenSet<string> Names { get; } = Told
        .Select(message => message.FullName)
        .Where(name => !Parts.Contains(name) && name != OrderFactsTold.Descriptor.FullName)
        .ToFrozenSet(StringComparer.Ordinal);
}
