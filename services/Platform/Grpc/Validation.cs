using Aftersales.Platform.Grpc.Rules;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using static Aftersales.Contracts.Standard.Rpc.BadRequest.Types;

namespace Aftersales.Platform.Grpc;

/// <summary>
/// Holds messages against the <c>buf.validate</c> rules that their contract declares, as the standard defines them, and refuses
/// besides what no rule need say: a Timestamp or Duration outside the range of its type.
/// A message type's rules are compiled when the first message of it is seen, or by <see cref="Check"/>. A valid message costs no allocation,
/// except an enumerator for each map that has rules. Safe for concurrent use.
/// </summary>
/// <param name="clock">What <c>lt_now</c>, <c>gt_now</c> and <c>within</c> go by.</param>
public sealed class Validation(TimeProvider clock)
{
    /// <summary>Violations reported at most: they travel in a trailer, and many clients take no more than 8 KiB of those.</summary>
    public const int MaxViolations = 20;

    /// <summary>All rules that the message breaks, in the order of its fields; empty when it is valid. At most <see cref="MaxViolations"/>.</summary>
    /// <returns>
    /// Field paths in the contract's names, such as <c>lines[2].quantity</c> (the key of a map is left out: <c>labels[*]</c>), with a description of the
    /// rule and its bound, and as reason the rule's name, such as <c>INT32_GTE</c>. Never the value.
    /// </returns>
    /// <exception cref="InvalidOperationException">The contract declares a rule that is not implemented; <see cref="Check"/> finds that out at start-up.</exception>
    public IReadOnlyList<FieldViolation> Validate(IMessage message)
    {
        var findings = new Findings(Nanoseconds.Of(clock.GetUtcNow()));
        MessagePlan.Of(message.Descriptor).Run(message, ref findings);
        return findings.ToList();
    }

    /// <summary>Compiles the rules of all messages of these files and of those they import. Call it before a server takes calls.</summary>
    /// <exception cref="InvalidOperationException">A rule is not implemented, stands at a field of another type, or cannot be met.</exception>
    public static void Check(params IEnumerable<FileDescriptor> files)
    {
        foreach (var message in Files.WithImports(files).SelectMany(Files.Messages))
            MessagePlan.Of(message);
    }
}
