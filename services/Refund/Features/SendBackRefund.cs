using Aftersales.Contracts.Refunds;
using Aftersales.Platform.Calls;

namespace Aftersales.Refunds.Features;

/// <summary>Whoever of the chain has seen an abnormal refund sends it back, with a reason (R-REF-2).</summary>
public sealed class SendBackRefund(Accounts accounts)
{
    public async Task<SendBackRefundResponse> Handle(SendBackRefundRequest request, Call call)
    {
        var account = await accounts.Of(request.RefundId, call);
        return await accounts.Change(
            account.Id, call, new Domain.SendBack(request.RefundId, ChainSteps.Of(call.Caller), call.Person, request.Reason),
            after => new SendBackRefundResponse { Refund = after.ToRefund(request.RefundId) });
    }
}
