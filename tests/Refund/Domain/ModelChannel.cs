using Aftersales.Kernel;
using Aftersales.Refunds.Domain;
using NodaTime;

namespace Aftersales.Refunds.Tests.Domain;

/// <summary>What may go wrong with a call to the channel.</summary>
internal enum Trouble
{
    None,
    LostBefore,
    LostAfter,
    PayeeWrong,
    Settled,
    NotNow,
    ForGood,
}

/// <summary>A channel that pays once under a number, as the real one does, and loses answers.</summary>
internal sealed class ModelChannel
{
    private readonly Dictionary<string, (string RefundId, Money Amount, bool Reversed)> payments = [];

    /// <summary>What the customer has of a refund.</summary>
    public long Moved(string refundId) => payments.Values.Where(p => p.RefundId == refundId && !p.Reversed).Sum(p => p.Amount.Minor);

    public int Payments(string refundId) => payments.Values.Count(p => p.RefundId == refundId && !p.Reversed);

    public ChannelAnswer Ask(string number, Instant now) => !payments.TryGetValue(number, out var payment) ? new ChannelAnswer.NotMade()
        : payment.Reversed ? new ChannelAnswer.Reversed("BACK")
        : new ChannelAnswer.Paid(number, now);

    public ChannelAnswer Pay(string refundId, string number, Money amount, Trouble trouble, Instant now)
    {
        if (payments.ContainsKey(number))
            return trouble is Trouble.LostBefore or Trouble.LostAfter ? new ChannelAnswer.Unknown() : Ask(number, now);
        switch (trouble)
        {
            case Trouble.PayeeWrong:
                return new ChannelAnswer.Refused("PAYEE", RefusedBecause.PayeeWrong);
            case Trouble.Settled:
                return new ChannelAnswer.Refused("SETTLED", RefusedBecause.Settled);
            case Trouble.NotNow:
                return new ChannelAnswer.Refused("BALANCE", RefusedBecause.NotNow);
            case Trouble.ForGood:
                return new ChannelAnswer.Refused("NEVER", RefusedBecause.ForGood);
            case Trouble.LostBefore:
                return new ChannelAnswer.Unknown();
        }

        payments[number] = (refundId, amount, false);
        return trouble == Trouble.LostAfter ? new ChannelAnswer.Unknown() : Ask(number, now);
    }

    public void Reverse(string number)
    {
        if (payments.TryGetValue(number, out var payment))
            payments[number] = payment with { Reversed = true };
    }
}
