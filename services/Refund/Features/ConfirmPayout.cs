using Aftersales.Platform.Aggregates;
using Aftersales.Platform.Calls;
using Aftersales.Platform.Work;
using Aftersales.Refunds.Domain;
using Aftersales.Refunds.Ports;

namespace Aftersales.Refunds.Features;

/// <summary>Asks whether a payment still stands (R-REF-9). A channel that does not say is asked again after the policy's pauses.</summary>
public sealed class ConfirmPayout(Accounts accounts, Aggregates<Account, AccountEvent> store, IPaymentChannel channel) : IWork
{
    public async Task Run(WorkItem item, Call call)
    {
        var account = await store.Find(call.Merchant, item.Aggregate, call.Cancel);
        if (account?.State.Find(item.Argument) is not { State: RefundState.Paid, Payout: { } payout } refund)
            return;
        var answer = await channel.Ask(PaymentOrder.Of(account.State, refund), call.Cancel);
        await accounts.Tell(item.Aggregate, call, new TakeAnswer(refund.RefundId, payout.OutRequestNo, answer) { Confirms = payout.AskAt });
    }
}
