using Aftersales.Refunds.Domain;
using Aftersales.Refunds.Ports;
using NodaTime;

namespace Aftersales.Faults.Tests;

/// <summary>Where money really moves, once under a number. Fate decides what becomes of a call: until it calms down.</summary>
/// <param name="asked">Told of each payment that is asked for, before anything moves.</param>
internal sealed class Oracle(Random fate, IClock clock, Func<PaymentOrder, Task> asked)
{
    private readonly Dictionary<string, Payment> payments = [];
    private readonly Dictionary<string, PaymentOrder> underway = [];

    /// <summary>What has moved, by number; also what came back.</summary>
    public IReadOnlyDictionary<string, Payment> Payments => payments;

    public bool IsCalm { get; set; }

    public async Task<ChannelAnswer> Pay(PaymentOrder order)
    {
        await asked(order);
        var trouble = IsCalm ? 0 : fate.Next(20);
        if (trouble == 1)
            return new ChannelAnswer.Unknown();
        if (!payments.ContainsKey(order.OutRequestNo) && Refusal(order, trouble) is { } refused)
        {
            // What it refuses now it would refuse a moment later too.
            underway.Remove(order.OutRequestNo);
            return refused;
        }

        if (trouble is 2 or 3)
            underway[order.OutRequestNo] = order;
        else
            Move(order);
        return trouble is 2 or 3 or 4 or 5 or 6 ? new ChannelAnswer.Unknown() : Find(order.OutRequestNo);
    }

    public ChannelAnswer Ask(PaymentOrder order) => !IsCalm && fate.Next(5) == 0 ? new ChannelAnswer.Unknown() : Find(order.OutRequestNo);

    /// <summary>Comes to what it had not come to when its caller gave up.</summary>
    public void Arrive()
    {
        foreach (var order in underway.Values)
            Move(order);
        underway.Clear();
    }

    public void Reverse(string number) => payments[number] = payments[number] with { IsReversed = true };

    private ChannelAnswer Find(string number) => !payments.TryGetValue(number, out var payment) ? new ChannelAnswer.NotMade()
        : payment.IsReversed ? new ChannelAnswer.Reversed("PAYEE_ACCOUNT_STATUS_ERROR")
        : new ChannelAnswer.Paid($"channel/{number}", clock.GetCurrentInstant());

    private static ChannelAnswer.Refused? Refusal(PaymentOrder order, int trouble) => (trouble, order.TradeNo) switch
    {
        (7, not null) => new("ACQ.TRADE_HAS_FINISHED", RefusedBecause.Settled),
        (7, null) => new("PAYEE_USER_INFO_ERROR", RefusedBecause.PayeeWrong),
        (8, _) => new("PAYER_BALANCE_NOT_ENOUGH", RefusedBecause.NotNow),
        (9, not null) => new("ACQ.TRADE_NOT_EXIST", RefusedBecause.ForGood),
        _ => null,
    };

    private void Move(PaymentOrder order) => payments.TryAdd(order.OutRequestNo, new(order.Amount.Minor, IsReversed: false));
}

/// <param name="Amount">In fen.</param>
/// <param name="IsReversed">The channel took it back.</param>
internal sealed record Payment(long Amount, bool IsReversed);

/// <summary>The service's port, with a boundary before and after each call.</summary>
internal class BoundedChannel(Oracle oracle, Replica replica) : IPaymentChannel
{
    public virtual async Task<ChannelAnswer> Pay(PaymentOrder order, CancellationToken cancel)
    {
        await replica.Boundary("before paying");
        var answer = await oracle.Pay(order);
        await replica.Boundary($"paid: {answer.GetType().Name}");
        return answer;
    }

    public async Task<ChannelAnswer> Ask(PaymentOrder order, CancellationToken cancel)
    {
        await replica.Boundary("before asking");
        var answer = oracle.Ask(order);
        await replica.Boundary($"asked: {answer.GetType().Name}");
        return answer;
    }
}
