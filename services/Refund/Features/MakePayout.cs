using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Work;
using Aftersales.Refunds.Domain;
using Aftersales.Refunds.Ports;

namespace Aftersales.Refunds.Features;

/// <summary>
/// Pays what was decided. Where an earlier try may have reached the channel it is asked first, and paid only what the channel knows nothing of,
/// under the same number (R-REF-4).
/// </summary>
public sealed class MakePayout(Accounts accounts, Aggregates<Account, AccountEvent> store, IPaymentChannel channel) : IWork
{
    public async Task Run(WorkItem item, Call call)
    {
        var account = await store.Find(call.Merchant, item.Aggregate, call.Cancel);
        if (account?.State.Find(item.Argument) is not { State: RefundState.Paying, Payout: { } payout } refund)
            return;
        var order = PaymentOrder.Of(account.State, refund);
        var known = payout.State == PayoutState.Unknown || item.Attempt > 1 ? await channel.Ask(order, call.Cancel) : new ChannelAnswer.NotMade();
        var answer = known is ChannelAnswer.NotMade ? await channel.Pay(order, call.Cancel) : known;
        await accounts.Tell(item.Aggregate, call, new TakeAnswer(refund.RefundId, payout.OutRequestNo, answer));
    }
}
