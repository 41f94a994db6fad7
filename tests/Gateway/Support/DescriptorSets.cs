using Google.Protobuf.Reflection;

namespace Aftersales.Gateway.Tests.Support;

/// <summary>Contracts as other tools read them.</summary>
internal static class DescriptorSets
{
    /// <summary>These files and all that they import, imports first.</summary>
    public static FileDescriptorSet Of(params IEnumerable<FileDescriptor> files)
    {
        var (set, seen) = (new FileDescriptorSet(), new HashSet<string>());
        foreach (var file in files)
            Add(file);
        return set;

        // Generated descriptors leave JSON's names out, which others want to read.
        static void Name(IList<DescriptorProto> protos, IList<MessageDescriptor> messages)
        {
            foreach (var (proto, message) in protos.Zip(messages))
            {
                foreach (var field in proto.Field)
                    field.JsonName = message.FindFieldByName(field.Name).JsonName;
                Name(proto.NestedType, message.NestedTypes);
            }
        }

        void Add(FileDescriptor file)
        {
            if (!seen.Add(file.Name))
                return;
            foreach (var import in file.Dependencies)
                Add(import);
            var proto = file.ToProto();
            Name(proto.MessageType, file.MessageTypes);
            set.File.Add(proto);
        }
    }
}
