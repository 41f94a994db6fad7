namespace Aftersales.Complaints.Domain;

/// <summary>What can be asked of a plan.</summary>
public abstract record PlanCommand
{
    public sealed record Open(Plan Draft) : PlanCommand;

    /// <summary>The other service took on what was asked under a cause.</summary>
    /// <param name="Finished">Nothing more is to come of it.</param>
    /// <param name="Granted">Of a compensation: what was granted, less than was asked for where part of it was granted before (R-COMP-5).</param>
    public sealed record Answer(string Cause, string Target, bool Finished, Money? Granted = null) : PlanCommand
    {
        /// <summary>Of a price difference: what was granted for each line.</summary>
        public ImmutableArray<LineAmount> Differences { get; init; } = [];
    }

    /// <summary>The other service refused what was asked under a cause.</summary>
    public sealed record Refuse(string Cause, string Reason) : PlanCommand;

    /// <param name="Units">Units chosen anew, where the step holds none.</param>
    public sealed record Retry(string Step, Person By, ImmutableArray<string> Units) : PlanCommand;

    /// <summary>A return moved.</summary>
    /// <param name="Releases">What may be refunded by now, oldest first; an event that comes late has fewer.</param>
    public sealed record FollowReturn(string Return, ReturnMove Move, params ImmutableArray<Release> Releases) : PlanCommand
    {
        /// <summary>Every piece was decided on.</summary>
        public bool IsOver { get; init; }

        /// <summary>Pieces that were accepted by now, or need not come back.</summary>
        public ImmutableArray<LineQuantity> Accepted { get; init; } = [];

        /// <summary>Steps for what was released after the return was over, with units chosen anew: a refusal was disputed with success.</summary>
        public ImmutableArray<Step> Late { get; init; } = [];
    }

    /// <summary>A refund moved.</summary>
    /// <param name="Version">Of the order's account then; 0 where it is the answer to the request.</param>
    public sealed record FollowRefund(string Cause, string Refund, RefundMove Move, long Version = 0) : PlanCommand;

    /// <summary>An advance was paid for fewer pieces than came back in the end.</summary>
    /// <param name="Lines">Pieces that it does not pay for, all that were ever told of.</param>
    public sealed record FollowShortfall(string Cause, ImmutableArray<LineQuantity> Lines) : PlanCommand;

    /// <summary>A replacement or a repair moved.</summary>
    /// <param name="Why">Reason of what ended without effect; empty otherwise.</param>
    public sealed record FollowSupply(string Cause, string Target, SupplyMove Move, string Why = "") : PlanCommand;

    /// <summary>The case was told.</summary>
    public sealed record Report(PlanStage Stage) : PlanCommand;

    /// <summary>Returns was told.</summary>
    public sealed record FinishErrand(ReturnErrand Errand) : PlanCommand;

    /// <summary>The case goes another way.</summary>
    public sealed record CallOff : PlanCommand;

    /// <summary>What a step had granted in vain was taken back.</summary>
    public sealed record Revoke(string Step) : PlanCommand;
}

/// <summary>Pieces of a return that may be refunded together.</summary>
/// <param name="Number">In the order in which the return told of them, from 1.</param>
/// <param name="Advance">Before the goods are back (R-REF-5).</param>
/// <param name="Deduction">What is kept back of their refund (R-RET-7).</param>
/// <param name="Nothing">All of it is kept back: there is nothing to pay.</param>
public sealed record Release(int Number, ImmutableArray<LineQuantity> Lines, bool Advance, Money Deduction, bool Nothing = false)
{
    /// <summary>Of the deduction: the rest of pieces accepted in part.</summary>
    public ImmutableArray<LessenedLine> Lessened { get; init; } = [];
}

/// <summary>What became of a return, as far as a plan cares.</summary>
public enum ReturnMove
{
    /// <summary>It is under way.</summary>
    Moving,

    /// <summary>Whatever of it may be refunded was released.</summary>
    Settled,

    Rejected,
    Cancelled,
}

/// <summary>What became of a refund, as far as a plan cares.</summary>
public enum RefundMove
{
    Moving,
    Paid,
    Failed,
    Cancelled,

    /// <summary>For correction, or by the channel after it had been paid (R-REF-9).</summary>
    SentBack,
}

/// <summary>What became of a replacement or a repair, as far as a plan cares.</summary>
public enum SupplyMove
{
    Moving,

    /// <summary>The customer has the goods.</summary>
    Done,

    /// <summary>It came to nothing: the case has to go another way.</summary>
    Ended,
}
