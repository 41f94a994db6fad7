using Aftersales.Contracts.Refunds;
using Aftersales.Platform.Calls;
using Google.Protobuf;
using CheckStep = Aftersales.Refunds.Domain.CheckStep;
using Refund = Aftersales.Contracts.Refunds.Refund;

namespace Aftersales.Refunds.Features;

/// <summary>The three checks of an abnormal refund by three different people (R-REF-2, R-PPL-1); a supervisor takes an overdue one as deputy.</summary>
public sealed class PassCheck(Accounts accounts)
{
    public Task<PassFirstCheckResponse> Handle(PassFirstCheckRequest request, Call call) =>
        Pass(request.RefundId, CheckStep.First, call, refund => new PassFirstCheckResponse { Refund = refund });

    public Task<PassSecondCheckResponse> Handle(PassSecondCheckRequest request, Call call) =>
        Pass(request.RefundId, CheckStep.Second, call, refund => new PassSecondCheckResponse { Refund = refund });

    public Task<PassThirdCheckResponse> Handle(PassThirdCheckRequest request, Call call) =>
        Pass(request.RefundId, CheckStep.Third, call, refund => new PassThirdCheckResponse { Refund = refund });

    private async Task<TReply> Pass<TReply>(string refundId, CheckStep step, Call call, Func<Refund, TReply> reply)
        where TReply : class, IMessage<TReply>, new()
    {
        var account = await accounts.Of(refundId, call);
        var command = new Domain.PassCheck(refundId, step, call.Person) { AsDeputy = !call.Caller.Is(ChainSteps.Taker(step)) };
        return await accounts.Change(account.Id, call, command, after => reply(after.ToRefund(refundId)));
    }
}
