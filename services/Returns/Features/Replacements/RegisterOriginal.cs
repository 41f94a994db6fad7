using Aftersales.Platform.Calls;
using Aftersales.Platform.Work;
using Aftersales.Returns.Domain.Replacements;
using Aftersales.Returns.Ports;

namespace Aftersales.Returns.Features.Replacements;

/// <summary>Registers the abnormal return of what is replaced: only then a replacement can be placed (R-REP-1).</summary>
public sealed class RegisterOriginal(ReplacementDesk desk, ReplacementBook replacements, IOrders orders) : IWork
{
    public async Task Run(WorkItem item, Call call)
    {
        if ((await replacements.Find(item.Merchant, item.Aggregate, call.Cancel))?.State is not { Original: OriginalOutcome.ToRegister } state)
            return;
        await orders.RegisterReturn(new(state.OriginalReturnNo, state.OrderId, state.Goods()), call.Cancel);
        var after = await desk.Change(item.Aggregate, call, new ReplacementCommand.ConfirmOriginal());

        // Called off meanwhile: the withdrawal may have come before the registration and found nothing.
        if (after.State.Stage.IsEnd())
            await orders.WithdrawReturn(state.OriginalReturnNo, call.Cancel);
    }
}

/// <summary>Withdraws the abnormal return of a replacement that came to nothing, so that the customer can be refunded.</summary>
public sealed class WithdrawOriginal(ReplacementDesk desk, ReplacementBook replacements, IOrders orders) : IWork
{
    public async Task Run(WorkItem item, Call call)
    {
        if ((await replacements.Find(item.Merchant, item.Aggregate, call.Cancel))?.State is not { Original: OriginalOutcome.ToWithdraw } state)
            return;
        await orders.WithdrawReturn(state.OriginalReturnNo, call.Cancel);
        await desk.Change(item.Aggregate, call, new ReplacementCommand.ConfirmWithdrawal());
    }
}
