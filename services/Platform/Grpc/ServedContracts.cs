using System.Collections.Frozen;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Aftersales.Platform.Grpc;

/// <summary>What a server tells of its contracts: its services and the files that they need.</summary>
public sealed class ServedContracts
{
    private readonly FrozenDictionary<string, FileDescriptor> files;
    private readonly FrozenDictionary<string, FileDescriptor> symbols;
    private readonly FrozenDictionary<(string Message, int Number), FileDescriptor> extensions;

    /// <param name="services">Every service that the server maps, health and reflection included.</param>
    public ServedContracts(params IEnumerable<ServiceDescriptor> services)
    {
        var served = services.ToList();
        var reachable = Files.WithImports(served.Select(service => service.File));
        Services = [.. served.Select(service => service.FullName).Distinct().Order(StringComparer.Ordinal)];
        files = reachable.ToFrozenDictionary(file => file.Name);
        symbols = reachable.SelectMany(file => Symbols(file).Select(name => (name, file))).DistinctBy(symbol => symbol.name)
            .ToFrozenDictionary(symbol => symbol.name, symbol => symbol.file);
        extensions = reachable.SelectMany(Extensions).ToFrozenDictionary(extension => (extension.ExtendeeType.FullName, extension.FieldNumber), extension => extension.File);
    }

    /// <summary>Full names of the services, in order.</summary>
    public IReadOnlyList<string> Services { get; }

    /// <summary>The file of this name, such as <c>aftersales/type/v1/money.proto</c>.</summary>
    public FileDescriptor? File(string name) => files.GetValueOrDefault(name);

    /// <summary>The file that declares this full name.</summary>
    public FileDescriptor? FileOfSymbol(string fullName) => symbols.GetValueOrDefault(fullName);

    /// <summary>The file that declares this extension of a message.</summary>
    public FileDescriptor? FileOfExtension(string message, int number) => extensions.GetValueOrDefault((message, number));

    /// <summary>The numbers of a message's extensions in ascending order; null when there is no such message.</summary>
    public IReadOnlyList<int>? ExtensionNumbers(string message) =>
        symbols.TryGetValue(message, out var file) && Files.Messages(file).Any(declared => declared.FullName == message)
            ? [.. extensions.Keys.Where(extension => extension.Message == message).Select(extension => extension.Number).Order()]
            : null;

    /// <summary>The file and all that it imports, serialised, imports first; without those in <paramref name="sent"/>, to which it adds them.</summary>
    public static IEnumerable<ByteString> Serialised(FileDescriptor file, ISet<string> sent)
    {
        foreach (var needed in Files.WithImports([file]))
            if (sent.Add(needed.Name) || needed.Name == file.Name)
                yield return needed.SerializedData;
    }

    private static IEnumerable<string> Symbols(FileDescriptor file) =>
    [
        .. Files.Messages(file).SelectMany(OfMessage),
        .. file.EnumTypes.SelectMany(OfEnum),
        .. file.Extensions.UnorderedExtensions.Select(extension => extension.FullName),
        .. file.Services.SelectMany(service => service.Methods.Select(method => method.FullName).Prepend(service.FullName)),
    ];

    private static IEnumerable<string> OfMessage(MessageDescriptor message) =>
    [
        message.FullName,
        .. message.Fields.InDeclarationOrder().Select(field => field.FullName),
        .. message.Oneofs.Select(oneof => oneof.FullName),
        .. message.EnumTypes.SelectMany(OfEnum),
    ];

    // The values of an enum stand beside it, not inside it.
    private static IEnumerable<string> OfEnum(EnumDescriptor type) =>
        type.Values.Select(value => type.FullName[..^type.Name.Length] + value.Name).Prepend(type.FullName);

    private static IEnumerable<FieldDescriptor> Extensions(FileDescriptor file) =>
        Files.Messages(file).SelectMany(message => message.Extensions.UnorderedExtensions).Concat(file.Extensions.UnorderedExtensions);
}
