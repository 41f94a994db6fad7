using System.Reflection.Metadata;

namespace Aftersales.StandIns.Tests.Binding;

/// <summary>The types and members that an assembly defines.</summary>
internal sealed class Definitions
{
    private readonly MetadataReader reader;
    private readonly Dictionary<string, TypeDefinitionHandle> types;

    public Definitions(MetadataReader metadata)
    {
        reader = metadata;
        types = metadata.TypeDefinitions.ToDictionary(handle => TypeNames.Of(metadata, handle));
    }

    public string AssemblyName => reader.GetString(reader.GetAssemblyDefinition().Name);

    public bool HasType(string name) => types.ContainsKey(name);

    /// <summary>Here or in a base type of the same assembly, where the runtime looks too.</summary>
    public bool HasMember(string type, string name, string signature)
    {
        if (!types.TryGetValue(type, out var handle)) return false;
        var definition = reader.GetTypeDefinition(handle);
        return definition.GetMethods().Select(reader.GetMethodDefinition).Any(method =>
                reader.StringComparer.Equals(method.Name, name) && Signatures.Of(reader, method) == signature)
            || definition.GetFields().Select(reader.GetFieldDefinition).Any(field =>
                reader.StringComparer.Equals(field.Name, name) && Signatures.Of(reader, field) == signature)
            || (!definition.BaseType.IsNil && definition.BaseType.Kind == HandleKind.TypeDefinition
                && HasMember(TypeNames.Of(reader, (TypeDefinitionHandle)definition.BaseType), name, signature));
    }
}
