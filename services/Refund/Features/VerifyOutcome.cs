using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Work;
using Aftersales.Refunds.Domain;
using Aftersales.Refunds.Ports;

namespace Aftersales.Refunds.Features;

/// <summary>Asks the channel on about a payment of which two people said that it was not made: a contradiction is a person's matter.</summary>
public sealed class VerifyOutcome(Accounts accounts, Aggregates<Account, AccountEvent> store, IPaymentChannel channel) : IWork
{
    public async Task Run(WorkItem item, Call call)
    {
        var account = await store.Find(call.Merchant, item.Aggregate, call.Cancel);
        foreach (var refund in account?.State.Refunds ?? [])
        {
            if (refund.PayoutOf(item.Argument) is not { VerifyAt: not null } payout)
                continue;
            var answer = await channel.Ask(PaymentOrder.Of(account!.State, refund, payout), call.Cancel);
            await accounts.Tell(item.Aggregate, call, new TakeAnswer(refund.RefundId, payout.OutRequestNo, answer) { Confirms = payout.VerifyAt });
        }
    }
}
