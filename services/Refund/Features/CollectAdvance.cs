using Aftersales.Contracts.Refunds;
using Aftersales.Platform.Calls;

namespace Aftersales.Refunds.Features;

/// <summary>What is done about an advance whose goods did not come: money received, or the claim given up (R-REF-5).</summary>
public sealed class CollectAdvance(Accounts accounts)
{
    public async Task<RecordCollectionResponse> Handle(RecordCollectionRequest request, Call call)
    {
        var account = await accounts.Of(request.RefundId, call);
        var command = new Domain.RecordCollection(request.RefundId, request.Reference, request.Amount.ToDomain("amount"), call.Person);
        return await accounts.Change(account.Id, call, command, after => new RecordCollectionResponse { Refund = after.ToRefund(request.RefundId) });
    }

    public async Task<WriteOffClaimResponse> Handle(WriteOffClaimRequest request, Call call)
    {
        var account = await accounts.Of(request.RefundId, call);
        var command = new Domain.ForgoClaim(request.RefundId, call.Person, request.Reason);
        return await accounts.Change(account.Id, call, command, after => new WriteOffClaimResponse { Refund = after.ToRefund(request.RefundId) });
    }
}
