using System.Collections.Frozen;
using System.Reflection;
using Aftersales.Contracts;
using Aftersales.Contracts.Directories;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

namespace Aftersales.Directories;

/// <summary>The methods of the suite that can be called from outside, and all of a service's, as API keys name them.</summary>
internal static class SuiteMethods
{
    public static FrozenSet<string> Names { get; } = typeof(DirectoryService).Assembly.GetTypes()
        .Select(type => type.GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static))
        .Where(property => property?.PropertyType == typeof(ServiceDescriptor))
        .Select(property => (ServiceDescriptor)property!.GetValue(null)!)
        .SelectMany(service => service.Methods)
        .Where(method => method.GetOptions()?.GetExtension(AccessExtensions.Access) is { } access
            && access.Callers.Contains("gateway") && access.Roles.Any(role => role != Role.Service))
        .SelectMany(method => new[] { $"{method.Service.FullName}/{method.Name}", $"{method.Service.FullName}/*" })
        .ToFrozenSet(StringComparer.Ordinal);
}
