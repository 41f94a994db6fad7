using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Aftersales.Platform.Grpc.Rules;

/// <summary>One field of the oneof must be set.</summary>
internal sealed class OneofCheck(OneofDescriptor oneof) : FieldCheck
{
    private readonly string missing = $"one of {string.Join(", ", oneof.Fields.Select(field => field.Name))} is required";

    public override void Run(IMessage message, ref Findings findings)
    {
        if (oneof.Accessor.GetCaseFieldDescriptor(message) is not null)
            return;
        var before = findings.Count;
        findings.Add("REQUIRED", missing);
        findings.Locate(before, oneof.Name);
    }
}
