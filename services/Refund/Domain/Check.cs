using NodaTime;

namespace Aftersales.Refunds.Domain;

/// <summary>Steps that different people take (R-PPL-1).</summary>
public enum CheckStep
{
    Request,
    First,
    Second,
    Third,
    Pay,
}

/// <summary>A step that somebody took.</summary>
/// <param name="AsDeputy">A supervisor took it because it was overdue.</param>
public sealed record Check(CheckStep Step, string By, Instant At, bool AsDeputy = false);

/// <summary>The chain of checks of an abnormal refund (R-REF-2).</summary>
public static class CheckChain
{
    /// <summary>The check that is awaited; null in any other state.</summary>
    public static CheckStep? Awaited(RefundState state) => state switch
    {
        RefundState.AwaitingFirstCheck => CheckStep.First,
        RefundState.AwaitingSecondCheck => CheckStep.Second,
        RefundState.AwaitingThirdCheck => CheckStep.Third,
        _ => null,
    };

    /// <summary>Whose turn it is, payment included; null where it is nobody's of the chain.</summary>
    public static CheckStep? Turn(RefundState state) => state is RefundState.AwaitingBatch or RefundState.Paying ? CheckStep.Pay : Awaited(state);

    /// <summary>The last step that has seen it, as long as it can be sent back: until it is released for payment.</summary>
    public static CheckStep? Seen(RefundState state) => state switch
    {
        RefundState.AwaitingInvoice => CheckStep.Third,
        RefundState.AwaitingBatch => CheckStep.Pay,
        _ => Awaited(state),
    };

    /// <summary>The state in which a check is awaited.</summary>
    public static RefundState Awaiting(CheckStep step) => step switch
    {
        CheckStep.First => RefundState.AwaitingFirstCheck,
        CheckStep.Second => RefundState.AwaitingSecondCheck,
        CheckStep.Third => RefundState.AwaitingThirdCheck,
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "not a check"),
    };
}
