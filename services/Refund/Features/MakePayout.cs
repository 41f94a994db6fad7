using Aftersales.Kernel;
using Aftersales.Platform;
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
        var mayHaveReached = payout.State == PayoutState.Unknown || item.Attempt > 1;
        var known = mayHaveReached ? await channel.Ask(order, call.Cancel) : new ChannelAnswer.NotMade();
        var answer = known is not ChannelAnswer.NotMade ? known
            : !await IsPaidAlready(account, refund, call) ? await channel.Pay(order, call.Cancel)
            // What may have reached the channel is not given up: people say what became of it.
            : mayHaveReached ? new ChannelAnswer.Unknown()
            : new ChannelAnswer.Refused(AccountDecider.PaidAfterAll, RefusedBecause.PayeeWrong);
        await accounts.Tell(item.Aggregate, call, new TakeAnswer(refund.RefundId, payout.OutRequestNo, answer));
    }

    // People said of an earlier attempt that it was not paid: the channel has the last word before there is another.
    private async Task<bool> IsPaidAlready(Versioned<Account> account, Domain.Refund refund, Call call)
    {
        foreach (var ended in refund.Payouts.Where(payout => payout.IsDoubtful))
        {
            switch (await channel.Ask(PaymentOrder.Of(account.State, refund, ended), call.Cancel))
            {
                case ChannelAnswer.Paid paid:
                    await accounts.Tell(account.Id, call, new TakeAnswer(refund.RefundId, ended.OutRequestNo, paid));
                    return true;
                // Their word counts alone only once the channel did not answer at all the times at which it was to verify it.
                case ChannelAnswer.Unknown when ended.VerifyAt is not null:
                    throw new RefusedException(new(PlatformReasons.ServiceUnavailable, "the channel does not tell what became of an earlier attempt"));
            }
        }

        return refund.Contradiction is not null;
    }
}
