using Aftersales.Kernel;
using Aftersales.Refunds.Domain;

namespace Aftersales.Refunds.Ports;

/// <summary>
/// The payment channel. It moves money once under a number, and its silence is <see cref="ChannelAnswer.Unknown"/>, never an exception (R-REF-4).
/// </summary>
public interface IPaymentChannel
{
    /// <summary>Refunds the payment, or transfers to the payee; repeated under the same number it moves nothing more.</summary>
    Task<ChannelAnswer> Pay(PaymentOrder order, CancellationToken cancel);

    /// <summary>What became of a number; <see cref="ChannelAnswer.NotMade"/> when the channel knows nothing of it.</summary>
    Task<ChannelAnswer> Ask(PaymentOrder order, CancellationToken cancel);
}

/// <summary>What the channel is to pay.</summary>
/// <param name="OutRequestNo">The number that the payment is known by.</param>
/// <param name="TradeNo">The payment that is refunded; null for a transfer.</param>
/// <param name="SealedPayee">To whom a transfer goes; null for a refund.</param>
public sealed record PaymentOrder(string OutRequestNo, Money Amount, string? TradeNo, SealedText? SealedPayee)
{
    /// <summary>The refund's present attempt.</summary>
    internal static PaymentOrder Of(Account account, Refund refund) => Of(account, refund, refund.Payout!);

    /// <summary>One of its attempts; to ask about one that has ended, whose payee is not kept.</summary>
    internal static PaymentOrder Of(Account account, Refund refund, Payout payout) => payout.Kind == RefundKind.Normal
        ? new(payout.OutRequestNo, payout.Amount, account.Order.TradeNo, null)
        : new(payout.OutRequestNo, payout.Amount, null, refund.Payee?.Sealed);
}
