using Aftersales.Kernel;
using NodaTime;

namespace Aftersales.Refunds.Domain.Reconciliation;

/// <summary>Which way money went, seen from the merchant.</summary>
public enum MoneyDirection
{
    Out,
    In,
}

/// <summary>Money that the channel moved for a refund, as we know it.</summary>
/// <param name="At">When it was paid, by the channel's word; for money that came back when we learned of it, which may be later than the statement says.</param>
/// <param name="ChannelNo">The channel's number; empty where it told none.</param>
public sealed record Movement(
    string OutRequestNo, MoneyDirection Direction, string RefundId, string OrderId, Money Amount, Instant At, string ChannelNo)
{
    /// <summary>What moved on an order's account. A payment that was taken back before we knew that it was made went out and came back.</summary>
    public static IEnumerable<Movement> Of(Account account) =>
        from refund in account.Refunds
        from payout in refund.Payouts
        from moved in (IEnumerable<(MoneyDirection Direction, Instant? At)>)
        [
            (MoneyDirection.Out, payout.PaidAt ?? (payout.State == PayoutState.Reversed ? payout.EndedAt : null)),
            (MoneyDirection.In, payout.State == PayoutState.Reversed ? payout.EndedAt : null),
        ]
        where moved.At is not null
        select new Movement(
            payout.OutRequestNo, moved.Direction, refund.RefundId, account.Order.OrderId, payout.Amount, moved.At!.Value, payout.ChannelNo ?? "");
}

/// <summary>The channel's days begin and end at midnight in Beijing.</summary>
public static class ChannelDay
{
    private static readonly DateTimeZone Beijing = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];

    public static LocalDate Of(Instant time) => time.InZone(Beijing).Date;
}
