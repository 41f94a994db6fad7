using System.Collections.Frozen;
using System.Reflection;
using Aftersales.Contracts.Directories;
using Google.Protobuf.Reflection;

namespace Aftersales.Directories;

/// <summary>The events that the suite publishes, by full name.</summary>
public static class SuiteEvents
{
    public static FrozenSet<string> Names { get; } = typeof(DirectoryService).Assembly.GetTypes()
        .Select(type => type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static))
        .Where(property => property?.PropertyType == typeof(MessageDescriptor))
        .Select(property => (MessageDescriptor)property!.GetValue(null)!)
        .Where(message => message.ContainingType is null && message.File.Name.StartsWith("aftersales/", StringComparison.Ordinal)
            && message.File.Name.EndsWith("_events.proto", StringComparison.Ordinal) && !message.Name.EndsWith("Snapshot", StringComparison.Ordinal))
        .Select(message => message.FullName)
        .ToFrozenSet(StringComparer.Ordinal);
}
