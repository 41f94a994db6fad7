using Aftersales.Refunds.Domain;
using NodaTime;

namespace Aftersales.Refunds.Tests.Model;

/// <summary>What becomes of a call to the channel.</summary>
internal enum Trouble
{
    None,
    LostBefore,
    LostAfter,

    /// <summary>The answer is lost, and the channel comes to it later.</summary>
    Delayed,
    PayeeWrong,
    Settled,
    NotNow,
    ForGood,
}

/// <summary>Where money really moves: once under a number, as a channel does. Answers get lost, are late, and what was paid may come back.</summary>
internal sealed class Bank(Action<string, long> moving)
{
    private readonly Dictionary<string, Payment> payments = [];
    private readonly List<(string Number, Payment Payment)> underway = [];

    /// <summary>What the customer has of a refund, in fen.</summary>
    public long Standing(string refundId) => payments.Values.Where(p => p.RefundId == refundId && !p.Reversed).Sum(p => p.Amount);

    public int Payments(string refundId) => payments.Values.Count(p => p.RefundId == refundId && !p.Reversed);

    /// <summary>Whether a call about the refund may still be carried out.</summary>
    public bool IsUnderway(string refundId) => underway.Exists(call => call.Payment.RefundId == refundId && !Knows(call.Number));

    public bool Knows(string number) => payments.ContainsKey(number);

    public ChannelAnswer Ask(string number, Instant now) => !payments.TryGetValue(number, out var payment) ? new ChannelAnswer.NotMade()
        : payment.Reversed ? new ChannelAnswer.Reversed("BACK")
        : new ChannelAnswer.Paid($"channel/{number}", now);

    public ChannelAnswer Pay(Refund refund, Trouble trouble, Instant now)
    {
        var number = refund.Payout!.OutRequestNo;
        var payment = new Payment(refund.RefundId, refund.Payout.Amount.Minor);
        if (trouble == Trouble.LostBefore)
            return new ChannelAnswer.Unknown();
        if (!Knows(number) && Refusal(refund, trouble) is { } refused)
        {
            // What it refuses now it would refuse a moment later too.
            underway.RemoveAll(call => call.Number == number);
            return refused;
        }

        if (trouble == Trouble.Delayed)
            underway.Add((number, payment));
        else
            Move(number, payment);
        return trouble is Trouble.LostAfter or Trouble.Delayed ? new ChannelAnswer.Unknown() : Ask(number, now);
    }

    /// <summary>Carries out what it had not come to yet.</summary>
    public void Arrive()
    {
        foreach (var (number, payment) in underway)
            Move(number, payment);
        underway.Clear();
    }

    public void Reverse(string number) => payments[number] = payments[number] with { Reversed = true };

    private static ChannelAnswer? Refusal(Refund refund, Trouble trouble) => trouble switch
    {
        Trouble.PayeeWrong when refund.Kind == RefundKind.Abnormal => new ChannelAnswer.Refused("PAYEE", RefusedBecause.PayeeWrong),
        Trouble.Settled when refund.Kind == RefundKind.Normal => new ChannelAnswer.Refused("SETTLED", RefusedBecause.Settled),
        Trouble.NotNow => new ChannelAnswer.Refused("BALANCE", RefusedBecause.NotNow),
        Trouble.ForGood => new ChannelAnswer.Refused("NEVER", RefusedBecause.ForGood),
        _ => null,
    };

    private void Move(string number, Payment payment)
    {
        if (!payments.TryAdd(number, payment))
            return;
        moving(payment.RefundId, payment.Amount);
    }

    private sealed record Payment(string RefundId, long Amount)
    {
        public bool Reversed { get; init; }
    }
}
