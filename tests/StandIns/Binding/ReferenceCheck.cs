using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Aftersales.StandIns.Tests.Binding;

/// <summary>
/// Compares what an assembly asks of another one with what that one has, by metadata alone: types by full name, members by name
/// and signature, as the runtime does when it binds them.
/// </summary>
internal static class ReferenceCheck
{
    /// <returns>How many references were checked, and those that do not resolve.</returns>
    public static (int Checked, IReadOnlyList<string> Missing) Run(byte[] user, byte[] definer)
    {
        using var userFile = new PEReader(new MemoryStream(user));
        using var definerFile = new PEReader(new MemoryStream(definer));
        var asking = userFile.GetMetadataReader();
        var defined = new Definitions(definerFile.GetMetadataReader());

        List<string> missing = [];
        var count = 0;
        foreach (var handle in asking.TypeReferences.Where(handle => IsIn(asking, handle, defined.AssemblyName)))
        {
            count++;
            var name = TypeNames.Of(asking, handle);
            if (!defined.HasType(name)) missing.Add(name);
        }
        foreach (var handle in asking.MemberReferences)
        {
            var member = asking.GetMemberReference(handle);
            if (Owner(asking, member.Parent) is not { } owner || !IsIn(asking, owner, defined.AssemblyName)) continue;
            count++;
            var type = TypeNames.Of(asking, owner);
            var name = asking.GetString(member.Name);
            var signature = Signatures.Of(asking, member);
            if (!defined.HasMember(type, name, signature)) missing.Add($"{type}.{name} {signature}");
        }
        return (count, missing.Distinct().Order(StringComparer.Ordinal).ToList());
    }

    /// <summary>The type that a member is asked of; a generic type's definition. Null for arrays, and for the assembly's own types.</summary>
    private static TypeReferenceHandle? Owner(MetadataReader reader, EntityHandle parent) => parent.Kind switch
    {
        HandleKind.TypeReference => (TypeReferenceHandle)parent,
        HandleKind.TypeSpecification => GenericDefinition(reader, reader.GetTypeSpecification((TypeSpecificationHandle)parent)),
        _ => null,
    };

    private static TypeReferenceHandle? GenericDefinition(MetadataReader reader, TypeSpecification specification)
    {
        var blob = reader.GetBlobReader(specification.Signature);
        if (blob.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance) return null;
        blob.ReadByte(); // class or value type
        var definition = blob.ReadTypeHandle();
        return definition.Kind == HandleKind.TypeReference ? (TypeReferenceHandle)definition : null;
    }

    private static bool IsIn(MetadataReader reader, TypeReferenceHandle handle, string assembly)
    {
        var scope = reader.GetTypeReference(handle).ResolutionScope;
        return scope.Kind switch
        {
            HandleKind.TypeReference => IsIn(reader, (TypeReferenceHandle)scope, assembly),
            HandleKind.AssemblyReference => reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name) == assembly,
            _ => false,
        };
    }
}
