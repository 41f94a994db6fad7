using Google.Protobuf.Reflection;

namespace Aftersales.Platform.Grpc;

/// <summary>Walks over contracts.</summary>
internal static class Files
{
    /// <summary>These files and all that they import, directly or not, each once, imports first.</summary>
    public static IReadOnlyCollection<FileDescriptor> WithImports(IEnumerable<FileDescriptor> files)
    {
        var seen = new HashSet<string>();
        var ordered = new List<FileDescriptor>();
        foreach (var file in files)
            Visit(file);
        return ordered;

        void Visit(FileDescriptor file)
        {
            if (!seen.Add(file.Name))
                return;
            foreach (var import in file.Dependencies)
                Visit(import);
            ordered.Add(file);
        }
    }

    /// <summary>All messages of a file, nested ones too, without the entries of maps.</summary>
    public static IEnumerable<MessageDescriptor> Messages(FileDescriptor file) => file.MessageTypes.SelectMany(WithNested);

    /// <summary>Whether the file is one of protobuf's own.</summary>
    public static bool IsProtobuf(FileDescriptor file) => file.Package == "google.protobuf";

    private static IEnumerable<MessageDescriptor> WithNested(MessageDescriptor message) =>
        message.NestedTypes.Where(nested => !nested.GetOptions()?.MapEntry ?? true).SelectMany(WithNested).Prepend(message);
}
