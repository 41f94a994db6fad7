using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Aftersales.StandIns.Tests.Binding;

/// <summary>Signatures as text that is equal for a reference and for the definition that it binds to.</summary>
internal sealed class Signatures : ISignatureTypeProvider<string, object?>
{
    private static readonly Signatures provider = new();

    public static string Of(MetadataReader reader, MemberReference member) => member.GetKind() == MemberReferenceKind.Field
        ? Text(member.DecodeFieldSignature(provider, null))
        : Text(member.DecodeMethodSignature(provider, null));

    public static string Of(MetadataReader reader, MethodDefinition method) => Text(method.DecodeSignature(provider, null));

    public static string Of(MetadataReader reader, FieldDefinition field) => Text(field.DecodeSignature(provider, null));

    public string GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode.ToString();

    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => TypeNames.Of(reader, handle);

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => TypeNames.Of(reader, handle);

    public string GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) => $"{genericType}<{string.Join(',', typeArguments)}>";

    public string GetGenericTypeParameter(object? genericContext, int index) => $"!{index}";

    public string GetGenericMethodParameter(object? genericContext, int index) => $"!!{index}";

    public string GetSZArrayType(string elementType) => $"{elementType}[]";

    public string GetArrayType(string elementType, ArrayShape shape) => $"{elementType}[{new string(',', shape.Rank - 1)}]";

    public string GetByReferenceType(string elementType) => $"{elementType}&";

    public string GetPointerType(string elementType) => $"{elementType}*";

    public string GetPinnedType(string elementType) => elementType;

    // A required modifier (init, in) is part of what the runtime compares.
    public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => $"{unmodifiedType} {(isRequired ? "modreq" : "modopt")}({modifier})";

    public string GetFunctionPointerType(MethodSignature<string> signature) => $"function {Text(signature)}";

    private static string Text(string field) => $": {field}";

    private static string Text(MethodSignature<string> method) =>
        $"{(method.Header.IsInstance ? "instance " : "static ")}`{method.GenericParameterCount}({string.Join(", ", method.ParameterTypes)}): {method.ReturnType}";
}
