using Aftersales.Simulators.Http;

namespace Aftersales.Simulators.Faults;

internal enum FaultKind
{
    TimeoutBefore,
    TimeoutAfter,
    ErrorBefore,
    ErrorAfter,
    Late,
    NotifyTwice,
    BusinessError,
    Reverse,
    UnknownThenReverse,
    Processing,
    WrongSignature,
    Tampered,
}

/// <summary>What to do with the next <paramref name="Times"/> calls of an operation, or of one number.</summary>
/// <param name="Operation">Exact name, <c>payment.*</c> or <c>*</c>.</param>
/// <param name="DelayMs">Real time: how late, or after how long a silent connection is dropped (60 s when absent).</param>
/// <param name="Code">The refusal of <see cref="FaultKind.BusinessError"/>, or how <see cref="FaultKind.Processing"/> fails in the end.</param>
/// <param name="ReverseAfterSeconds">Business time from payment to reversal.</param>
/// <param name="ReadyAfterSeconds">Business time until what is <see cref="FaultKind.Processing"/> is done.</param>
internal sealed record Fault(
    long Id, string Operation, string? Number, int Times, FaultKind Kind, int? DelayMs, string? Code, int ReverseAfterSeconds,
    int ReadyAfterSeconds = 0)
{
    public static Fault Read(Input input)
    {
        var fault = new Fault(
            0,
            input.OptionalText("operation") ?? "*",
            input.OptionalText("number", 128),
            input.OptionalWhole("times", 1, 1_000_000) ?? 1,
            input.Choice<FaultKind>("kind"),
            input.OptionalWhole("delay_ms", 0, 600_000),
            input.OptionalText("code"),
            input.OptionalWhole("reverse_after_seconds", 0, 86_400 * 30) ?? 0,
            input.OptionalWhole("ready_after_seconds", 0, 86_400 * 30) ?? 0);
        if (fault is { Kind: FaultKind.BusinessError, Code: null })
            input.Break("code", "required for BUSINESS_ERROR");
        if (fault is { Kind: FaultKind.Late, DelayMs: null })
            input.Break("delay_ms", "required for LATE");
        return fault;
    }

    public bool Meets(string operation, string? number) =>
        (Number is null || Number == number)
        && (Operation == "*" || Operation == operation
            || (Operation.EndsWith(".*", StringComparison.Ordinal) && operation.StartsWith(Operation[..^1], StringComparison.Ordinal)));
}
