using FsCheck;
using FsCheck.Fluent;

namespace Aftersales.Refunds.Tests.Model;

/// <summary>What can be done next. What it is done to and with, a <see cref="Step"/>'s numbers choose.</summary>
internal enum Act
{
    Request,
    NamePayee,
    Check,
    SendBack,
    RevealPayee,
    ClearInvoice,
    LockBatch,
    ApproveBatch,
    ReturnBatch,
    PayBatch,
    TellBatch,
    Pay,
    Arrive,
    LateAnswer,
    Confirm,
    Reverse,
    Forget,
    Deadline,
    EndReturn,
    Collect,
    Forgo,
    Wait,

    /// <summary>Two people say what became of an unclear payment.</summary>
    Outcome,

    /// <summary>The channel is asked whether it agrees with what they said.</summary>
    Verify,

    /// <summary>Whatever the refund waits for, so that lives get far.</summary>
    GoOn,
}

/// <param name="Refund">Which of a few refunds.</param>
/// <param name="Choice">Amounts, people, troubles: whatever the act needs.</param>
internal sealed record Step(Act Act, string Refund, int Choice)
{
    /// <summary>Half of the calls to the channel go well.</summary>
    public Trouble Trouble => (Trouble)(Choice % 2 * (Choice / 2 % 8));

    public override string ToString() => $"{Act} {Refund} {Choice}";
}

/// <summary>A random sequence of steps on one order. Each step finds what it needs as it comes, so any part of a life is a life too.</summary>
internal sealed record Life(bool Reduced, Step[] Steps)
{
    private static readonly Dictionary<Act, int> Weights = new()
    {
        [Act.Request] = 3,
        [Act.Check] = 3,
        [Act.Pay] = 4,
        [Act.ApproveBatch] = 2,
        [Act.PayBatch] = 3,
        [Act.TellBatch] = 2,
        [Act.LateAnswer] = 4,
        [Act.Confirm] = 2,
        [Act.Reverse] = 3,
        [Act.Collect] = 3,
        [Act.Outcome] = 4,
        [Act.Verify] = 4,
        [Act.GoOn] = 10,
    };

    public static Arbitrary<Life> Any { get; } = Arb.From(
        from reduced in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
        from steps in (
            from act in Gen.Frequency([.. Enum.GetValues<Act>().Select(act => (Weights.GetValueOrDefault(act, 1), Gen.Constant(act)))])
            from refund in Gen.Frequency((3, Gen.Constant(1)), (1, Gen.Choose(2, 3)))
            from choice in Gen.Choose(0, 999)
            select new Step(act, $"r{refund}", choice)).ArrayOf()
        select new Life(reduced, steps), Shorter);

    public override string ToString() => $"{(Reduced ? "reduced order" : "order")}:\n  {string.Join("\n  ", Steps.AsEnumerable())}";

    // Without each half, quarter, …, step in turn.
    private static IEnumerable<Life> Shorter(Life life)
    {
        var steps = life.Steps;
        for (var size = (steps.Length + 1) / 2; size > 0; size = size == 1 ? 0 : (size + 1) / 2)
        {
            for (var start = 0; start < steps.Length; start += size)
                yield return life with { Steps = [.. steps[..start], .. steps[Math.Min(start + size, steps.Length)..]] };
        }
    }
}
