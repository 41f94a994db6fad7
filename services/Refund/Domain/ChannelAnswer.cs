using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Refunds.Domain;

/// <summary>What a payment channel said about one out-request number.</summary>
public abstract record ChannelAnswer
{
    /// <summary>The money has moved.</summary>
    public sealed record Paid(string ChannelNo, Instant At) : ChannelAnswer;

    /// <summary>The channel does not pay; nothing has moved under the number.</summary>
    public sealed record Refused(string Code, RefusedBecause Because) : ChannelAnswer;

    /// <summary>Nothing stands under the number and nothing ever will: the channel paid and took it back (R-REF-9), or keeps it as failed.</summary>
    public sealed record Reversed(string Code) : ChannelAnswer;

    /// <summary>Asked about the number, the channel knows nothing of it.</summary>
    public sealed record NotMade : ChannelAnswer;

    /// <summary>No answer, or none that says whether money moved (R-REF-4).</summary>
    /// <param name="Code">The channel's code where it gave one.</param>
    public sealed record Unknown(string? Code = null) : ChannelAnswer;
}

/// <summary>What follows from a refusal.</summary>
public enum RefusedBecause
{
    /// <summary>It will never be paid this way.</summary>
    ForGood,

    /// <summary>Account or name are wrong: sent back for correction, not retried (R-REF-2).</summary>
    PayeeWrong,

    /// <summary>The channel no longer refunds this payment: it has to be transferred (R-REF-2).</summary>
    Settled,

    /// <summary>The merchant's balance does not suffice now.</summary>
    NotNow,
}
